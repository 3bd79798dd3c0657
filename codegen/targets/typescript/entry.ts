import type { Target } from "../../kernel.js";
import { type Host, showShape } from "./host-types.js";
import { commentText } from "./literal.js";

/** Which module of a kernel's folder is printed, and of which targets the folder is made. */
export interface Entry {
  /** Its name without extension: `"index"`. */
  readonly module: string;
  /** The targets of the folder; a module that is alone has its types in it, others share `types.ts`. */
  readonly targets: readonly Target[];
  /** The command that makes the folder again. */
  readonly command: string;
  /** What a caller may say to `create…`, besides the target; only WebAssembly has such options. */
  readonly options: readonly CreateOption[];
}

/** A property of the options that `create…` takes. */
export interface CreateOption {
  readonly name: string;
  readonly type: string;
  readonly docs: string;
  /** Whether it tells which code is taken, so that `compile…` takes it too. */
  readonly isOfCode?: boolean;
}

/** Whether the types stand in the module itself. */
export function hasOwnTypes({ targets }: Entry): boolean {
  return targets.length === 1;
}

/** What stands above a module: what it is, the shapes, and `notes`, a sentence a line. */
export function header({ program, params, inputs, outputs, state }: Host, { command }: Entry, notes: string): string {
  return `// ${program}: a kernel written by heddle. Don't edit it; make it again with
//   ${commentText(command)}
// Shapes:
${headerLine("params", params)}
${headerLine("inputs", inputs)}${state ? `\n${headerLine("cache", state.entries)}` : ""}
${headerLine("outputs", outputs)}
${notes.replaceAll(/^/gm, "// ")}
`;
}

function headerLine(role: string, tensors: Host["params"]): string {
  const shapes = tensors.map(({ name, shape }) => `${name} ${showShape(shape)}`);
  return `//   ${role}: ${shapes.join(", ") || "none"}`;
}

/** The import of the tensors' type. */
export const tensorImport = `import type { Tensor } from "heddle";\n`;

/** The types that a module takes from `types.ts` and passes on; nothing where it has them itself. */
export function typeImports(entry: Entry, types: readonly string[]): string {
  if (hasOwnTypes(entry)) return "";
  return `import type { ${types.toSorted().join(", ")} } from "./types.js";\n\nexport type * from "./types.js";\n`;
}

/** The parameters of `compile…`: what of a kernel's options tells which code is taken. */
export function compileParameters({ options }: Entry): string {
  const types = options.filter(({ isOfCode }) => isOfCode).map(({ name, type }) => `readonly ${name}?: ${type}`);
  return types.length === 0 ? "" : `options: { ${types.join("; ")} } = {}`;
}
