import { ones, tensor, type Tensor } from "heddle";
import { generator, randomTensors } from "../random.js";
import { aspectOf, aspects, vocabulary } from "./documents.js";
import { wordCount } from "./programs.js";

// Features: the first are a word's aspect, one is for the end of a text, and the last half is the word's meaning.
const endFeature = 5;
const meaning = 32;

/**
 * Weights from a seeded generator, but for what the heads of the last attention look for, which is written by hand: the
 * end of a text asks each head for the words of one aspect. In a trained model it is training that tells heads apart.
 */
export function weights() {
  const random = randomTensors(2_406);
  const small = () => random([64, 64], 0.02);
  return {
    table: wordTable(),
    end: tensor(
      Float32Array.from({ length: 64 }, (_, feature) => Number(feature === endFeature)),
      [1, 64],
    ),
    norm1: ones([64]),
    wq1: small(),
    wk1: small(),
    wv1: small(),
    wo1: small(),
    norm2: ones([64]),
    up: random([128, 64], 0.02),
    down: random([64, 128], 0.02),
    // A head has 16 rows; the first of them asks, and answers.
    wq: matrix((head) => [16 * head, endFeature, 5]),
    wk: matrix((head) => [16 * head, head, 5]),
    wv: random([64, 64], 1 / 8),
    wo: random([64, 64], 1 / 8),
  };
}

/** Words of one aspect mean something similar. */
function wordTable(): Tensor<[40, 64]> {
  const random = generator(99);
  const centres = aspects.map(() => Array.from({ length: meaning }, random));
  const data = new Float32Array(wordCount * 64);
  for (const id of vocabulary.keys()) {
    const aspect = aspectOf(id);
    if (aspect !== undefined) data[id * 64 + aspect] = 1;
    for (let i = 0; i < meaning; i++) {
      const centre = aspect === undefined ? 0 : (centres[aspect]?.[i] ?? 0);
      data[id * 64 + meaning + i] = centre + 0.7 * random();
    }
  }
  return tensor(data, [40, 64]);
}

/** `[64, 64]` zeros but for one number for each head, at a row and a column. */
function matrix(entry: (head: number) => readonly [row: number, column: number, value: number]): Tensor<[64, 64]> {
  const data = new Float32Array(64 * 64);
  for (const head of aspects.keys()) {
    const [row, column, value] = entry(head);
    data[row * 64 + column] = value;
  }
  return tensor(data, [64, 64]);
}
