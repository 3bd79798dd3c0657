import type { Program } from "heddle";
import { window } from "heddle/attention";
import { describe, expect, test } from "vitest";
import { type Affine, num, type Statement } from "../../../codegen/ir/index.js";
import { planProgram } from "../../../codegen/plan/plan.js";
import { javaScript, webAssembly } from "../../../codegen/schedule/machine.js";
import { schedule } from "../../../codegen/schedule/schedule.js";
import { type Comparison, type Found, found, isStore } from "./found.js";
import { returningOnly } from "./result-programs.js";
import { type Change, rewrite } from "./rewrite.js";
import { declaredTensors } from "./tensors.js";

const sunk = returningOnly("output", ({ sinks }) => ({ sinks }));
const weights = returningOnly("probabilities", ({ mask }) => ({ mask }));
const windowed = returningOnly("probabilities", () => ({ mask: window({ left: 2, right: 3 }) }));
const halves = returningOnly("probabilities", () => ({ precision: "f16" }));
const rounded = returningOnly("output", () => ({ precision: "bf16", mask: window({ left: 2, right: 3 }) }));
const long = returningOnly("output", () => ({ precision: "bf16" }));
const logarithm = returningOnly("logSumExp", ({ mask }) => ({ mask }));
const mean = returningOnly("meanProbabilities", () => ({}));

interface Mutation {
  readonly what: string;
  readonly program: Program;
  readonly change: Change;
  readonly found: Found;
}

type Let = Extract<Statement, { kind: "let" }>;

function isLet(statement: Statement, name: string): statement is Let {
  return statement.kind === "let" && new RegExp(`^${name}\\d*$`).test(statement.name);
}

/** A `let` of a selection that takes the second of the two whatever the condition. */
function withoutSelection(name: string): Change {
  return (s) => (isLet(s, name) && s.value.kind === "select" ? [{ ...s, value: s.value.otherwise }] : undefined);
}

function isNumber(statement: Extract<Statement, { kind: "store" }>): boolean {
  return statement.value.kind === "number";
}

/** Whether a store is one of a loop over the keys of each row. */
function isAlongKeys({ indices: [row, key] }: Extract<Statement, { kind: "store" }>): boolean {
  const names = (index: Affine | undefined, name: string) =>
    index?.terms.some(([each]) => each.startsWith(name)) ?? false;
  return names(row, "row") && names(key, "key");
}

const mutations: readonly Mutation[] = [
  {
    what: "the sink is not in the denominator",
    program: sunk,
    change: (s) => (isLet(s, "sinkTotal") ? [{ ...s, value: num(0) }] : undefined),
    found: "by its result",
  },
  {
    what: "the sink is not among the scores of which one is the greatest",
    program: sunk,
    change: (s) => (isLet(s, "sinkPower") ? [{ ...s, value: num(-Infinity) }] : undefined),
    found: "by its result",
  },
  {
    what: "a masked key has a weight where the row has no total",
    program: weights,
    change: withoutSelection("weight"),
    found: "by its result",
  },
  {
    what: "keys that are passed over are not in the result",
    program: windowed,
    change: (s) => (isStore(s, "result") && isNumber(s) ? [] : undefined),
    found: "by the verifier",
  },
  {
    what: "weights of keys that the row doesn't see stay from another row",
    program: rounded,
    change: (s) => (isStore(s, "scores") && isNumber(s) && isAlongKeys(s) ? [] : undefined),
    found: "by its result",
  },
  {
    what: "what is weighted by rounded weights is lost with the next keys",
    program: long,
    change: (s) => (isStore(s, "rescale") && isNumber(s) ? [{ ...s, value: num(0) }] : undefined),
    found: "by its result",
  },
  {
    what: "a row without a key has a logarithm of its own",
    program: logarithm,
    change: (s) =>
      isStore(s, "result") && s.value.kind === "select" ? [{ ...s, value: s.value.otherwise }] : undefined,
    found: "by its result",
  },
  {
    what: "the logarithm is that of a mantissa alone",
    program: logarithm,
    change: (s) => (isLet(s, "log") && s.value.kind === "binary" ? [{ ...s, value: s.value.right }] : undefined),
    found: "by its result",
  },
  {
    what: "the mean is of the last head alone",
    program: mean,
    change: (s) => (isStore(s, "headSums") && s.value.kind === "binary" ? [{ ...s, value: s.value.right }] : undefined),
    found: "by its result",
  },
  {
    what: "the sums of the heads don't start from zero",
    program: mean,
    change: (s) => (isStore(s, "headSums") && isNumber(s) ? [] : undefined),
    found: "by the verifier",
  },
];

/** In float32 a score may come to lie on the other side of the middle between two numbers of the format. */
const inFloat64: readonly Mutation[] = [
  {
    what: "the scores are not rounded",
    program: halves,
    change: (s) => (isLet(s, "shift") ? [{ ...s, value: num(0) }] : undefined),
    found: "by its result",
  },
];

describe.each([
  ["for TypeScript", javaScript, [...mutations, ...inFloat64]],
  ["with vectors", webAssembly, mutations],
] as const)("a module %s in which", (_, machine, changes) => {
  test.each(changes)("$what is found wrong $found", ({ program, change, found: expected }) => {
    // Where weights are rounded, one step of bfloat16 in float32.
    const tolerance = machine.arithmetic === "f32" && program === long ? 2 ** -9 : 4e-6;
    const comparison: Comparison = { arithmetic: machine.arithmetic, tolerance, least: 1e-3 };
    const module = schedule(planProgram(program, machine.temporary), machine);
    const sizes =
      program === long
        ? [{ n: 9, m: 600 }]
        : [
            { n: 21, m: 1 },
            { n: 19, m: 30 },
          ];
    const tensors = sizes.map((dims) => declaredTensors(program.inputs, dims));
    for (const given of tensors) expect(found(module, program, given, comparison)).toBe("not at all");
    const changed = rewrite(module, change);
    expect(tensors.map((given) => found(changed, program, given, comparison))).toContain(expected);
  });
});
