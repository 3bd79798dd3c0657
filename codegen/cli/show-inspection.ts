import type { Inspection, Quantity } from "../kernel.js";

/** An inspection as lines of text: tensors, cost, code, memory plan, loop IR. */
export function showInspection({ name, target, tensors, flops, bytes, code, memory, ir }: Inspection): string[] {
  return [
    `${name} for ${target}`,
    "",
    "tensors",
    ...table(tensors.map((tensor) => [tensor.role, tensor.name, `${tensor.dtype} [${tensor.shape.join(", ")}]`])),
    "",
    "one call",
    ...table([
      ["floating-point operations", show(flops)],
      ["bytes moved", show(bytes)],
    ]),
    "",
    "code, in bytes",
    ...table(code.map((part) => [part.file, String(part.bytes)])),
    "",
    "memory, in bytes",
    ...table([
      ["buffer", "role", "offset", "size", "steps"],
      ...memory.buffers.map((buffer) => [
        buffer.name,
        buffer.role,
        show(buffer.offset),
        show(buffer.size),
        buffer.steps?.join(" to ") ?? "",
      ]),
      ["total", "", "", show(memory.total), ""],
    ]),
    ...showShared(memory),
    "",
    "loop IR",
    ...ir.trimEnd().split("\n").map(indent),
  ];
}

/** What sharing memory saves, where there are temporaries. */
function showShared({ temporaries: { peak, sum } }: Inspection["memory"]): string[] {
  return sum.formula === "0"
    ? []
    : [
        "",
        "temporaries, in bytes",
        ...table([
          ["peak", show(peak)],
          ["side by side", show(sum)],
        ]),
      ];
}

/** A formula, and the number that it comes to if it has dims in it and their sizes are known. */
function show({ formula, value }: Quantity): string {
  return value === undefined || formula === String(value) ? formula : `${formula} = ${value}`;
}

/** Rows with their columns lined up. */
function table(rows: readonly (readonly string[])[]): string[] {
  const columns = Math.max(0, ...rows.map((row) => row.length));
  const widths = Array.from({ length: columns }, (_, column) =>
    Math.max(...rows.map((row) => row[column]?.length ?? 0)),
  );
  return rows.map((row) => indent(row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join("  ")).trimEnd());
}

function indent(line: string): string {
  return `  ${line}`.trimEnd();
}
