import { javaScript, type Machine, webAssembly, webAssemblyDouble } from "../../../codegen/schedule/machine.js";
import type { Choices } from "./choices.js";

/** The machines of a case, one for each target. */
export interface Machines {
  readonly scalars: Machine;
  readonly vectors: Machine;
  /** What takes the place of `vectors` for programs in float64. */
  readonly double?: Machine;
}

/**
 * Mostly machines with blocks so small that a few keys and queries are several of them, and seldom evenly; else those of the
 * targets.
 */
export function machinesFor(choices: Choices): Machines {
  if (choices.below(5) === 0) return { scalars: javaScript, vectors: webAssembly };
  const keys = choices.oneOf(4, 3, 5, 8, 2, 13);
  const small = { blockElements: choices.oneOf(16, 4, 40), depth: choices.oneOf(4, 2, 6) };
  return {
    scalars: { ...javaScript, ...small, attention: { queries: choices.oneOf(3, 2, 1, 5), keys } },
    vectors: { ...webAssembly, ...small, attention: { queries: choices.oneOf(4, 1, 3, 7), keys } },
    double: { ...webAssemblyDouble, ...small, attention: { queries: choices.oneOf(3, 2, 1, 5), keys } },
  };
}
