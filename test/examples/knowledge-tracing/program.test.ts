import { dim, type Tensor, tensor } from "heddle";
import { describe, expect, it } from "vitest";
import { interactionId, knowledgeTracing, steps } from "../../../examples/knowledge-tracing/program.js";
import { inputsOf, students } from "../../../examples/knowledge-tracing/students.js";
import { weights } from "../../../examples/knowledge-tracing/weights.js";
import { randomTensors } from "../../../examples/random.js";
import { distance } from "../../codegen/kernels/close.js";
import { chances } from "./reference.js";

const random = randomTensors(2_019);
const square = () => random([32, 32], 1 / Math.sqrt(32));
const params = {
  exercises: random([20, 32]),
  interactions: random([40, 32]),
  positions: random([16, 32], 0.3),
  wq: square(),
  wk: square(),
  wv: square(),
  wo: square(),
  attentionScale: random([32]),
  attentionShift: random([32], 0.1),
  up: random([64, 32], 0.2),
  upBias: random([64], 0.1),
  down: random([32, 64], 0.2),
  downBias: random([32], 0.1),
  layerScale: random([32]),
  layerShift: random([32], 0.1),
  chance: random([1, 32], 0.2),
  chanceBias: random([1], 0.1),
};
const inputs = inputsOf(students);
const counts = students.map(({ answers }) => answers.length - 1);

/** The chances that mean something, those of real steps, student by student. */
function realOf({ data }: Pick<Tensor, "data">): number[] {
  return counts.flatMap((count, student) => [...data.subarray(student * steps, student * steps + count)]);
}

/** The reference's, for the weights given. */
function expected(given: Readonly<Record<keyof typeof params, Pick<Tensor, "data">>>): number[] {
  const numbers = Object.fromEntries(Object.entries(given).map(([name, { data }]) => [name, data]));
  return students.flatMap(({ answers }) => {
    const answered = answers.slice(0, -1).map(({ exercise, isRight }) => interactionId(exercise, isRight));
    const next = answers.slice(1).map(({ exercise }) => exercise);
    return chances(answered, next, numbers);
  });
}

describe("knowledge tracing", () => {
  it("gives the chances of the paper's formulas", () => {
    expect(distance(realOf(knowledgeTracing.evaluate({ ...inputs, ...params })), expected(params))).toBeLessThan(1e-6);
  });

  it("expects more of who answered rightly before, with the weights that are written by hand", () => {
    const byHand = weights();
    const found = realOf(knowledgeTracing.evaluate({ ...inputs, ...byHand }));
    expect(distance(found, expected(byHand))).toBeLessThan(1e-6);
    // After a right answer on fractions Ada is expected to get the next one right; after two wrong ones Ben isn't.
    expect(found[0]).toBeGreaterThan(0.8);
    expect(found[counts[0]! + 1]).toBeLessThan(0.2);
  });

  it("doesn't look at padding, nor at later answers", () => {
    const before = knowledgeTracing.evaluate({ ...inputs, ...params });
    const changed = Int32Array.from(inputs.answered.data, (id, i) => {
      return i % steps < counts[Math.floor(i / steps)]! ? id : 7 + (i % 13);
    });
    const batch = dim("batch", students.length);
    const answered = tensor(changed, [batch, steps], "i32");
    // Of what is asked in a step of padding something is made, but of real interactions alone.
    expect(knowledgeTracing.evaluate({ ...inputs, ...params, answered }).data).toEqual(before.data);

    const later = tensor(
      inputs.answered.data.map((id, i) => (i % steps === 4 ? (id + 20) % 40 : id)),
      [batch, steps],
      "i32",
    );
    const after = knowledgeTracing.evaluate({ ...inputs, ...params, answered: later }).data;
    const isChanged = Array.from(after, (chance, i) => chance !== before.data[i]);
    for (const student of students.keys()) {
      expect(isChanged.slice(student * steps, student * steps + 4)).toEqual([false, false, false, false]);
      expect(isChanged[student * steps + 4]).toBe(true);
    }
  });
});
