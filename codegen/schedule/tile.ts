import { add as addIndex, type AffineLike } from "../ir/affine.js";
import type { ProcedureBuilder } from "../ir/builder.js";
import { add, load, mul, num, splat } from "../ir/expressions.js";
import type { NameExpression } from "../ir/expressions.js";
import type { Affine, Buffer } from "../ir/nodes.js";
import type { Defined, Procedures } from "./procedures.js";

/** A small product kept in registers: `rows` rows of a block times `lanes` columns of a panel, summed over `depth`. */
export interface Tile {
  readonly name: string;
  readonly rows: number;
  readonly lanes: number;
  /** A number, or an index of the tile's own when it ends in this name. */
  readonly depth: number | "depth";
  readonly left: Buffer;
  readonly right: Buffer;
  readonly result: Buffer;
  /** The indices that a call gives, besides `depth`. */
  readonly indices: readonly string[];
  /** Where the element of row `i`, summand `k` lies in `left`. */
  leftAt(i: number, k: Affine, indices: readonly Affine[]): readonly AffineLike[];
  /** Where the `lanes` elements of summand `k` lie in `right`. */
  rightAt(k: Affine, indices: readonly Affine[]): readonly AffineLike[];
  /** Where the `lanes` sums of row `i` go in `result`. */
  resultAt(i: number, indices: readonly Affine[]): readonly AffineLike[];
}

/**
 * The procedure of a tile: unrolled over its rows and lanes, looped over the sum. Functions of this size are what a
 * just-in-time compiler keeps wholly in registers.
 */
export function defineTile(procedures: Procedures, tile: Tile): Defined {
  const { rows, lanes, depth } = tile;
  const name = `${tile.name}${rows}x${lanes}${depth === "depth" ? "" : `x${depth}`}`;
  const summary = `${rows} x ${lanes} sums of ${depth === "depth" ? "`depth`" : depth} products, kept in registers.`;
  const parameters = depth === "depth" ? [...tile.indices, "depth"] : tile.indices;
  return procedures.define({ name, summary, indices: parameters }, (b, _scope, ...given) => {
    const sums = count(rows).map((i) => b.var(`sum${i}`, num(0, lanes)));
    b.for("k", 0, depth === "depth" ? (given.at(-1) ?? 0) : depth, {}, (k) => {
      const column = b.let("right", load(tile.right, tile.rightAt(k, given), lanes));
      for (const i of count(rows)) {
        accumulate(b, sums[i], splat(b.let(`left${i}`, load(tile.left, tile.leftAt(i, k, given))), lanes), column);
      }
    });
    for (const [i, sum] of sums.entries()) b.store(tile.result, tile.resultAt(i, given), sum);
  });
}

function accumulate(
  b: ProcedureBuilder,
  sum: NameExpression | undefined,
  left: Parameters<typeof mul>[0],
  right: Parameters<typeof mul>[1],
): void {
  if (sum) b.assign(sum, add(sum, mul(left, right)));
}

/** 0 up to `n - 1`. */
export function count(n: number): readonly number[] {
  return Array.from({ length: n }, (_, i) => i);
}

/** `index + i` on the row axis of a block. */
export function below(index: Affine | undefined, i: number): AffineLike {
  return addIndex(index ?? 0, i);
}
