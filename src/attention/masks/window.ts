import type { Shape } from "../../shape/dim.js";
import type { DimArgument } from "../../shape/variable.js";
import type { Tensor } from "../../tensor/tensor.js";
import { perEntry } from "../per-entry.js";
import type { MaskFunction } from "../score-function.js";
import { scalarOf } from "../traced-scalar.js";

/** What {@link window} takes. */
export interface WindowOptions<Offset = Tensor<Shape, "i32">> {
  /** How many keys before its own a query sees. By default Infinity: all of them. */
  readonly left?: number | undefined;
  /** How many keys after its own a query sees. By default Infinity; 0 makes the window causal. */
  readonly right?: number | undefined;
  /** How many keys come before the first query, as in `causal`. By default 0. */
  readonly offset?: DimArgument | Offset | undefined;
}

/**
 * A mask under which query `q` sees the keys from `q + offset - left` to `q + offset + right` (Beltagy et al.,
 * Longformer, 2020). Infinity on both sides is no window.
 * @throws TypeError if a side is neither a whole number of at least 0 nor Infinity
 */
export function window({ left = Infinity, right = Infinity, offset = 0 }: WindowOptions = {}): MaskFunction {
  checkSide("left", left);
  checkSide("right", right);
  if (left === Infinity && right === Infinity) return () => scalarOf({ kind: "constant", dtype: "bool", value: 1 });
  const shift = perEntry("window: offset", offset);
  return ({ b, q, k }) => {
    const own = q.add(shift(b));
    if (left === Infinity) return k.le(own.add(right));
    if (right === Infinity) return own.sub(left).le(k);
    return own
      .sub(left)
      .le(k)
      .and(k.le(own.add(right)));
  };
}

function checkSide(name: string, side: number): void {
  if (side === Infinity || ((side | 0) === side && side >= 0)) return;
  throw new TypeError(`window: ${name} is a whole number of at least 0, or Infinity: got ${String(side)}`);
}
