import { noAxis } from "./axis-name.js";
import type { NoAxis } from "./axis-name.js";
import { compose } from "./composition.js";
import type { Compose, Composition, Groups, Reading } from "./composition.js";
import { ShapeError } from "../message.js";

/** The operations whose patterns have two sides. */
export type Operation = "rearrange" | "reduce" | "repeat";

/** The length of an axis, written as a number. */
type Length = `${bigint}`;

/** What a side of a pattern may have that the other has not, and which lengths and ellipses in parentheses. */
interface Allowed {
  readonly rearrange: { left: never; right: "(...)"; gone: never; fresh: never };
  readonly reduce: { left: Length; right: "(...)"; gone: string; fresh: never };
  readonly repeat: { left: never; right: "(...)" | Length; gone: never; fresh: string };
}

/** Reads a pattern: its two sides, or what is wrong with the text. */
export type ReadPattern<Op extends Operation, P extends string> = P extends `${infer Left} -> ${infer Right}`
  ? Sides<Op, Compose<Left>, Compose<Right>>
  : P extends `${infer Left}->${infer Right}`
    ? Sides<Op, Compose<Left>, Compose<Right>>
    : "has no ->";

type Sides<Op extends Operation, Left, Right> = Left extends string
  ? `${Left} on the left`
  : Right extends string
    ? `${Right} on the right`
    : Left extends Composition
      ? Right extends Composition
        ? Agree<Op, Left, Right>
        : never
      : never;

type Agree<Op extends Operation, Left extends Composition, Right extends Composition> = [Left["marks"]] extends [
  Allowed[Op]["left"],
]
  ? [Right["marks"]] extends [Allowed[Op]["right"]]
    ? [Left["names"]] extends [Right["names"] | Allowed[Op]["gone"]]
      ? [Right["names"]] extends [Left["names"] | Allowed[Op]["fresh"]]
        ? [Left, Right]
        : `has ${FirstOther<Right["groups"], Left["names"]>} only on the right`
      : `has ${FirstOther<Left["groups"], Right["names"]>} only on the left`
    : WrongMark<Op, Right, Allowed[Op]["right"], "right">
  : WrongMark<Op, Left, Allowed[Op]["left"], "left">;

type WrongMark<Op extends Operation, Side extends Composition, Right, Where extends string> = "_" extends Side["marks"]
  ? `${NoAxis<"_">} on the ${Where}`
  : "(...)" extends Exclude<Side["marks"], Right>
    ? `has ... in parentheses on the ${Where}`
    : `has the length ${FirstOther<Side["groups"], Side["names"]>} on the ${Where}, where ${Op} needs a name`;

/** The first axis in `G` that isn't among `Names`. */
type FirstOther<G extends Groups, Names> = G extends [infer First, ...infer Rest extends Groups]
  ? First extends [infer Axis extends string, ...infer Others extends string[]]
    ? Axis extends Names
      ? FirstOther<[Others, ...Rest], Names>
      : Axis
    : First extends []
      ? FirstOther<Rest, Names>
      : First extends Names
        ? FirstOther<Rest, Names>
        : First & string
  : never;

/** A pattern with two sides. */
export interface Pattern {
  readonly left: Reading;
  readonly right: Reading;
}

/**
 * Reads a pattern.
 *
 * @throws ShapeError `op/pattern` if something is wrong with the text
 */
export function readPattern(op: Operation, pattern: string): Pattern {
  const wrong = (problem: string): ShapeError => patternError(op, pattern, problem);
  const spaced = pattern.indexOf(" -> ");
  const at = spaced < 0 ? pattern.indexOf("->") : spaced;
  if (at < 0) throw wrong("has no ->");
  const left = compose(pattern.slice(0, at));
  if (typeof left === "string") throw wrong(`${left} on the left`);
  const right = compose(pattern.slice(at + (spaced < 0 ? 2 : 4)));
  if (typeof right === "string") throw wrong(`${right} on the right`);
  const problem = disagreement(op, left, right);
  if (problem !== undefined) throw wrong(problem);
  return { left, right };
}

/** The error for a mistake in the text of a pattern. */
export function patternError(op: string, pattern: string, problem: string): ShapeError {
  return new ShapeError(`${op}/pattern`, `${op}: pattern "${pattern}" ${problem}`);
}

function disagreement(op: Operation, left: Reading, right: Reading): string | undefined {
  return (
    wrongMark(op, left, "left", op === "reduce") ??
    wrongMark(op, right, "right", op === "repeat") ??
    (op === "reduce" ? undefined : onlyOn("left", left, right)) ??
    (op === "repeat" ? undefined : onlyOn("right", right, left))
  );
}

function wrongMark(
  op: Operation,
  { groups, marks, names }: Reading,
  where: string,
  lengths: boolean,
): string | undefined {
  if (marks.has("_")) return `${noAxis("_")} on the ${where}`;
  if (where === "left" && marks.has("(...)")) return `has ... in parentheses on the ${where}`;
  const length = lengths ? undefined : firstOther(groups, new Set([...names, "..."]));
  return length && `has the length ${length} on the ${where}, where ${op} needs a name`;
}

function onlyOn(where: string, side: Reading, other: Reading): string | undefined {
  const axis = firstOther(side.groups, new Set([...other.names, ...side.marks]));
  return axis && `has ${axis} only on the ${where}`;
}

function firstOther(groups: Groups, known: ReadonlySet<string>): string | undefined {
  return groups.flat().find((axis) => !known.has(axis));
}
