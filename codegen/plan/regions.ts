import type { Element } from "../ir/nodes.js";
import { evaluateOffset, type Offset, sumOffsets } from "../ir/offset.js";
import { type OffsetOrder, roundedUp } from "../ir/offset-order.js";
import { type Life, meet } from "./lives.js";

/** Bytes of an element. */
export const BYTES: { readonly [E in Element]: number } = { f64: 8, f32: 4, i32: 4, bool: 1 };

/** Buffers begin at multiples of this within a region: a line of the cache, so that no vector of theirs lies across two. */
export const ALIGNMENT = 64;

/** A temporary that is to lie somewhere. */
export interface Tenant {
  readonly life: Life;
  readonly bytes: Offset;
}

/** Memory that temporaries take in turns, or share side by side: the first of them is the largest, at its start. */
export interface Region {
  readonly bytes: Offset;
  readonly held: readonly Held[];
}

interface Held {
  readonly tenant: Tenant;
  /** From the region's start on. */
  readonly offset: Offset;
}

/** A place for a temporary, and how large its region is with it. */
interface Place {
  readonly offset: Offset;
  readonly bytes: Offset;
}

/** What polynomials come to where all dims are of a usual size, to compare by where no proof is needed. */
export function weightOf(bytes: Offset): number {
  // Large enough that what grows with several dims weighs more than what grows with one.
  return evaluateOffset(bytes, () => 256);
}

/**
 * Packs temporaries into regions: the largest first, each where it fits most tightly and lowest (the greedy-by-size
 * heuristic of Pisarchyk and Lee, https://arxiv.org/abs/2001.03288). That it fits is proven for all sizes of a call.
 * Regions that `mayGrow` also take what would lie behind their end.
 */
export function packed(tenants: readonly Tenant[], order: OffsetOrder, mayGrow: boolean): readonly Region[] {
  let regions: readonly Region[] = [];
  for (const tenant of tenants.toSorted((left, right) => weightOf(right.bytes) - weightOf(left.bytes))) {
    const tightestFirst = regions.toSorted((left, right) => weightOf(left.bytes) - weightOf(right.bytes));
    const [region, place] =
      firstPlace(tightestFirst, tenant, (each) => placeWithin(each, tenant, order)) ??
      (mayGrow ? firstPlace(regions, tenant, (each) => placeBehind(each, tenant, order)) : undefined) ??
      [];
    regions =
      region && place
        ? regions.map((each) =>
            each === region ? { bytes: place.bytes, held: [...each.held, { tenant, offset: place.offset }] } : each,
          )
        : [...regions, { bytes: tenant.bytes, held: [{ tenant, offset: start }] }];
  }
  return regions;
}

const start: Offset = { constant: 0, terms: [] };

function firstPlace(
  regions: readonly Region[],
  tenant: Tenant,
  placeIn: (region: Region) => Place | undefined,
): readonly [Region, Place] | undefined {
  for (const region of regions) {
    const place = mayHold(region, tenant) ? placeIn(region) : undefined;
    if (place) return [region, place];
  }
  return undefined;
}

/**
 * Wide elements would not be aligned behind a narrow opener. What has the same size in each call keeps away from what has
 * not: so its address stands in the code.
 */
function mayHold(region: Region, { life, bytes }: Tenant): boolean {
  const isWide = elementBytes(region) >= BYTES[life.buffer.element];
  return isWide && (region.bytes.terms.length === 0) === (bytes.terms.length === 0);
}

/** How wide the elements are that a region was opened for. */
export function elementBytes({ held: [opener] }: Region): number {
  return opener ? BYTES[opener.tenant.life.buffer.element] : 0;
}

/** The lowest place within a region. */
function placeWithin({ held, bytes }: Region, tenant: Tenant, order: OffsetOrder): Place | undefined {
  const offset = freePlaces(held, tenant, order).find((each) =>
    order.isAtMost(sumOffsets([each, tenant.bytes]), bytes),
  );
  return offset && { offset, bytes };
}

/** The lowest place that goes on behind the end of a region, as far as it is known that it does. */
function placeBehind(region: Region, tenant: Tenant, order: OffsetOrder): Place | undefined {
  const places = freePlaces(region.held, tenant, order).map((offset) => {
    // What lies after the region may have elements as wide as its first, and is to be aligned.
    return { offset, bytes: roundedUp(sumOffsets([offset, tenant.bytes]), elementBytes(region)) };
  });
  return places.find((place) => order.isAtMost(region.bytes, place.bytes));
}

/** Where a temporary overlaps none that is in use at the same time, the lowest first. */
function freePlaces(held: readonly Held[], { life, bytes }: Tenant, order: OffsetOrder): readonly Offset[] {
  const taken = held
    .filter(({ tenant }) => meet(tenant.life, life))
    .map(({ tenant, offset }) => ({ from: offset, to: sumOffsets([offset, tenant.bytes]) }));
  const isFree = (offset: Offset): boolean => {
    const end = sumOffsets([offset, bytes]);
    return taken.every((other) => order.isAtMost(other.to, offset) || order.isAtMost(end, other.from));
  };
  return [start, ...taken.map(({ to }) => roundedUp(to, ALIGNMENT))]
    .toSorted((left, right) => weightOf(left) - weightOf(right))
    .filter(isFree);
}
