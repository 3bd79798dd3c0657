import type { Fits } from "../message.js";
import type { Shape } from "../dim.js";
import { rankRule } from "./rank.js";
import type { RankRule } from "./rank.js";

/** The shape of the rows of a table `[vocab, width]` that ids pick: the shape of the ids, then the width. */
export type EmbeddingRule<Table extends Shape, Ids extends Shape> = { table: Table } extends {
  table: [unknown, infer Width];
}
  ? Fits<[...Ids, Width]>
  : RankRule<"embedding", "table", Table, 2, Fits<Shape>>;

/**
 * The shape of the rows of a table `[vocab, width]` that ids pick: the shape of the ids, then the width.
 *
 * @throws ShapeError `embedding/rank` if the table isn't of rank 2
 */
export function embeddingRule(table: Readonly<Shape>, ids: Readonly<Shape>): Shape {
  rankRule("embedding", "table", table, 2);
  return [...ids, ...table.slice(1)];
}
