import { dim, tensor } from "heddle";
import { generator } from "../random.js";
import type { MultiHeadTensors } from "./programs.js";

/** The sequence that both mechanisms look at. */
export const tokens: readonly string[] = ["我", "爱", "A", "I"];

/** Any other gives other weights; with this one the heads show well how they differ. */
const seed = 77_790;

/** How large queries and keys are beside `x`: the larger, the sharper the distributions. */
const sharpness = 1.3;

/** The tokens' embeddings and the weights, from a seeded generator: nothing is trained here. */
export function createTensors(): MultiHeadTensors {
  const random = generator(seed);
  const entries = (count: number, deviation: number) =>
    Float32Array.from({ length: count }, () => random() * Math.sqrt(3) * deviation);
  const matrix = (gain: number) => tensor(entries(512 * 512, gain / Math.sqrt(512)), [512, 512]);
  const bias = () => tensor(entries(512, 0.1), [512]);
  return {
    x: tensor(entries(tokens.length * 512, 1), [dim("seq", tokens.length), 512]),
    wq: matrix(sharpness),
    bq: bias(),
    wk: matrix(sharpness),
    bk: bias(),
    wv: matrix(1),
    bv: bias(),
    wo: matrix(1),
    bo: bias(),
  };
}
