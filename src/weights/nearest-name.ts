/** Longer names are not compared: the distance takes time in the product of both lengths. */
const LONGEST_COMPARED = 100;

/**
 * The candidate that `name` was most likely meant to be: one that differs by a prefix (`layer.0.wq` for `wq`), else the
 * one fewest edits away, if it is at most a third of the name's length (and at least 2).
 */
export function nearestName(name: string, candidates: Iterable<string>): string | undefined {
  let nearest: string | undefined;
  let fewest = Math.max(2, Math.floor(name.length / 3)) + 1;
  for (const candidate of candidates) {
    if (candidate.endsWith(`.${name}`) || name.endsWith(`.${candidate}`)) {
      return candidate;
    }
    if (Math.abs(candidate.length - name.length) < fewest && candidate.length <= LONGEST_COMPARED) {
      const edits = editDistance(name, candidate);
      if (edits < fewest) {
        fewest = edits;
        nearest = candidate;
      }
    }
  }
  return nearest;
}

/** The least number of insertions, deletions and substitutions that turn `from` into `to` (Levenshtein 1966). */
function editDistance(from: string, to: string): number {
  let row = Array.from({ length: to.length + 1 }, (_, column) => column);
  for (let i = 1; i <= from.length; i++) {
    const next = [i];
    for (let j = 1; j <= to.length; j++) {
      const substituted = (row[j - 1] ?? 0) + (from[i - 1] === to[j - 1] ? 0 : 1);
      next.push(Math.min(substituted, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1));
    }
    row = next;
  }
  return row[to.length] ?? 0;
}
