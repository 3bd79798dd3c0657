import { type Dim } from "heddle";
import { type BoolScalar, type IntegerScalar, lookup, type Scalar, type ScorePosition } from "heddle/attention";
import type { Choices } from "./choices.js";
import type { Given } from "./given.js";

type Float = Scalar<"f32">;

/** Sizes of tables: some are lookups' own, where indices beyond them come up. */
const tableSizes = [3, 5, 1] as const;

/**
 * Score and mask functions as a user may write them: any expression of scalars. What is computed of a score has no jumps,
 * so that results which differ in their last bits stay near each other, and stays within some tens.
 */
export class RandomScalars {
  readonly #choices: Choices;
  readonly #given: Given;
  /** The sizes of the axes of the scores, of which tables are made that need no clamping. */
  readonly #axes: Readonly<Partial<Record<keyof ScorePosition, Dim>>>;

  constructor(choices: Choices, given: Given, axes: Readonly<Partial<Record<keyof ScorePosition, Dim>>>) {
    this.#choices = choices;
    this.#given = given;
    this.#axes = axes;
  }

  /** A truth value of a position. */
  bool(at: ScorePosition, depth: number): BoolScalar {
    const inner = (): BoolScalar => this.bool(at, depth - 1);
    const compared = (): BoolScalar => this.#compared(at, depth);
    const looked = (): BoolScalar => {
      const [shape, indices] = this.#place(at, depth);
      return lookup(this.#given.bool("flags", shape), ...indices);
    };
    if (depth <= 0) return this.#choices.branch(compared, compared, looked);
    return this.#choices.branch(
      compared,
      () => inner().and(inner()),
      () => inner().or(inner()),
      () => inner().not(),
      looked,
    );
  }

  /** A score made of another. */
  score(score: Float, at: ScorePosition, depth: number): Float {
    const inner = (): Float => this.score(score, at, depth - 1);
    const half = (): Float => inner().mul(0.5);
    if (depth <= 0) return score;
    return this.#choices.branch(
      inner,
      () => inner().add(this.#float(at, depth - 1)),
      () => half().sub(this.#float(at, depth - 1)),
      () => inner().mul(this.#choices.oneOf(0.5, -1, 0.25)),
      () => inner().max(this.#float(at, depth - 1)),
      () => inner().min(this.#float(at, depth - 1)),
      () => inner().div(2).tanh().mul(3),
      () => inner().abs(),
      () => half().tanh().exp(),
      () => this.bool(at, 1).select(inner(), this.#float(at, depth - 1)),
      () => this.bool(at, 1).select(this.#choices.oneOf(-Infinity, -2), inner()),
    );
  }

  /** A number of a position, of a few units. */
  #float(at: ScorePosition, depth: number): Float {
    const looked = (): Float => {
      const [shape, indices] = this.#place(at, depth);
      return lookup(this.#given.real("table", shape), ...indices);
    };
    return this.#choices.branch(
      looked,
      () => this.#int(at, depth).toFloat().mul(0.125),
      looked,
      () => this.#int(at, depth).mod(7).toFloat().neg().exp(),
    );
  }

  #compared(at: ScorePosition, depth: number): BoolScalar {
    const [left, right] = [this.#int(at, depth), this.#int(at, depth)];
    const compare = this.#choices.oneOf("le", "lt", "ge", "gt", "eq", "ne");
    return left[compare](right);
  }

  #int(at: ScorePosition, depth: number): IntegerScalar {
    const axis = (): IntegerScalar => at[this.#choices.oneOf("q", "k", "k", "q", "h", "b")];
    const shifted = (): IntegerScalar => axis().add(this.#choices.below(7) - 2);
    if (depth <= 0) return this.#choices.branch(axis, shifted);
    const inner = (): IntegerScalar => this.#int(at, depth - 1);
    return this.#choices.branch(
      axis,
      shifted,
      () => inner().add(inner()),
      () => inner().sub(inner()),
      () => inner().mul(this.#choices.below(4) - 1),
      () => inner().max(inner()),
      () => inner().min(inner()),
      () => inner().abs(),
      () => inner().floorDiv(1 + this.#choices.below(5)),
      () => inner().mod(1 + this.#choices.below(5)),
      () => {
        const [shape, indices] = this.#place(at, depth);
        return lookup(this.#given.whole("numbers", shape, -3, 6), ...indices);
      },
      () => this.#compared(at, 0).select(inner(), inner()),
    );
  }

  /** The shape of a table and where to look in it: positions as they are, or computed and perhaps beyond it. */
  #place(at: ScorePosition, depth: number): readonly [shape: readonly Dim[], indices: readonly IntegerScalar[]] {
    const rank = this.#choices.oneOf(1, 2, 0);
    const axes = Array.from({ length: rank }, (): readonly [Dim, IntegerScalar] => {
      const axis = this.#choices.oneOf("k", "q", "h", "b");
      const size = this.#axes[axis];
      if (size !== undefined && this.#choices.below(2) === 0) return [size, at[axis]];
      // A position as it is would have to have an element each.
      return [this.#choices.oneOf(...tableSizes), this.#int(at, depth - 1).add(1)];
    });
    return [axes.map(([size]) => size), axes.map(([, index]) => index)];
  }
}
