import { add as addIndex, constant, sub as subIndex, times } from "../ir/affine.js";
import type { ProcedureBuilder } from "../ir/builder.js";
import { and } from "../ir/expressions.js";
import type { Affine } from "../ir/nodes.js";
import type { Blocks } from "./attention-blocks.js";
import { type HeadRows, sharedRows } from "./attention-state.js";
import type { ComparedBlocks } from "./compared-blocks.js";
import { call, type Defined, type Scope } from "./procedures.js";
import { placeOf } from "./seen-keys.js";

/** How the blocks of an attention are computed. */
export interface Way {
  readonly blocks: Blocks;
  readonly compared: ComparedBlocks;
  /** What is done with the blocks' scores, in one pass through all of them after the other. */
  readonly passes: readonly Pass[];
}

/** What becomes of the scores of a block. */
export interface Pass {
  /** Takes `outer`, `firstQuery`, `firstKey`, `queries`, `first` and `visible` of {@link BlockRange}. */
  readonly rows: Defined;
  /** Whether the rows leave weights where the scores were, for the values. */
  readonly weighs: boolean;
}

/** One head of an attention, and the indices around its keys. */
export interface HeadRun extends HeadRows {
  readonly outerKeys: readonly Affine[];
}

/** One head: a block of keys after the other, and a block of queries after the other for each. */
export function goThrough(
  b: ProcedureBuilder,
  scope: Scope,
  { blocks, compared }: Way,
  { rows: blockRows, weighs }: Pass,
  { context: { machine }, access, shape, state, outer, outerKeys }: HeadRun,
): void {
  const { seen } = shape;
  const { height } = blocks;
  const place = placeOf(b, shape.node, outer);
  b.for("firstKey", 0, seen.end(place), { step: machine.attention.keys }, (firstKey) => {
    const keys = b.bind("keys", [machine.attention.keys, subIndex(shape.keys, firstKey)]);
    const spoilt = blocks.pack(b, scope, access, { outer: outerKeys, firstKey, keys, weighs });
    const comparedKeys = compared.ofKeys(b, scope, place, firstKey, keys);
    const sharing = sharedRows(machine, shape, times(keys, 2 * height * shape.width));
    // Under a causal mask the rows above this block of keys see none of it, under a window those far below neither.
    const from = seen.firstQuery(b, firstKey, place);
    const until = seen.endOfQueries(firstKey, keys, place);
    b.for("firstQuery", from, until, { step: height, ...sharing }, (firstQuery) => {
      const queries = height === 1 ? constant(1) : b.bind("queries", [height, subIndex(shape.queries, firstQuery)]);
      const rows = { first: firstQuery, last: subIndex(addIndex(firstQuery, queries), 1) };
      const visible = seen.last(b, "visible", keys, rows, firstKey, place);
      const first = blocks.startsLate ? seen.first(b, "first", visible, rows, firstKey, place) : constant(0);
      const range = { outer, outerKeys, firstKey, firstQuery, queries, first, visible };
      const attend = (): void => {
        blocks.score(b, scope, access, range);
        call(b, scope, blockRows, [...outer, firstQuery, firstKey, queries, first, visible]);
        if (weighs) blocks.weigh(b, scope, range, spoilt, state);
      };
      const columns = { first: addIndex(firstKey, first), last: subIndex(addIndex(firstKey, visible), 1) };
      const seesSome = seen.test("some", rows, columns, place);
      const meets = compared.mayMeet(b, scope, place, { firstQuery, queries }, comparedKeys);
      const tests = [seesSome, meets].filter((test) => typeof test === "object");
      if (tests.length > 0) b.if(tests.reduce(and), attend);
      else if (seesSome !== false) attend();
    });
  });
}
