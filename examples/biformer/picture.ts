import { tensor, type Tensor } from "heddle";
import { generator, randomTensors } from "../random.js";

/** A small picture: what each region of 4 x 4 positions shows, region by region. */
export const picture: readonly string[] = ["ssSs", "sttg", "gttg", "gggg"];

/** The things in the picture, and one letter for each. */
export const things: Readonly<Record<string, string>> = { s: "sky", S: "sun", t: "tree", g: "grass" };

/** `[16, 16, 32]` features: positions of one thing are alike, but for some noise. */
export function features(): Tensor<[16, 16, 32]> {
  const random = generator(2_305);
  const looks = new Map(Object.keys(things).map((thing) => [thing, Array.from({ length: 32 }, random)]));
  const data = Array.from({ length: 16 * 16 }, (_, position) => {
    const [row, column] = [Math.floor(position / 16), position % 16];
    const look = looks.get(picture[Math.floor(row / 4)]?.[Math.floor(column / 4)] ?? "") ?? [];
    return look.map((feature) => feature + 0.4 * random());
  });
  return tensor(data.flat(), [16, 16, 32]);
}

/** Random weights, but that queries and keys are projected alike, so that what looks alike attends to each other. */
export function weights() {
  const random = randomTensors(77);
  const matrix = () => random([32, 32], 1 / Math.sqrt(32));
  const bias = () => random([32], 0.1);
  const [w, b] = [matrix(), bias()];
  return { wq: w, bq: b, wk: w, bk: b, wv: matrix(), bv: bias(), wo: matrix(), bo: bias() };
}
