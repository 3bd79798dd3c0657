import { sub } from "../../ir/affine.js";
import type { Affine, Buffer } from "../../ir/nodes.js";
import { multipleOf, type Multiples } from "./multiples.js";

/** What the printer knows of a buffer when it prints an access. */
export type Addressed = Pick<Buffer, "name" | "extents" | "banks">;

/** The array that holds every `banks`-th row from `bank` on. */
export function bankName(buffer: string, bank: number): string {
  return `${buffer}${bank}`;
}

/**
 * In which bank an element lies, and at which indices there. V8 checks each index of a typed array against its length,
 * but it checks one index only once against arrays of one length: rows that a tile reads side by side lie in arrays of
 * their own at the same index. That took a 3 x 2 tile from 8.5 to 13 GFLOP/s, where the machine's ceiling for scalars
 * is 14.
 */
export function bankOf(
  buffer: Addressed,
  banks: number,
  indices: readonly Affine[],
  multiples: Multiples,
): { readonly bank: number; readonly at: readonly Affine[] } {
  const [row, ...others] = indices;
  const bank = row ? ((row.constant % banks) + banks) % banks : 0;
  const first = row && sub(row, bank);
  if (!first || multipleOf(first, multiples) % banks !== 0) {
    throw new Error(`${buffer.name}: the bank of a row is not known where it is read or written`);
  }
  return { bank, at: [first, ...others] };
}
