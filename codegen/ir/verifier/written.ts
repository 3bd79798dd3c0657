import { type Box, covers, joined, mentions, type Sweep, type Swept, widened, withoutBound } from "./box.js";
import type { Fact, Facts } from "./facts.js";

/** For each buffer, boxes of elements that are written. */
export type Regions = ReadonlyMap<string, readonly Box[]>;

/** What has been written before the statement at hand, in layers: one for each loop or branch around it. */
export class Written {
  readonly #facts: Facts;
  readonly #outer: Regions[] = [];
  #layer = new Map<string, readonly Box[]>();

  constructor(facts: Facts) {
    this.#facts = facts;
  }

  /** Notes that `box` of `buffer` is written. */
  add(buffer: string, box: Box): void {
    this.#layer.set(buffer, withBox(this.#facts, this.#layer.get(buffer) ?? [], box));
  }

  /** Whether all of `box` is written. */
  has(buffer: string, box: Box): boolean {
    return this.boxesOf(buffer).some((known) => covers(this.#facts, known, box));
  }

  /** All boxes of `buffer` that are written. */
  boxesOf(buffer: string): readonly Box[] {
    return [...this.#outer, this.#layer].flatMap((layer) => layer.get(buffer) ?? []);
  }

  /** What `body` writes, apart from what was written before. */
  during(body: () => void): Regions {
    const layer = this.#layer;
    const inner = new Map<string, readonly Box[]>();
    this.#outer.push(layer);
    this.#layer = inner;
    try {
      body();
    } finally {
      this.#outer.pop();
      this.#layer = layer;
    }
    return inner;
  }

  /** Takes in what every one of `alternatives` writes: the branches of an `if`, the parts of a strip. */
  addCommon(alternatives: readonly Regions[]): void {
    const [first, ...others] = alternatives;
    if (first === undefined) return;
    for (const [buffer, boxes] of first) {
      for (const box of boxes) {
        const inAll = others.every((other) => other.get(buffer)?.some((known) => covers(this.#facts, known, box)));
        if (inAll) this.add(buffer, box);
      }
    }
  }

  /** Forgets what was written to `buffers` since the loop or branch around the statement at hand. */
  drop(buffers: Iterable<string>): void {
    for (const buffer of buffers) this.#layer.delete(buffer);
  }

  /**
   * Rewrites the boxes of this layer without `name`, a bound index that goes out of scope. Where only its range is known,
   * boxes that mention it could be anywhere, and are dropped.
   */
  forget(name: string, fact: Fact): void {
    for (const [buffer, boxes] of this.#layer) {
      const rewritten =
        fact.kind === "range"
          ? boxes.filter((box) => !mentions(box, name))
          : boxes.map((box) => withoutBound(box, name, fact));
      this.#layer.set(buffer, joinedBoxes(this.#facts, rewritten));
    }
  }
}

/** What a loop writes in all, from what one pass of its body writes. */
export function sweptRegions(facts: Facts, regions: Regions, sweep: Sweep): Regions {
  return sweptParts(facts, [{ regions, sweep }]);
}

/**
 * What the parts of a strip write in all, from what one pass of each writes. Any of the parts may get any stretch of the
 * range, so a box counts where every part would write it by itself and all of them move in the same way: then each
 * element belongs to one position of the range, whichever part has that. (The last part that runs ends where the strip
 * does, so what hangs over the end counts too.)
 */
export function sweptParts(
  facts: Facts,
  parts: readonly { readonly regions: Regions; readonly sweep: Sweep }[],
): Regions {
  const sweptBy = parts.map(({ regions, sweep }) => {
    const swept = (boxes: readonly Box[]) => boxes.flatMap((box) => widened(facts, box, sweep) ?? []);
    return new Map([...regions].map(([buffer, boxes]) => [buffer, swept(boxes)]));
  });
  const [first = new Map<string, readonly Swept[]>(), ...others] = sweptBy;
  const inAll = (buffer: string, { box, motion }: Swept) =>
    others.every((other) =>
      other
        .get(buffer)
        ?.some((known) => (known.motion === motion || known.motion === "") && covers(facts, known.box, box)),
    );
  return new Map(
    [...first].map(([buffer, list]) => {
      const common = list.filter((swept) => inAll(buffer, swept));
      const boxes = common.map(({ box }) => box);
      return [buffer, joinedBoxes(facts, boxes)];
    }),
  );
}

/** The boxes, joined where they touch. */
function joinedBoxes(facts: Facts, boxes: readonly Box[]): readonly Box[] {
  let result: readonly Box[] = [];
  for (const box of boxes) result = withBox(facts, result, box);
  return result;
}

/** `boxes` and `box`, joined where they touch; a box within another is left out. */
function withBox(facts: Facts, boxes: readonly Box[], box: Box): readonly Box[] {
  if (boxes.some((known) => covers(facts, known, box))) return boxes;
  const rest = boxes.filter((known) => !covers(facts, box, known));
  for (const known of rest) {
    const union = joined(facts, known, box) ?? joined(facts, box, known);
    if (union === undefined) continue;
    const replacesBoth = covers(facts, union, known) && covers(facts, union, box);
    if (!replacesBoth) return [...rest, box, union];
    return withBox(
      facts,
      rest.filter((other) => other !== known),
      union,
    );
  }
  return [...rest, box];
}
