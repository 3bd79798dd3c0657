import { dim, tensor, type Tensor } from "heddle";
import { generator, randomTensors } from "../random.js";
import type { BotnetTensors } from "./programs.js";

/** A random feature map, and weights from the same generator: nothing is trained here. */
export function createTensors(): BotnetTensors {
  const random = randomTensors(514);
  const matrix = (gain: number) => random([64, 64], gain / 8);
  return {
    x: random([dim("batch", 1), 14, 14, 64]),
    wq: matrix(1),
    // Small keys: what a query makes of distances shows better.
    wk: matrix(0.5),
    wv: matrix(1),
    rowDistances: waves(8),
    columnDistances: waves(9),
  };
}

/** Embeddings of the distances -13 to 13: each feature is a slow wave over them, so that near distances are alike. */
function waves(seed: number): Tensor<[27, 16]> {
  const random = generator(seed);
  const features = Array.from({ length: 16 }, () => ({ frequency: 0.25 * random(), phase: Math.PI * random() }));
  const data = Array.from({ length: 27 }, (_, i) => {
    return features.map(({ frequency, phase }) => 1.5 * Math.cos(frequency * (i - 13) + phase));
  });
  return tensor(data.flat(), [27, 16]);
}
