import * as heddle from "heddle";
import { type Call, type Check, type Outcome, showSizes, type Sizes } from "./cases.js";
import { checksumOf, type Dense, operandsOf, oracle } from "./oracle/index.js";

/** What is wrong with what a call gives at run time, or undefined if it is as expected. */
export function runTimeProblem(check: Check): string | undefined {
  if (check.expect === "refused") return refusalProblem(check.call, check.reason);
  let result: unknown;
  try {
    result = perform(check.call);
  } catch (error) {
    return `it is refused: ${describe(error)}`;
  }
  return outcomeProblem(check.call, result, check.outcome);
}

function refusalProblem(call: Call, reason: string): string | undefined {
  try {
    perform(call);
  } catch (error) {
    return error instanceof heddle.ShapeError ? undefined : `it throws no ShapeError: ${describe(error)}`;
  }
  return `it is accepted, expected is a refusal (${reason})`;
}

/** Calls the operation as a caller does whose types no compiler has checked: the patterns aren't literals here. */
function perform(call: Call): unknown {
  const isBool = call.op === "reduce" && (call.reduction === "any" || call.reduction === "all");
  const tensors = operandsOf(call).map(({ shape, values }) => {
    const floats = heddle.tensor(Float32Array.from(values), shape);
    return isBool ? heddle.cast(floats, "bool") : floats;
  });
  switch (call.op) {
    case "einsum":
      return invoke(call.op, [call.equation, ...tensors]);
    case "rearrange":
    case "repeat":
      return invoke(call.op, [call.input.kind === "list" ? tensors : tensors[0], call.pattern, call.lengths]);
    case "reduce": {
      const input = call.input.kind === "list" ? tensors : tensors[0];
      return invoke(call.op, [input, call.pattern, call.reduction, call.lengths]);
    }
    case "pack":
      return invoke(call.op, [tensors, call.pattern]);
    case "unpack":
      return invoke(call.op, [tensors[0], call.packedShapes, call.pattern]);
    case "parseShape":
      return invoke(call.op, [tensors[0], call.pattern]);
  }
}

const operations: Readonly<Record<string, unknown>> = heddle;

function invoke(name: string, args: readonly unknown[]): unknown {
  const operation = operations[name];
  if (typeof operation !== "function") throw new TypeError(`heddle has no ${name}`);
  return Reflect.apply(operation, undefined, args);
}

function outcomeProblem(call: Call, result: unknown, outcome: Outcome): string | undefined {
  switch (call.op) {
    case "parseShape":
      return sameJson("the sizes", result, outcome.lengths);
    case "pack": {
      const [packed, shapes]: readonly unknown[] = Array.isArray(result) ? result : [];
      return tensorsProblem(call, [packed], outcome) ?? sameJson("the packed shapes", shapes, outcome.packedShapes);
    }
    case "unpack":
      return tensorsProblem(call, Array.isArray(result) ? result : [], outcome);
    default:
      return tensorsProblem(call, [result], outcome);
  }
}

function tensorsProblem(call: Call, results: readonly unknown[], outcome: Outcome): string | undefined {
  const expected = oracle(call);
  const wrong = expected.findIndex(({ shape }, index) => !isSame(shape, outcome.shapes[index] ?? []));
  if (wrong >= 0 || expected.length !== outcome.shapes.length) {
    const shapes = expected.map(({ shape }) => showSizes(shape)).join(", ");
    return `the list gives ${outcome.shapes.map(showSizes).join(", ")}, the oracle ${shapes}`;
  }
  if (results.length !== expected.length) return `it gives ${results.length} tensors, expected are ${expected.length}`;
  const problems = expected.map((dense, index) => tensorProblem(results[index], dense));
  return listProblem(outcome, expected[0]) ?? problems.find((problem) => problem !== undefined);
}

/** The list and the oracle must agree before the oracle judges the library. */
function listProblem({ flat, checksum }: Outcome, expected: Dense | undefined): string | undefined {
  if (expected === undefined) return undefined;
  if (flat !== undefined && !isSame(flat, [...expected.values])) {
    return `the list's elements are ${showSizes(flat.slice(0, 8))}.., the oracle's ${showSizes([...expected.values].slice(0, 8))}..`;
  }
  const own = checksum === undefined ? undefined : checksumOf(expected.values);
  return own === checksum ? undefined : `the list's checksum is ${checksum}, the oracle's ${own}`;
}

/** A result is exact in float32: the oracle's element, rounded once. */
function tensorProblem(result: unknown, { shape, values }: Dense): string | undefined {
  if (typeof result !== "object" || result === null || !heddle.isTensor(result)) return "it gives no tensor";
  if (!isSame(result.sizes, shape)) return `it gives ${showSizes(result.sizes)}, expected is ${showSizes(shape)}`;
  const { data } = result;
  if (data.length !== values.length) return `it has ${data.length} elements, expected are ${values.length}`;
  // Comparing as the oracle does would take -0 for 0, which is what is wanted here.
  const wrong = values.findIndex((value, i) => data[i] !== Math.fround(value));
  return wrong < 0 ? undefined : `element ${wrong} is ${data[wrong]}, expected is ${Math.fround(values[wrong]!)}`;
}

function isSame(a: Sizes, b: Sizes): boolean {
  return a.length === b.length && a.every((size, axis) => size === b[axis]);
}

function sameJson(what: string, actual: unknown, expected: unknown): string | undefined {
  const [own, wanted] = [canonicalJson(actual), canonicalJson(expected)];
  return own === wanted ? undefined : `${what} are ${own}, expected are ${wanted}`;
}

/** JSON with the fields of every object in one order. */
function canonicalJson(value: unknown): string {
  return JSON.stringify(value, (_, each: unknown) =>
    typeof each === "object" && each !== null && !Array.isArray(each) ? withSortedFields(each) : each,
  );
}

function withSortedFields(object: object): object {
  return Object.fromEntries(Object.entries(object).toSorted(([a], [b]) => (a < b ? -1 : 1)));
}

function describe(error: unknown): string {
  return error instanceof Error ? `${error.name}: ${error.message.replaceAll(/\s+/g, " ")}` : String(error);
}
