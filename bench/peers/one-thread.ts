import type { Contestant } from "../contestant.js";

/** A target on one thread, in the race of those that have more: the ratio is what the others are worth. */
export function oneThread(target: Contestant, race: string): Contestant {
  return { ...target, name: "one-thread", role: "peer", target: target.name, race };
}
