import { add, sub, substitute } from "../affine.js";
import type { Affine } from "../nodes.js";
import { isPrivate } from "../parallel.js";
import { showAccess } from "../print-expression.js";
import type { Access } from "./access.js";
import { accessBox, type Box } from "./box.js";
import type { Facts } from "./facts.js";

/** All that one pass of a loop does to a buffer at one place in the code. */
interface Touch {
  readonly access: Access;
  /** Holds every element: each of `lows` is at most the first along its axis, each of `highs` at least behind the last. */
  readonly hull: Box;
}

/**
 * What the passes of a parallel loop load and store outside of private buffers. The loop is
 * right if no pass stores what another one loads or stores.
 */
export class Independence {
  readonly #facts: Facts;
  readonly #variable: string;
  readonly #touches = new Map<string, Touch>();

  /** `variable` is the loop's, which is in scope. */
  constructor(facts: Facts, variable: string) {
    this.#facts = facts;
    this.#variable = variable;
  }

  /** Takes in an access in the loop's body, with all variables of its indices in scope. */
  note(access: Access): void {
    const { operation, buffer, indices, lanes } = access;
    if (isPrivate(buffer)) return;
    const hull = accessBox(indices, lanes).map(({ lows, highs }) => ({
      lows: lows.flatMap((low) => this.#facts.bounds(low, "lower", this.#variable)),
      highs: highs.flatMap((high) => this.#facts.bounds(high, "upper", this.#variable)),
    }));
    this.#touches.set(`${operation} ${buffer.name} ${JSON.stringify(hull)}`, { access, hull });
  }

  /** Why two passes of a loop in steps of `step` to the end `upper` may meet, or undefined where they can't. */
  problem(upper: readonly Affine[], step: number): string | undefined {
    const later = `later ${this.#variable}`;
    const lower = add(this.#variable, step);
    const fact = { kind: "range", lower, uppers: upper.map((end) => sub(end, 1)) } as const;
    return this.#facts.within(later, fact, () => this.#meeting(later));
  }

  #meeting(later: string): string | undefined {
    const touches = [...this.#touches.values()];
    for (const { access: store, hull } of touches.filter(({ access }) => access.operation === "store")) {
      for (const { access, hull: other } of touches) {
        if (access.buffer.name !== store.buffer.name) continue;
        const isApart =
          this.#isApart(hull, this.#inPass(other, later)) && this.#isApart(this.#inPass(hull, later), other);
        if (!isApart) return `one pass may ${describe(store)}, which another may ${describe(access)}`;
      }
    }
    return undefined;
  }

  #inPass(hull: Box, pass: string): Box {
    const moved = (bound: Affine): Affine => substitute(bound, new Map([[this.#variable, pass]]));
    return hull.map(({ lows, highs }) => ({ lows: lows.map(moved), highs: highs.map(moved) }));
  }

  /** Whether one of two boxes ends before the other begins, along one of the axes. */
  #isApart(left: Box, right: Box): boolean {
    const ends = (before: readonly Affine[], after: readonly Affine[]): boolean =>
      before.some((high) => after.some((low) => this.#facts.atMost(high, low)));
    return left.some((interval, axis) => {
      const other = right[axis];
      return other !== undefined && (ends(interval.highs, other.lows) || ends(other.highs, interval.lows));
    });
  }
}

function describe({ operation, buffer, indices, lanes }: Access): string {
  return `${operation} ${buffer.role} ${showAccess(buffer.name, indices, lanes)}`;
}
