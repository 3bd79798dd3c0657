import { add, coefficientOf, sub, substitute, times } from "../affine.js";
import type { Affine } from "../nodes.js";

/** `v` is exactly the least or greatest of `values`. */
export interface BoundFact {
  readonly kind: "least" | "greatest";
  readonly values: readonly Affine[];
}

/** What is known of an index variable `v`: a `range` says `lower <= v` and `v <= upper` for each of `uppers`. */
export type Fact = BoundFact | { readonly kind: "range"; readonly lower: Affine; readonly uppers: readonly Affine[] };

/**
 * The variables in scope, each with a fact that speaks of those before it only, and a prover of inequalities.
 *
 * The prover eliminates the innermost variable by its bounds until a constant is left. It never proves what is false;
 * it may fail to prove what is true.
 */
export class Facts {
  readonly #known = new Map<string, { readonly depth: number; readonly fact: Fact }>();

  /** Runs `body` with `name` in scope. */
  within<T>(name: string, fact: Fact, body: () => T): T {
    this.add(name, fact);
    try {
      return body();
    } finally {
      this.#known.delete(name);
    }
  }

  /** Puts `name` in scope until {@link remove}. */
  add(name: string, fact: Fact): void {
    this.#known.set(name, { depth: this.#known.size, fact });
  }

  /** Takes `name`, the variable that came last, out of scope. */
  remove(name: string): void {
    this.#known.delete(name);
  }

  /** What is known of `name`. */
  of(name: string): Fact | undefined {
    return this.#known.get(name)?.fact;
  }

  /** Whether `left <= right` holds for all values of the variables. */
  atMost(left: Affine, right: Affine): boolean {
    return this.notNegative(sub(right, left));
  }

  /** Whether `value >= 0` holds for all values of the variables. */
  notNegative(value: Affine): boolean {
    const name = this.#innermost(value);
    if (name === undefined) return value.terms.length === 0 && value.constant >= 0;
    const fact = this.#known.get(name)?.fact;
    if (fact === undefined) return false;
    const holdsFor = (bound: Affine) => this.notNegative(substitute(value, new Map([[name, bound]])));
    const rising = coefficientOf(value, name) > 0;
    if (fact.kind === "range") {
      return rising ? holdsFor(fact.lower) || this.#holdsInLoops(value) : fact.uppers.some(holdsFor);
    }
    // The least of a list is at most each of its values, but at least only what is at most all of them.
    return rising === (fact.kind === "least") ? fact.values.every(holdsFor) : fact.values.some(holdsFor);
  }

  /**
   * Expressions that `value` is never above (`"upper"`) or never below (`"lower"`), in which no variable stands that came
   * into scope after `name`. None where there is no such bound.
   */
  bounds(value: Affine, side: "upper" | "lower", name: string): readonly Affine[] {
    const inner = this.#innermost(value);
    const depth = this.#known.get(name)?.depth ?? -1;
    if (inner === undefined || (this.#known.get(inner)?.depth ?? Infinity) <= depth) return [value];
    const fact = this.#known.get(inner)?.fact;
    if (fact === undefined) return [];
    const at = (bound: Affine) => this.bounds(substitute(value, new Map([[inner, bound]])), side, name);
    const isAbove = (side === "upper") === coefficientOf(value, inner) > 0;
    if (fact.kind === "range") return isAbove ? fact.uppers.flatMap(at) : at(fact.lower);
    // The least of a list is at most each of its values, but at least only what is at most all of them.
    return isAbove === (fact.kind === "least") || fact.values.length === 1 ? fact.values.flatMap(at) : [];
  }

  /** Whether `value >= 0` holds since the loops around run: none would if its first value were past its last. */
  #holdsInLoops(value: Affine): boolean {
    for (const { fact } of this.#known.values()) {
      if (fact.kind !== "range") continue;
      for (const upper of fact.uppers) {
        const beyond = sub(value, sub(upper, fact.lower));
        if (beyond.terms.length === 0 && beyond.constant >= 0) return true;
      }
    }
    return false;
  }

  #innermost(value: Affine): string | undefined {
    let innermost: string | undefined;
    let depth = -1;
    for (const [name] of value.terms) {
      const known = this.#known.get(name)?.depth ?? Infinity;
      if (known <= depth) continue;
      innermost = name;
      depth = known;
    }
    return innermost;
  }
}

/** The fact of a `for` variable: it is at most the last value before the end that the steps from `lower` reach. */
export function loopFact(lower: Affine, upper: readonly Affine[], step: number): Fact {
  return { kind: "range", lower, uppers: upper.map((end) => lastBefore(lower, end, step)) };
}

/** The fact of a strip variable in a part of `width`. */
export function stripFact(lower: Affine, upper: readonly Affine[], width: number): Fact {
  return { kind: "range", lower, uppers: upper.map((end) => sub(end, width)) };
}

/**
 * At least the greatest `lower + step * i` below `end`. Where the length is a multiple of the step but for a constant,
 * `step * m + c`, that is known exactly: i is at most `m + floor((c - 1) / step)`.
 */
function lastBefore(lower: Affine, end: Affine, step: number): Affine {
  const length = sub(end, lower);
  if (length.terms.some(([, coefficient]) => coefficient % step !== 0)) return sub(end, 1);
  const whole = sub(length, length.constant);
  return add(lower, whole, times(Math.floor((length.constant - 1) / step), step));
}
