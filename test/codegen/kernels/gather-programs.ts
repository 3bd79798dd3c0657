import {
  add,
  broadcastTo,
  embedding,
  gather,
  gelu,
  layerNorm,
  linear,
  permute,
  program,
  type Program,
  reshape,
  scale,
  softmax,
} from "heddle";
import { attention } from "heddle";
import type { AnyTensor } from "./any-kernel.js";
import { declaredTensors } from "./tensors.js";

const ids = { shape: ["n"], dtype: "i32" } as const;

/** A program that looks rows up, and the greatest index that each of its tensors of indices may hold. */
export interface GatherCase {
  readonly made: Program;
  readonly greatest: Readonly<Record<string, number>>;
}

/** Every way in which indices and tables come, alone or with neighbours. */
export const gatherCases: readonly GatherCase[] = [
  {
    made: program({
      name: "tokens",
      params: { table: [11, 6], positions: [40, 6], w: [6], b: [6] },
      inputs: { ids, segments: { shape: ["n"], dtype: "i32" } },
      body: ({ table, positions, w, b, ids: tokens, segments }) =>
        layerNorm(add(scale(embedding(table, tokens), 3), embedding(positions, segments)), w, b),
    }),
    greatest: { ids: 10, segments: 39 },
  },
  {
    made: program({
      name: "tied",
      params: { table: [9, 8] },
      inputs: { ids },
      body: ({ table, ids: tokens }) => linear(gelu(embedding(table, tokens)), table),
    }),
    greatest: { ids: 8 },
  },
  {
    made: program({
      name: "axes",
      params: {},
      inputs: { x: ["n", 5, 4], rows: { shape: [3, 2], dtype: "i32" }, columns: { shape: ["m"], dtype: "i32" } },
      body: ({ x, rows, columns }) => ({
        rows: gather(x, rows, 1),
        columns: gather(x, columns, 2),
        both: gather(gather(x, rows, 1), columns, -1),
      }),
    }),
    greatest: { rows: 4, columns: 3 },
  },
  {
    made: program({
      name: "oneIndex",
      params: { last: { shape: [], dtype: "i32" } },
      inputs: { x: [7, "n"] },
      body: ({ x, last }) => gather(x, last, 0),
    }),
    greatest: { last: 6 },
  },
  {
    made: program({
      name: "laidOut",
      params: { table: [6, 5] },
      inputs: { ids: { shape: ["n", 2], dtype: "i32" } },
      body: ({ table, ids: tokens }) => ({
        turned: embedding(table, permute(tokens, [1, 0])),
        flat: embedding(table, reshape(tokens, ["2*n"])),
        again: embedding(table, broadcastTo(tokens, [3, "n", 2])),
      }),
    }),
    greatest: { ids: 5 },
  },
  {
    made: program({
      name: "computedTable",
      params: { w: [8, 4] },
      inputs: { x: ["m", 4], ids },
      body: ({ x, w, ids: tokens }) => ({
        product: embedding(linear(x, w), tokens),
        elementwise: gather(gelu(x), tokens, 0),
        normal: gather(softmax(x), tokens, 0),
      }),
    }),
    greatest: { ids: 0 },
  },
  {
    made: program({
      name: "flags",
      params: {},
      inputs: { flags: { shape: ["m"], dtype: "bool" }, counts: { shape: [4, "m"], dtype: "i32" }, ids },
      body: ({ flags, counts, ids: tokens }) => ({
        flags: gather(flags, tokens, 0),
        counts: gather(counts, tokens, 1),
      }),
    }),
    greatest: { ids: 0 },
  },
  {
    made: program({
      name: "attended",
      params: { table: [7, 4] },
      inputs: { ids },
      body: ({ table, ids: tokens }) => {
        const x = reshape(embedding(table, tokens), [1, "n", 4]);
        return attention(x, x, x, { causal: true });
      },
    }),
    greatest: { ids: 6 },
  },
];

/** Tensors for all that a program of {@link gatherCases} takes, with indices that are within their axes. */
export function gatherTensors(
  { made, greatest }: GatherCase,
  sizes: Readonly<Record<string, number>>,
): Readonly<Record<string, AnyTensor>> {
  const tensors = declaredTensors({ ...made.params, ...made.inputs }, sizes);
  for (const [name, last] of Object.entries(greatest)) {
    tensors[name]?.data.forEach((_, i, data) => (data[i] = (5 * i + (i >> 3)) % (last + 1)));
  }
  return tensors;
}
