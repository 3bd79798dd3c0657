import type { Program } from "heddle";
import { describe, expect, test } from "vitest";
import { num, type Statement } from "../../../codegen/ir/index.js";
import { planProgram } from "../../../codegen/plan/plan.js";
import { webAssembly } from "../../../codegen/schedule/machine.js";
import { schedule } from "../../../codegen/schedule/schedule.js";
import type { AnyTensor } from "./any-kernel.js";
import { type Comparison, type Found, found, isStore } from "./found.js";
import { attentionProgram } from "./programs.js";
import { type Change, rewrite } from "./rewrite.js";
import { declaredTensors } from "./tensors.js";

/*
 * As mutation.test.ts, for the schedules of a machine with vectors: what must not go unnoticed there. Few queries read
 * keys and values where they lie, more of them pack them in panels; each change is made to both.
 */

const { keys: keyBlock } = webAssembly.attention;
const [few, many] = [2, 21];
const mask = { shape: ["n", "m"], dtype: "bool" } as const;
const full = attentionProgram({ name: "full", width: 8 });
const causal = attentionProgram({ name: "causal", width: 8, causal: true });
const masked = attentionProgram({ name: "masked", width: 8, mask });
const far = attentionProgram({ name: "far", width: 8, scale: 300 });

interface Mutation {
  readonly what: string;
  readonly program: Program;
  /** The number of keys. */
  readonly keys: number;
  readonly change: Change;
  readonly found: Found;
}

/** The variables that hold the greatest score of each lane. */
function isGreatest(statement: Statement): boolean {
  return statement.kind === "assign" && /^greatest\d/.test(statement.name);
}

const mutations: readonly Mutation[] = [
  {
    what: "the sums so far are not rescaled when a larger score turns up",
    program: full,
    keys: keyBlock + 9,
    change: (s) => (isStore(s, "rescale") ? [{ ...s, value: num(1) }] : undefined),
    found: "by its result",
  },
  {
    what: "the total so far is not rescaled",
    program: full,
    keys: keyBlock + 9,
    change: (s) =>
      isStore(s, "rowTotal") && s.value.kind === "binary" && s.value.left.kind === "binary"
        ? [{ ...s, value: { ...s.value, left: s.value.left.left } }]
        : undefined,
    found: "by its result",
  },
  {
    what: "scores behind the last one count",
    program: full,
    keys: 13,
    change: (s) => (isStore(s, "scores") && s.value.kind === "number" && s.value.value === -Infinity ? [] : undefined),
    found: "by its result",
  },
  {
    what: "the greatest score is not looked for",
    program: far,
    keys: 13,
    change: (s) => (isGreatest(s) ? [] : undefined),
    found: "by the interpreter",
  },
  {
    what: "the greatest score is not subtracted",
    program: far,
    keys: 13,
    change: (s) => (s.kind === "let" && s.name === "base" ? [{ ...s, value: num(0, webAssembly.lanes) }] : undefined),
    found: "by the interpreter",
  },
  {
    what: "queries are not scaled",
    program: full,
    keys: 13,
    change: (s) =>
      isStore(s, "queryBlock") && s.value.kind === "binary" ? [{ ...s, value: s.value.left }] : undefined,
    found: "by its result",
  },
  {
    what: "queries see a key behind them",
    program: causal,
    keys: many,
    change: (s) =>
      s.kind === "bind" && (s.name === "seen" || s.name === "visible") ? [{ ...s, min: s.min.slice(0, 1) }] : undefined,
    found: "by its result",
  },
  {
    what: "the mask is not applied",
    program: masked,
    keys: 13,
    change: (s) =>
      isStore(s, "scores") && s.value.kind === "select" ? [{ ...s, value: s.value.otherwise }] : undefined,
    found: "by its result",
  },
  {
    what: "rows and keys that fill no tile are left out",
    program: full,
    keys: 13,
    change: (s) => (s.kind === "strip" && s.parts.length > 1 ? [{ ...s, parts: s.parts.slice(0, 1) }] : undefined),
    found: "by the verifier",
  },
];

/** With keys that are larger in the second block, so that larger scores turn up there. */
function withLaterKeys(tensors: Readonly<Record<string, AnyTensor>>): Readonly<Record<string, AnyTensor>> {
  const { k } = tensors;
  if (!k) throw new Error("there are keys");
  const data = Float32Array.from(k.data, (x, i) => (i < keyBlock * 8 ? Number(x) : 9 * Number(x)));
  return { ...tensors, k: { ...k, data } };
}

describe.each([few, many])("of %i queries, a module in which", (queries) => {
  test.each(mutations)("$what is found wrong $found", ({ program, keys, change, found: expected }) => {
    // Where scores lie hundreds apart, their roundings do so too.
    const comparison: Comparison = { arithmetic: "f32", tolerance: program === far ? 1e-4 : 4e-6, least: 1e-3 };
    const tensors = withLaterKeys(declaredTensors(program.inputs, { n: queries, m: keys }));
    const module = schedule(planProgram(program, webAssembly.temporary), webAssembly);
    expect(found(module, program, tensors, comparison)).toBe("not at all");
    expect(found(rewrite(module, change), program, tensors, comparison)).toBe(expected);
  });
});
