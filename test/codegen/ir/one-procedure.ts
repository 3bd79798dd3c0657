import { type Buffer, type Module, moduleOf, procedure, type ProcedureBuilder } from "../../../codegen/ir/index.js";

/** A module over `seq` whose `run` is `body`, and whose `prepare` does nothing or is `prepare`. */
export function oneProcedure(
  buffers: readonly Buffer[],
  body: (b: ProcedureBuilder) => void,
  prepare: (b: ProcedureBuilder) => void = () => {},
): Module {
  const reserved = ["seq", ...buffers.map((buffer) => buffer.name)];
  return moduleOf({
    name: "test",
    dims: ["seq"],
    buffers,
    prepare: procedure("prepare", { summary: "Prepares.", reserved }, prepare),
    run: procedure("run", { summary: "Runs.", reserved }, body),
  });
}
