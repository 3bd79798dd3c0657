import { type Box, covers, joined, widened, withoutBound, type Sweep } from "./box.js";
import type { Fact, Facts } from "./facts.js";

/** For each buffer, boxes of elements that are written. */
export type Regions = ReadonlyMap<string, readonly Box[]>;

/** What has been written before the statement at hand, in layers: one for each loop or branch around it. */
export class Written {
  readonly #facts: Facts;
  readonly #layers: Map<string, readonly Box[]>[] = [new Map()];

  constructor(facts: Facts) {
    this.#facts = facts;
  }

  /** Notes that `box` of `buffer` is written. */
  add(buffer: string, box: Box): void {
    const layer = this.#top();
    layer.set(buffer, withBox(this.#facts, layer.get(buffer) ?? [], box));
  }

  /** Whether all of `box` is written. */
  has(buffer: string, box: Box): boolean {
    return this.boxesOf(buffer).some((known) => covers(this.#facts, known, box));
  }

  /** All boxes of `buffer` that are written. */
  boxesOf(buffer: string): readonly Box[] {
    return this.#layers.flatMap((layer) => layer.get(buffer) ?? []);
  }

  /** What `body` writes, apart from what was written before. */
  during(body: () => void): Regions {
    const layer = new Map<string, readonly Box[]>();
    this.#layers.push(layer);
    try {
      body();
    } finally {
      this.#layers.pop();
    }
    return layer;
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

  /** Rewrites the boxes of this layer without `name`, which goes out of scope; drops those that need it. */
  forget(name: string, fact: Fact): void {
    const layer = this.#top();
    for (const [buffer, boxes] of layer) {
      const rewritten = boxes.map((box) => withoutBound(box, name, fact));
      layer.set(buffer, joinedBoxes(this.#facts, rewritten));
    }
  }

  #top(): Map<string, readonly Box[]> {
    const layer = this.#layers.at(-1);
    if (layer === undefined) throw new RangeError("there is always a layer");
    return layer;
  }
}

/** What a loop writes in all, from what one pass of its body writes. */
export function sweptRegions(facts: Facts, regions: Regions, sweep: Sweep): Regions {
  const swept = (boxes: readonly Box[]) => boxes.map((box) => widened(facts, box, sweep));
  return new Map([...regions].map(([buffer, boxes]) => [buffer, joinedBoxes(facts, swept(boxes))]));
}

/** The boxes that there are, joined where they touch. */
function joinedBoxes(facts: Facts, boxes: readonly (Box | undefined)[]): readonly Box[] {
  let result: readonly Box[] = [];
  for (const box of boxes) {
    if (box !== undefined) result = withBox(facts, result, box);
  }
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
