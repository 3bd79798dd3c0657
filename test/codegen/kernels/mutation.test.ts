import type { Program } from "heddle";
import { describe, expect, test } from "vitest";
import { affine, num } from "../../../codegen/ir/index.js";
import { planProgram } from "../../../codegen/plan/plan.js";
import { javaScript } from "../../../codegen/schedule/machine.js";
import { schedule } from "../../../codegen/schedule/schedule.js";
import type { AnyTensor } from "./any-kernel.js";
import { type Found, found, isStore } from "./found.js";
import { attentionProgram } from "./programs.js";
import { type Change, rewrite } from "./rewrite.js";
import { declaredTensors } from "./tensors.js";

/*
 * These tests test the tests: they break a module on purpose, as a careless change of a schedule would, and expect the
 * verifier or the comparison with the evaluator to notice.
 */

type Tensors = Readonly<Record<string, AnyTensor>>;

const { keys: keyBlock } = javaScript.attention;
const mask = { shape: ["n", "m"], dtype: "bool" } as const;
const full = attentionProgram({ name: "full", width: 3 });
const causal = attentionProgram({ name: "causal", width: 3, keys: "n", causal: true });
const masked = attentionProgram({ name: "masked", width: 3, mask });

const plainBlocks = declaredTensors(full.inputs, { n: 5, m: keyBlock + 9 });
// Keys grow, so that larger scores turn up in the second block.
const twoBlocks = { ...plainBlocks, k: withData(plainBlocks["k"], (x, i) => x * (1 + i / keyBlock)) };
const square = declaredTensors(causal.inputs, { n: 11, m: 11 });
const fewKeys = declaredTensors(masked.inputs, { n: 7, m: 6 });
const oneRowHidden = { ...fewKeys, mask: maskWhere((query) => query !== 2) };
const nanInKey4 = withData(fewKeys["v"], (x, i) => (Math.floor(i / 3) === 4 ? Number.NaN : x));
const nanHidden = { ...fewKeys, v: nanInKey4, mask: maskWhere((_, key) => key !== 4) };

/** 7 x 6. */
function maskWhere(allowed: (query: number, key: number) => boolean): AnyTensor {
  const data = Uint8Array.from({ length: 42 }, (_, i) => Number(allowed(Math.floor(i / 6), i % 6)));
  return { shape: ["n", "m"], sizes: [7, 6], dtype: "bool", data };
}

function withData(tensor: AnyTensor | undefined, element: (x: number, i: number) => number): AnyTensor {
  if (!tensor) throw new Error("there is no such tensor");
  return { shape: tensor.shape, sizes: tensor.sizes, dtype: "f32", data: Float32Array.from(tensor.data, element) };
}

interface Mutation {
  readonly what: string;
  readonly program: Program;
  readonly tensors: Tensors;
  readonly change: Change;
  readonly found: Found;
}

const mutations: readonly Mutation[] = [
  {
    what: "the sums so far are not rescaled when a larger score turns up",
    program: full,
    tensors: twoBlocks,
    change: (s) => (isStore(s, "rescale") ? [{ ...s, value: num(1) }] : undefined),
    found: "by its result",
  },
  {
    what: "queries see keys behind them",
    program: causal,
    tensors: square,
    change: (s) => (s.kind === "bind" && s.name === "seen" ? [{ ...s, min: s.min.slice(0, 1) }] : undefined),
    found: "by its result",
  },
  {
    what: "keys behind a query keep their scores as weights",
    program: causal,
    tensors: square,
    change: (s) => {
      const [only, ...others] = s.kind === "for" ? s.body : [];
      const zeroes = only && isStore(only, "scores") && only.value.kind === "number" && others.length === 0;
      return zeroes ? [] : undefined;
    },
    found: "by its result",
  },
  {
    what: "the mask is not applied",
    program: masked,
    tensors: fewKeys,
    change: (s) =>
      isStore(s, "scores") && s.value.kind === "select" ? [{ ...s, value: s.value.whenTrue }] : undefined,
    found: "by its result",
  },
  {
    what: "a value of NaN is multiplied by its weight of 0",
    program: masked,
    tensors: nanHidden,
    change: (s) => (s.kind === "if" ? [...s.whenTrue] : undefined),
    found: "by its result",
  },
  {
    what: "a row without a key is divided by its total of 0",
    program: masked,
    tensors: oneRowHidden,
    change: (s) =>
      s.kind === "let" && s.name === "inverse" && s.value.kind === "select"
        ? [{ ...s, value: s.value.otherwise }]
        : undefined,
    found: "by its result",
  },
  {
    what: "the greatest of no scores is subtracted",
    program: masked,
    tensors: oneRowHidden,
    change: (s) =>
      s.kind === "let" && s.name === "base" && s.value.kind === "select"
        ? [{ ...s, value: s.value.otherwise }]
        : undefined,
    found: "by its result",
  },
  {
    what: "queries are not scaled",
    program: full,
    tensors: fewKeys,
    change: (s) =>
      isStore(s, "queryBlock") && s.value.kind === "binary" ? [{ ...s, value: s.value.left }] : undefined,
    found: "by its result",
  },
  {
    what: "rows and columns that fill no tile are left out",
    program: full,
    tensors: fewKeys,
    change: (s) => (s.kind === "strip" && s.parts.length > 1 ? [{ ...s, parts: s.parts.slice(0, 1) }] : undefined),
    found: "by the verifier",
  },
  {
    what: "the last, shorter block of keys is left out",
    program: full,
    tensors: twoBlocks,
    change: (s) =>
      s.kind === "for" && s.variable === "firstKey"
        ? [{ ...s, upper: s.upper.map((end) => affine.sub(end, keyBlock - 1)) }]
        : undefined,
    found: "by its result",
  },
  {
    what: "the last block of keys is read as if it were full",
    program: full,
    tensors: twoBlocks,
    change: (s) => (s.kind === "bind" && s.name === "keys" ? [{ ...s, min: s.min.slice(0, 1) }] : undefined),
    found: "by the verifier",
  },
  {
    what: "the last, shorter block of queries is read as if it were full",
    program: full,
    tensors: fewKeys,
    change: (s) => (s.kind === "bind" && s.name === "queries" ? [{ ...s, min: s.min.slice(0, 1) }] : undefined),
    found: "by the verifier",
  },
];

describe("a module in which", () => {
  test.each(mutations)("$what is found wrong $found", ({ program, tensors, change, found: expected }) => {
    const complete = Object.fromEntries(Object.entries(tensors).filter(([name]) => name in program.inputs));
    const module = schedule(planProgram(program, javaScript.temporary), javaScript);
    expect(found(module, program, complete)).toBe("not at all");
    expect(found(rewrite(module, change), program, complete)).toBe(expected);
  });
});
