import { dim } from "heddle";
import { expect, it } from "vitest";
import { biased, botnet } from "../../../examples/botnet/programs.js";
import { randomTensors } from "../../../examples/random.js";
import { distance } from "../../codegen/kernels/close.js";
import { attend, embedded, learned } from "./reference.js";

const random = randomTensors(2_101);
const x = random([dim("batch", 2), 14, 14, 64]);
const matrix = () => random([64, 64], 1 / 8);
const weights = { wq: matrix(), wk: matrix(), wv: matrix() };
const numbers = { wq: weights.wq.data, wk: weights.wk.data, wv: weights.wv.data };
const embeddings = { rowDistances: random([27, 16]), columnDistances: random([27, 16]) };
const distances = random([4, 27, 27]);

it("attends by content and by the embeddings of relative positions", () => {
  const relative = embedded(embeddings.rowDistances.data, embeddings.columnDistances.data);
  const expected = attend(x.data, 2, numbers, relative);
  expect(distance(botnet.evaluate({ x, ...weights, ...embeddings }).data, expected)).toBeLessThan(1e-6);
});

it("attends by content and a number for each relative position", () => {
  const expected = attend(x.data, 2, numbers, learned(distances.data));
  expect(distance(biased.evaluate({ x, ...weights, distances }).data, expected)).toBeLessThan(1e-6);
});
