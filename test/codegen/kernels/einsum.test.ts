import { add, einsum, program, type Program, relu, softmax } from "heddle";
import { describe, expect, test } from "vitest";
import { planProgram } from "../../../codegen/plan/plan.js";
import { flopsOf } from "../../../codegen/plan/work.js";
import { javaScript } from "../../../codegen/schedule/machine.js";
import { subject } from "./check.js";
import { declaredTensors } from "./tensors.js";

type Declared = readonly (number | string)[];

/** A program of one einsum of inputs `a`, `b`, `c`. */
function einsumProgram(name: string, equation: string, ...shapes: readonly Declared[]): Program {
  const inputs = Object.fromEntries(shapes.map((shape, i) => ["abc".charAt(i), shape] as const));
  return program({ name, params: {}, inputs, body: (tensors) => einsum(equation, ...Object.values(tensors)) });
}

/** Equations that become matrix products, and what their steps are made for. */
const products: readonly (readonly [Program, readonly string[]])[] = [
  [einsumProgram("product", "nd,de->ne", ["n", 5], [5, 7]), ["matmul"]],
  [einsumProgram("turned", "dn,ed->en", [5, "n"], [7, 5]), ["matmul", "copy"]],
  [einsumProgram("scores", "bhqd,bhkd->bhqk", [2, 3, "n", 4], [2, 3, "m", 4]), ["matmul"]],
  [einsumProgram("context", "bhqk,bhkd->bqhd", [2, 3, "n", "m"], [2, 3, "m", 4]), ["matmul", "copy"]],
  [einsumProgram("batches", "bnd,de->bne", [2, "n", 5], [5, 7]), ["matmul"]],
  [einsumProgram("outerBoth", "and,bde->abne", [2, "n", 5], [3, 5, 4]), ["matmul"]],
  [einsumProgram("heads", "nd,dhe->hne", ["n", 6], [6, 2, 3]), ["matmul"]],
  [einsumProgram("ellipsis", "...nd,...md->...nm", [2, 3, "n", 4], [3, "m", 4]), ["matmul"]],
  [einsumProgram("ellipses", "...d,...d->...", [2, 1, "n"], [3, "n"]), ["matmul"]],
  [einsumProgram("stretchedHeads", "hqd,hkd->hqk", [3, "n", 4], [1, "m", 4]), ["matmul"]],
  [einsumProgram("ones", "hqd,hkd->hqk", [1, "n", 4], [1, "m", 4]), ["matmul"]],
  [einsumProgram("longSum", "nd,de->ne", ["n", javaScript.depth + 5], [javaScript.depth + 5, 3]), ["matmul"]],
];

/** Equations that are one loop for each label. */
const loops: readonly Program[] = [
  einsumProgram("transposed", "nd->dn", ["n", 5]),
  einsumProgram("trace", "ii", ["n", "n"]),
  einsumProgram("diagonal", "iji->ji", ["n", 3, "n"]),
  einsumProgram("rowSums", "nd->n", ["n", 5]),
  einsumProgram("total", "nmd->", ["n", "m", 2]),
  einsumProgram("outer", "n,m->mn", ["n"], ["m"]),
  einsumProgram("dot", "n,n->", ["n"], ["n"]),
  einsumProgram("vector", "nm,m->n", ["n", "m"], ["m"]),
  einsumProgram("elementwise", "nd,nd->nd", ["n", 5], [1, 5]),
  einsumProgram("leftSum", "nxd,de->ne", ["n", 3, 5], [5, 7]),
  einsumProgram("chain", "ab,bc,ca->ac", ["n", "m"], ["m", 4], [4, "n"]),
  einsumProgram("namesSummed", "nmd,nme->de", ["n", "m", 2], ["n", "m", 3]),
  einsumProgram("elementwiseLeft", "nd,nd->nd", [1, 5], ["n", 5]),
  einsumProgram("stretchedSum", "n,nd->d", [1], ["n", 5]),
  einsumProgram("summedDiagonals", "jji,jjk->ik", [4, 4, "n"], [4, 4, 3]),
  einsumProgram("diagonalProduct", "iij,jk->ik", [4, 4, "n"], ["n", 3]),
  einsumProgram("broadcast", "...d,...d->...", [2, 3, "n"], [3, "n"]),
];

const sizes = [
  { n: 1, m: 1 },
  { n: 4, m: 3 },
  { n: 9, m: 34 },
] as const;

function cores(made: Program): readonly string[] {
  return planProgram(made, javaScript.temporary).steps.map(({ core }) => core?.op ?? "copy");
}

describe("the steps of an einsum", () => {
  test.each(products)("are a matrix product where it is one: $name", (made, expected) => {
    expect(cores(made)).toEqual(expected);
  });

  test.each(loops)("are loops over labels elsewhere: $name", (made) => {
    expect(cores(made)).toEqual(["einsum"]);
  });

  test("merge axes that are summed over, where they are numbers", () => {
    const made = einsumProgram("mergedHeads", "nhe,hed->nd", ["n", 2, 3], [2, 3, 6]);
    expect(cores(made)).toContain("matmul");
  });
});

const merged = [
  einsumProgram("mergedHeads", "nhe,hed->nd", ["n", 2, 3], [2, 3, 6]),
  einsumProgram("mergedTurned", "hne,hed->nd", [2, "n", 3], [2, 3, 6]),
  einsumProgram("mergedName", "nmh,mhd->nd", ["n", "m", 2], ["m", 2, 3]),
];

describe.each([...products.map(([made]) => made), ...loops, ...merged])("$name", (made) => {
  const checked = subject(made);

  test("gives what the evaluator gives", async () => {
    for (const each of sizes) await checked.expectClose(declaredTensors(made.inputs, each));
  });

  test("gives the bits that the interpreter gives", async () => {
    for (const each of sizes) await checked.expectSameBits(declaredTensors(made.inputs, each));
  });
});

test("an einsum among other operations", async () => {
  const made = program({
    name: "einsumAttention",
    params: { w: [6, 2, 3], b: [2, 3] },
    inputs: { x: ["n", 6] },
    body: ({ x, w, b }) => {
      const q = relu(add(einsum("nd,dhe->nhe", x, w), b));
      const probabilities = softmax(einsum("qhe,khe->hqk", q, q));
      return { context: einsum("hqk,khe->qhe", probabilities, q), norms: relu(einsum("nhe,nhe->n", q, q)) };
    },
  });
  const checked = subject(made);
  for (const n of [1, 5, 33]) {
    const tensors = declaredTensors({ ...made.params, ...made.inputs }, { n });
    await checked.expectSimilar(tensors);
    await checked.expectSameBits(tensors);
  }
});

test("work is counted as a product and a sum for each combination of labels", () => {
  expect(flopsOf(einsumProgram("chain", "ab,bc,ca->ac", [2, 3], [3, 4], [4, 2]))).toMatchObject({ constant: 72 });
  expect(flopsOf(einsumProgram("outer", "a,b->ab", [2], [3]))).toMatchObject({ constant: 6 });
  expect(flopsOf(einsumProgram("product", "ab,bc->ac", [2, 3], [3, 4]))).toMatchObject({ constant: 48 });
});
