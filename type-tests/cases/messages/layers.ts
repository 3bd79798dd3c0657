// Wrong layers: one gives what the next one doesn't take.
import { add, append, linear, ones, zeros } from "../../../src/ops/index.js";
import { throughLayers } from "../../../src/program/index.js";
import { dim } from "../../../src/shape/index.js";

const seq = dim("seq", 3);
const x = zeros([seq, 8]);
const weights = { layer0_w: zeros([4, 8]), layer1_w: zeros([4, 8]) };
const caches = { layer0_keys: zeros([2, 8]), layer1_keys: zeros([2, 8]) };

export const cases: readonly (() => unknown)[] = [
  () => throughLayers(x, weights, (h, { w }) => linear(h, w)),
  () => throughLayers(x, weights, () => zeros([2, seq, 8])),
  () => throughLayers(zeros([1, 8]), caches, (h, { keys }) => ({ out: append(keys, h), cache: { keys } })),
  // a mistake in the layer itself
  () => throughLayers(x, weights, (h, { w }) => add(linear(h, w), ones([8]))),
];
