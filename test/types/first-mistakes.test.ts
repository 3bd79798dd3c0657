import { beforeAll, describe, expect, test } from "vitest";
import { readCommonStart } from "../docs/error-pages.js";
import { compileExamples, runExample } from "../docs/examples.js";

/*
 * What somebody new gets wrong in the options of attention and in programs, and what is no mistake in a shape: the compiler
 * says it in its own words, at the argument, and no run ends in a stack trace without a message.
 */

/** A call, how the compiler's message begins, and what the message at run time has in it. */
type Mistake = readonly [call: string, compiler: RegExp, run: RegExp | "runs"];

const weights = "{ wq: w, wk: w, wv: w, wo: w }";
const token = 'name: "p", params: {}, inputs: { x: [1, 4] }';
const kept = `${token}, cache: { k: ["past", 4] }`;
const norm = "{ weight: ones([512]) }";
const block = `{ norm1: ${norm}, attention: ${weights}, norm2: ${norm}, feedForward: { up: w, down: w } }`;

const mistakes: readonly Mistake[] = [
  // names
  [
    "attention(h, h, h, { isCausal: true })",
    /'isCausal' does not exist .*Did you mean to write 'causal'/,
    /isCausal is no option \(use mask/,
  ],
  [
    "attention(h, h, h, { window: { lft: 8 } })",
    /'lft' does not exist .*Did you mean to write 'left'/,
    /lft is no option \(use left, right or offset\)/,
  ],
  ["attention(h, h, h, mask)", /no properties in common/, /the options are a record, such as \{ mask \}/],
  [
    `multiHeadAttention(x, ${weights}, { heads: 8, rope: { thta: 10000 } })`,
    /'thta' does not exist in type 'RopeOptions/,
    "runs",
  ],
  [
    `multiHeadAttention(x, ${weights}, { heads: 8, window: { lft: 8 } })`,
    /'lft' does not exist .*Did you mean to write 'left'/,
    /lft is no option \(use left, right or offset\)/,
  ],
  [
    `encoderBlock(x, ${block}, { heads: 8, window: { lft: 8 } })`,
    /'lft' does not exist .*Did you mean to write 'left'/,
    /lft is no option \(use left, right or offset\)/,
  ],
  [
    'attention(h, h, h, { returns: ["probabilites"] })',
    /Did you mean '"probabilities"'/,
    /can't return probabilites: use rawScores/,
  ],
  [
    'attention(h, h, h, { precision: "half" })',
    /not assignable to type 'SoftmaxPrecision/,
    /precision is one of f16, bf16, f32, f64: got half/,
  ],
  [
    `encoderBlock(x, ${block}, { heads: 8, order: "middle" })`,
    /'"middle"' is not assignable to type '"(pre|post)" \| "(pre|post)"/,
    /no order middle: use pre or post/,
  ],
  // what is missing
  [
    `multiHeadAttention(x, ${weights}, {})`,
    /'\{\}' is not assignable to parameter of type 'AnyLayerOptions'/,
    /no number of heads: give \{ heads: 8 \}/,
  ],
  [
    `multiHeadAttention(x, ${weights}, { heads: "8" })`,
    /'string' is not assignable to type 'number'/,
    /no number of heads/,
  ],
  [
    "multiHeadAttention(x, { wq: w, wk: w, wv: w }, { heads: 8 })",
    /Property 'wo' is missing/,
    /the weights have no wo: give wq, wk, wv, wo/,
  ],
  [
    `encoderBlock(x, { norm1: ${norm}, attention: ${weights}, norm2: ${norm} }, { heads: 8 })`,
    /Property 'feedForward' is missing/,
    /the weights have no feedForward/,
  ],
  [
    "crossAttention(x, { wq: w, wo: w }, memory, { heads: 8 })",
    /missing the following properties .*: keys, values/,
    /not a tensor/,
  ],
  [
    `multiHeadAttention(x, ${weights}, { heads: 8, cache: { keys: cache } })`,
    /Property 'values' is missing/,
    /not a tensor/,
  ],
  ["attention(h, cache)", /Expected 3-4 arguments, but got 2/, /not a tensor/],
  ["selfAttention(x, { wq: w, wk: w })", /Property 'wv' is missing/, /the weights have no wv/],
  ["feedForward(x, { up: w })", /Property 'down' is missing/, /the weights have no down/],
  // functions
  [
    "attention(h, h, h, { mask: () => 1 })",
    /'\(\) => number' is not assignable to type 'MaskFunction/,
    /gives a bool scalar, such as k.le\(q\): got number 1/,
  ],
  [
    "attention(h, h, h, { mask: ({ q, k }) => k <= q })",
    /=> boolean' is not assignable to type 'MaskFunction/,
    /JavaScript's operators don't work on scalars/,
  ],
  ["attention(h, h, h, { mask: causal })", /not assignable to type 'MaskFunction/, /gives a bool scalar/],
  [
    `multiHeadAttention(x, ${weights}, { heads: 8, mask: () => 1 })`,
    /'\(\) => (number|1)' is not assignable to type .*MaskFunction/,
    /gives a bool scalar/,
  ],
  // what is no tensor
  ["exp(3)", /"exp: input must be a tensor of f32"/, /not a tensor/],
  ["matmul(x, 3)", /"matmul: right must be a tensor of f32"/, /not a tensor/],
  ["attention(h, 3, h)", /"attention: key must be a tensor of f32"/, /not a tensor/],
  // programs
  [
    `program({ ${token}, body: () => 3 })`,
    /"program: the body must return a tensor, or tensors by name/,
    /the body must return a tensor/,
  ],
  [
    `program({ ${token}, body: ({ x }) => [x] })`,
    /"program: the body must return a tensor, or tensors by name/,
    /the body must return a tensor/,
  ],
  [
    `program({ ${token}, body: ({ x }) => ({ x, n: 3 }) })`,
    /"program: the output n is no tensor"/,
    /the output n is no tensor/,
  ],
  [`program({ ${token}, body: ({ y }) => y })`, /Property 'y' does not exist/, /the body must return a tensor/],
  [
    'program({ name: "p", params: {}, input: { x: [1] }, body: ({ x }) => x })',
    /Did you mean to write 'inputs'/,
    /declare inputs/,
  ],
  [
    `program({ ${kept}, body: ({ x, k }) => ({ out: x, cache: { k: 3 } }) })`,
    /"program: the cache k comes back as no tensor"/,
    /the cache k comes back as no tensor/,
  ],
  [
    `program({ ${kept}, body: ({ x, k }) => ({ out: 3, cache: { k: append(k, x) } }) })`,
    /"program: the body must return a tensor/,
    /the body must return a tensor/,
  ],
];

const start = readCommonStart();

describe("a mistake of somebody new", () => {
  let said: readonly (readonly string[])[] = [];
  beforeAll(async () => {
    const { ofExamples } = await compileExamples(
      start,
      mistakes.map(([call]) => `${call};`),
      "typescript",
    );
    said = ofExamples;
  }, 120_000);

  test.each(mistakes.map((each, i) => [each[0], each, i] as const))("%s", (_, [call, compiler, run], i) => {
    expect(said[i]).toEqual([expect.stringMatching(compiler)]);
    if (run === "runs") runExample(start, call);
    else expect(() => runExample(start, call)).toThrow(run);
  });
});
