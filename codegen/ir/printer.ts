import { showAffine } from "./affine.js";
import type { Affine, BufferParameter, Module, Procedure, Statement } from "./nodes.js";
import { showAccess, showExpression } from "./print-expression.js";
import { typeOf } from "./types.js";

/** A module as text for people: its buffers by role, then its procedures with their loops. */
export function showModule(module: Module): string {
  const width = Math.max(0, ...module.buffers.map((buffer) => buffer.role.length));
  const buffers = module.buffers.map((buffer) => `  ${buffer.role.padEnd(width)} ${showBuffer(buffer)}`);
  const dims = module.dims.length === 0 ? "" : `(${module.dims.join(", ")})`;
  const limits = (module.limits ?? []).map((room) => `  ${"where".padEnd(width)} ${showAffine(room)} is 0 or more`);
  const head = [
    `kernel ${module.name}${dims}: prepare is ${module.prepare}, run is ${module.run}`,
    ...limits,
    ...buffers,
  ];
  return `${[head.join("\n"), ...module.procedures.map(showProcedure)].join("\n\n")}\n`;
}

/** A procedure as text: its summary as a comment, its parameters and its body. */
export function showProcedure(procedure: Procedure): string {
  const parameters = [procedure.buffers.map(showBuffer).join(", "), procedure.indices.join(", ")];
  const list = parameters.filter((part) => part !== "").join("; ");
  const head = `# ${procedure.summary}\nprocedure ${procedure.name}(${list})`;
  return braced(head, procedure.body).join("\n");
}

/** A statement as text, with its body. */
export function showStatement(statement: Statement): string {
  return lines(statement).join("\n");
}

/** The first line of a statement as text: what a message quotes. */
export function showHead(statement: Statement): string {
  switch (statement.kind) {
    case "let":
    case "var":
      return `${statement.kind} ${statement.name} = ${showExpression(statement.value)}`;
    case "assign":
      return `${statement.name} = ${showExpression(statement.value)}`;
    case "bind":
      return `index ${statement.name} = ${showList("min", statement.min)}`;
    case "bindMax":
      return `index ${statement.name} = ${showList("max", statement.max)}`;
    case "bindValue":
      return `index ${statement.name} = ${showExpression(statement.value)} within 0 .. ${showAffine(statement.extent)}`;
    case "store": {
      const { lanes } = typeOf(statement.value);
      return `${showAccess(statement.buffer, statement.indices, lanes)} = ${showExpression(statement.value)}`;
    }
    case "for": {
      const step = statement.step === 1 ? "" : ` step ${statement.step}`;
      const range = `${showAffine(statement.lower)} .. ${showList("min", statement.upper)}`;
      const mark = statement.parallel === undefined ? "" : ` parallel (${showAffine(statement.parallel)})`;
      return `for ${statement.variable} in ${range}${step}${statement.unroll ? " unrolled" : ""}${mark}`;
    }
    case "strip": {
      const range = `${showAffine(statement.lower)} .. ${showList("min", statement.upper)}`;
      return `strip ${statement.variable} in ${range}`;
    }
    case "if":
      return `if ${showExpression(statement.condition)}`;
    case "block":
      return `# ${statement.label}`;
    case "call": {
      const parts = [statement.buffers.join(", "), statement.indices.map(showAffine).join(", ")];
      return `call ${statement.callee}(${parts.filter((part) => part !== "").join("; ")})`;
    }
  }
}

/** A buffer as text: `a: f32[seq, 512]`. */
export function showBuffer(buffer: BufferParameter): string {
  return `${buffer.name}: ${buffer.element}[${buffer.extents.map(showAffine).join(", ")}]`;
}

function showList(operation: "min" | "max", list: readonly Affine[]): string {
  const shown = list.map(showAffine);
  return shown.length === 1 ? shown.join("") : `${operation}(${shown.join(", ")})`;
}

function lines(statement: Statement): readonly string[] {
  const head = showHead(statement);
  switch (statement.kind) {
    case "for":
      return braced(head, statement.body);
    case "strip": {
      const parts = statement.parts.flatMap((part) => indented(braced(`width ${part.width}`, part.body)));
      return [`${head} {`, ...parts, "}"];
    }
    case "if": {
      const whenTrue = braced(head, statement.whenTrue);
      if (statement.otherwise.length === 0) return whenTrue;
      const [, ...otherwise] = braced("", statement.otherwise);
      return [...whenTrue.slice(0, -1), "} else {", ...otherwise];
    }
    case "block":
      return [head, "{", ...indented(statement.body.flatMap(lines)), "}"];
    default:
      return [head];
  }
}

function braced(head: string, body: readonly Statement[]): readonly string[] {
  return [`${head} {`, ...indented(body.flatMap(lines)), "}"];
}

function indented(text: readonly string[]): readonly string[] {
  return text.map((line) => `  ${line}`);
}
