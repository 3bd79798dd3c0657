import type { Call, Check, JudgedCase, Lengths, Outcome, Sizes } from "./cases.js";

/** A line of a generated file that speaks for a check. */
export interface Judgement {
  readonly id: string;
  readonly check: Check;
  /** The lines, counted from 1: the call, and where it is accepted the comparison of its type. */
  readonly lines: readonly number[];
}

/** A TypeScript file that puts cases before the compiler. */
export interface TypeFile {
  readonly text: string;
  readonly judgements: readonly Judgement[];
}

const header = `import type { DType, Shape, Tensor } from "heddle";

declare function given<S extends Shape, D extends DType = "f32">(): Tensor<S, D>;
type Identical<A, B> = (<T>() => T extends A ? 1 : 2) extends <T>() => T extends B ? 1 : 2 ? true : false;
/** true, or a type that shows both. */
type Check<Actual, Expected> = Identical<Actual, Expected> extends true ? true : { is: Actual; expected: Expected };
/** Without \`readonly\` and with the fields written out, which is how lists and records are compared. */
type Plain<T> = T extends Tensor<Shape, DType> ? T : T extends object ? { -readonly [K in keyof T]: Plain<T[K]> } : T;
`;

/**
 * One file with all calls of the cases. An accepted call and the comparison of its result must compile; a refused
 * call must not.
 */
export function typeFile(cases: readonly JudgedCase[]): TypeFile {
  const operations = new Set(cases.flatMap(({ checks }) => checks.map(({ call }) => call.op)));
  const lines = [`import { ${[...operations].join(", ")} } from "heddle";`, ...header.split("\n")];
  const judgements: Judgement[] = [];
  for (const each of cases) {
    for (const check of each.checks) {
      const name = `c${judgements.length}`;
      const first = lines.push(`export const ${name} = ${callText(check.call)};`);
      const last = check.expect === "accepted" ? lines.push(comparison(name, check.call, check.outcome)) : first;
      judgements.push({ id: each.id, check, lines: first === last ? [first] : [first, last] });
    }
  }
  return { text: `${lines.join("\n")}\n`, judgements };
}

function callText(call: Call): string {
  switch (call.op) {
    case "einsum":
      return `einsum(${[text(call.equation), ...call.shapes.map((shape) => given(shape))].join(", ")})`;
    case "rearrange":
    case "repeat":
      return `${call.op}(${inputText(call)}, ${text(call.pattern)}${lengthsText(call.lengths)})`;
    case "reduce":
      return `reduce(${inputText(call)}, ${text(call.pattern)}, ${text(call.reduction)}${lengthsText(call.lengths)})`;
    case "pack":
      return `pack([${call.shapes.map((shape) => given(shape)).join(", ")}], ${text(call.pattern)})`;
    case "unpack":
      return `unpack(${given(call.shape)}, ${text(call.packedShapes)}, ${text(call.pattern)})`;
    case "parseShape":
      return `parseShape(${given(call.shape)}, ${text(call.pattern)})`;
  }
}

/** A value as it is written in the file. JSON is TypeScript's own notation for strings, numbers and lists of them. */
function text(value: unknown): string {
  return JSON.stringify(value);
}

function lengthsText(lengths: Lengths): string {
  return Object.keys(lengths).length === 0 ? "" : `, ${text(lengths)}`;
}

function inputText(call: Extract<Call, { op: "rearrange" | "repeat" | "reduce" }>): string {
  const dtype = dtypeOf(call);
  const { input } = call;
  if (input.kind === "tensor") return given(input.shape, dtype);
  return `[${input.shapes.map((shape) => given(shape, dtype)).join(", ")}]`;
}

function given(shape: Sizes, dtype = "f32"): string {
  return `given<${text(shape)}${dtype === "f32" ? "" : `, ${text(dtype)}`}>()`;
}

function comparison(name: string, call: Call, outcome: Outcome): string {
  const tensors = outcome.shapes.map((shape) => `Tensor<${text(shape)}, "${dtypeOf(call)}">`);
  const expect = (actual: string, expected: string) =>
    `export const ${name}Type: Check<${actual}, ${expected}> = true;`;
  switch (call.op) {
    case "pack":
      return expect(`Plain<typeof ${name}>`, `[${tensors.join(", ")}, ${text(outcome.packedShapes)}]`);
    case "unpack":
      return expect(`Plain<typeof ${name}>`, `[${tensors.join(", ")}]`);
    case "parseShape":
      return expect(`Plain<typeof ${name}>`, text(outcome.lengths));
    default:
      return expect(`typeof ${name}`, tensors.join());
  }
}

function dtypeOf(call: Call): string {
  return call.op === "reduce" && (call.reduction === "any" || call.reduction === "all") ? "bool" : "f32";
}
