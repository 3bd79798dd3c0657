// Wrong dims. Each line of the list is one mistake, which every compiler and the run time describe in the same words.
import { causalMask } from "../../../src/attention/index.js";
import { assertShape, full, narrow, ones, reshape, splitHeads, tensor, view, zeros } from "../../../src/ops/index.js";
import { dim } from "../../../src/shape/index.js";
import type { Shape } from "../../../src/shape/index.js";
import type { Tensor } from "../../../src/tensor/index.js";

const seq = dim("seq", 10);
const x = zeros([seq, 512]);
const loaded: Tensor<Shape> = zeros([4]);
const memory = new ArrayBuffer(16);

export const cases: readonly (() => unknown)[] = [
  () => dim("seq", -3),
  () => dim("seq", 2.5),
  () => dim("seq", 1e400),
  () => zeros([-1, 512]),
  () => zeros([seq, 1.5]),
  () => zeros([-8], "i32"),
  () => ones([-7, seq]),
  () => full([seq, -0.5], 1),
  () => tensor([1], [1e21]),
  () => view(memory, [-4]),
  () => causalMask(-1, seq),
  () => causalMask(seq, 0.5),
  () => splitHeads(x, -8),
  () => splitHeads(x, 0),
  () => narrow(x, 1, 0, -1),
  () => reshape(x, [seq, -2, 256]),
  () => reshape(zeros([0, 4]), [0, -1]),
  () => assertShape(loaded, [-4]),
  () => assertShape(x, [seq, 256]),
  () => assertShape(x, ["seq"]),
];
