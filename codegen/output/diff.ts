/** How many lines may differ before {@link diffLines} stops looking for the shortest script. */
const longestScript = 400;

/** One line of a comparison: in both texts, only in the first, or only in the second. */
export interface DiffLine {
  readonly mark: " " | "-" | "+";
  readonly text: string;
}

/**
 * A shortest list of deleted and inserted lines that turns `before` into `after`, with the lines that stay.
 *
 * E. W. Myers, An O(ND) Difference Algorithm and Its Variations, Algorithmica 1 (1986): walks down diagonals of the
 * edit graph, for each number of edits the furthest point on each diagonal, and then back along the points it came by.
 * Texts that differ in more than {@link longestScript} lines are given as one deletion and one insertion.
 */
export function diffLines(before: readonly string[], after: readonly string[]): DiffLine[] {
  let start = 0;
  while (start < before.length && start < after.length && before[start] === after[start]) start++;
  let end = 0;
  const most = Math.min(before.length, after.length) - start;
  while (end < most && before.at(-1 - end) === after.at(-1 - end)) end++;
  const left = before.slice(start, before.length - end);
  const right = after.slice(start, after.length - end);
  return [
    ...marked(" ", before.slice(0, start)),
    ...(shortestScript(left, right) ?? [...marked("-", left), ...marked("+", right)]),
    ...marked(" ", before.slice(before.length - end)),
  ];
}

/** By diagonal (position in the first text less position in the second): the furthest position in the first text. */
type Frontier = ReadonlyMap<number, number>;

function shortestScript(left: readonly string[], right: readonly string[]): DiffLine[] | undefined {
  const frontiers: Frontier[] = [];
  let frontier: Frontier = new Map([[1, 0]]);
  for (let edits = 0; edits <= longestScript; edits++) {
    frontiers.push(frontier);
    const next = new Map<number, number>();
    for (let diagonal = -edits; diagonal <= edits; diagonal += 2) {
      let x = furthestStart(frontier, diagonal, edits);
      while (x < left.length && x - diagonal < right.length && left[x] === right[x - diagonal]) x++;
      next.set(diagonal, x);
      if (x >= left.length && x - diagonal >= right.length) return walkBack(frontiers, left, right);
    }
    frontier = next;
  }
  return undefined;
}

/** Where a diagonal is entered with one more edit: by an insertion from the diagonal above or a deletion from below. */
function furthestStart(frontier: Frontier, diagonal: number, edits: number): number {
  return comesByInsertion(frontier, diagonal, edits) ? at(frontier, diagonal + 1) : at(frontier, diagonal - 1) + 1;
}

function comesByInsertion(frontier: Frontier, diagonal: number, edits: number): boolean {
  if (diagonal === -edits) return true;
  return diagonal !== edits && at(frontier, diagonal - 1) < at(frontier, diagonal + 1);
}

function at(frontier: Frontier, diagonal: number): number {
  return frontier.get(diagonal) ?? -1;
}

function walkBack(frontiers: readonly Frontier[], left: readonly string[], right: readonly string[]): DiffLine[] {
  const lines: DiffLine[] = [];
  let x = left.length;
  let y = right.length;
  for (const [edits, frontier] of [...frontiers.entries()].toReversed()) {
    const diagonal = x - y;
    const isInsertion = comesByInsertion(frontier, diagonal, edits);
    const fromX = edits === 0 ? 0 : at(frontier, isInsertion ? diagonal + 1 : diagonal - 1);
    const fromY = edits === 0 ? 0 : fromX - (isInsertion ? diagonal + 1 : diagonal - 1);
    while (x > fromX && y > fromY) {
      lines.push({ mark: " ", text: left[--x] ?? "" });
      y--;
    }
    if (edits > 0)
      lines.push(isInsertion ? { mark: "+", text: right[--y] ?? "" } : { mark: "-", text: left[--x] ?? "" });
  }
  return lines.toReversed();
}

function marked(mark: DiffLine["mark"], texts: readonly string[]): DiffLine[] {
  return texts.map((text) => ({ mark, text }));
}
