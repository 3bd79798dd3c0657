import fc from "fast-check";
import { expect, test } from "vitest";
import { expectAgreement } from "./agreement.js";
import { attentionCase } from "./attention-case.js";

/** How many combinations of options a run of all shards has; HEDDLE_RUNS is another number. */
const runs = Number(process.env["HEDDLE_RUNS"] ?? 2000);
/** Each run has a seed of its own; HEDDLE_SEED is that of another run, to see it again. */
const seed = Number(process.env["HEDDLE_SEED"] ?? Date.now() % 1e9);
export const shards = 4;

const numbers = (count: number): fc.Arbitrary<readonly number[]> =>
  fc.noBias(fc.array(fc.nat({ max: 27_719 }), { minLength: count, maxLength: count }));

/**
 * Tests a part of the combinations: the shards are files of their own, so that they run beside each other. Prints how often
 * which option was part of one, and why how many were refused.
 */
export function testShard(shard: number): void {
  test(`random combinations of attention's options agree (shard ${shard} of ${shards}, HEDDLE_SEED=${seed})`, () => {
    const counts = new Map<string, number>();
    const refusals = new Map<string, number>();
    const count = (map: Map<string, number>, key: string): void => void map.set(key, (map.get(key) ?? 0) + 1);
    fc.assert(
      fc.property(numbers(160), numbers(40), (choices, data) => {
        const made = attentionCase(choices);
        try {
          const refusal = expectAgreement(made, data);
          if (refusal !== undefined) return count(refusals, refusal);
          for (const option of made.options) count(counts, option);
          return count(counts, "in all");
        } catch (error) {
          throw new Error(`${made.options.join(", ")}: ${String(error)}`, { cause: error });
        }
      }),
      { numRuns: Math.ceil(runs / shards), seed: seed + shard },
    );
    console.log(
      `HEDDLE_SEED=${seed}, shard ${shard} of ${shards}\n  agree: ${shown(counts)}\n  refused: ${shown(refusals)}`,
    );
    expect(counts.get("in all") ?? 0).toBeGreaterThan(0);
  }, 600_000);
}

function shown(counts: ReadonlyMap<string, number>): string {
  const byCount = [...counts].toSorted(([, left], [, right]) => right - left);
  return byCount.map(([key, count]) => `${count} ${key}`).join(", ") || "none";
}
