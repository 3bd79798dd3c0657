import { ShapeError } from "heddle";
import { FolderError } from "../folder-error.js";
import type { Case, Check, Suite } from "../suite.js";
import { attentionChecks } from "./attention-case.js";
import { Fields } from "./fields.js";
import { GoldenFolder } from "./folder.js";
import { gradientCases } from "./gradient-case.js";
import { primitiveChecks } from "./primitives.js";
import { Programs } from "./programs.js";
import { Contradiction, Unsupported } from "./refusals.js";

type Load = (folder: GoldenFolder, fields: Fields, programs: Programs) => readonly Check[];

/** How the cases in each list of index.json are loaded. Cases in other lists are named as unsupported. */
const sections: ReadonlyMap<string, Load> = new Map([
  ["mha", attentionChecks],
  ["primitives", primitiveChecks],
]);

/** PyTorch's nn.MultiheadAttention and functions of torch.nn.functional, in float32 and float64. */
export const torchSuite: Suite = {
  name: "torch",
  summary: "PyTorch's nn.MultiheadAttention and functions: index.json and safetensors files",
  load: (path) => {
    const folder = new GoldenFolder(path);
    const index = folder.index();
    if (index.object("conventions").value("batch_first") === false) {
      throw new FolderError("index.json: batch_first is false; only inputs with the batch first are known here");
    }
    const programs = new Programs();
    const cases = index.names().flatMap((section) => {
      const list: unknown = index.value(section);
      if (!Array.isArray(list)) return [];
      return list.flatMap((entry: unknown, i) => {
        const fields = new Fields(`index.json: ${section}[${i}]`, entry);
        if (section === "gradients") return gradientCases(folder, fields, programs);
        return loadCase(section, fields, folder, programs);
      });
    });
    if (cases.length === 0) throw new FolderError("index.json: there is no case");
    return cases;
  },
};

function loadCase(section: string, fields: Fields, folder: GoldenFolder, programs: Programs): Case {
  const name = fields.string("name");
  const load = sections.get(section);
  if (!load) return { name, kind: "unsupported", reason: `cases in ${section} are not known here` };
  try {
    return { name, kind: "checks", checks: load(folder, fields, programs) };
  } catch (error) {
    if (error instanceof Unsupported) return { name, kind: "unsupported", reason: error.message };
    if (error instanceof Contradiction) return { name, kind: "contradiction", problem: error.message };
    // A tensor of a shape that no program takes, such as one without elements.
    if (error instanceof ShapeError) throw new FolderError(`${fields.where}: ${error.message}`);
    throw error;
  }
}
