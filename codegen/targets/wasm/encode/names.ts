import { ByteWriter } from "./bytes.js";
import type { ModuleBuilder } from "./module.js";

/** The name section, which debuggers and profilers show: the module, its functions, their locals, and its globals. */
export function writeNames(out: ByteWriter, module: ModuleBuilder): void {
  const imported = module.importedFunctions.length;
  out.text("name");
  subsection(out, 0, (inside) => inside.text(module.name));
  subsection(out, 1, (inside) =>
    writeNameMap(
      inside,
      [...module.importedFunctions, ...module.functions].map(({ reference }) => reference.name),
    ),
  );
  subsection(out, 2, (inside) =>
    inside.list(module.functions, ({ parameters, locals }, i) => {
      inside.unsigned(imported + i);
      writeNameMap(
        inside,
        [...parameters, ...locals].map(({ name }) => name),
      );
    }),
  );
  subsection(out, 7, (inside) =>
    writeNameMap(
      inside,
      module.globals.map(({ reference }) => reference.name),
    ),
  );
}

function writeNameMap(out: ByteWriter, names: readonly string[]): void {
  out.list(names, (name, i) => {
    out.unsigned(i);
    out.text(name);
  });
}

function subsection(out: ByteWriter, id: number, write: (inside: ByteWriter) => void): void {
  const inside = new ByteWriter();
  write(inside);
  out.byte(id);
  out.unsigned(inside.length);
  out.bytes(inside.finish());
}
