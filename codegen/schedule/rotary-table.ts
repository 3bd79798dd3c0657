import type { RotaryTableNode } from "../../src/graph/node.js";
import { add as addIndex, constant } from "../ir/affine.js";
import { constantBuffer } from "../ir/declarations.js";
import type { ProcedureBuilder } from "../ir/builder.js";
import { add, compare, convert, floor, indexValue, int, load, mul, neg, num, select, sub } from "../ir/expressions.js";
import { FreshNames } from "../ir/names.js";
import type { Affine, Buffer, Element, Expression } from "../ir/nodes.js";
import { GenerateError } from "../errors.js";
import { extentOf } from "../plan/extents.js";
import type { Step } from "../plan/plan.js";
import { type Context, StepAccess } from "./context.js";
import { nest } from "./loops.js";
import type { Machine } from "./machine.js";
import { mathOf } from "./math-functions.js";
import { sharedOutermost } from "./parallel.js";
import type { Defined } from "./procedures.js";

/*
 * Angles here are turns in units of 2^-32, as ints: what a product with the position has above 32 bits are whole turns,
 * which don't matter. So any position, also a negative one, gives its angle to 2^-32 of a turn in float32 too, where a
 * product of floats would lose as many digits as the position has.
 */
const TURN = 2 ** 32;
const HALF_TURN = -(2 ** 31);
const QUARTER_TURN = 2 ** 30;

/** How far each pair of features turns from one position to the next. */
interface Turns {
  /** To the nearest unit. */
  readonly whole: Buffer;
  /** What that leaves out. */
  readonly rest: Buffer;
}

/** The turns of the rotary tables of a module, which its kernel brings along. */
export class RotaryTurns {
  readonly all: Buffer[] = [];
  readonly #names: FreshNames;
  readonly #rests: Element;
  readonly #made = new Map<string, Turns>();

  /** `taken` are the names of the module's other buffers. */
  constructor({ temporary }: Machine, taken: Iterable<string>) {
    this.#rests = temporary;
    this.#names = new FreshNames(taken);
  }

  /** Those of a table. Throws GenerateError where the base makes a turn infinite. */
  of({ width, base, factor }: RotaryTableNode): Turns {
    const key = `${width} ${base} ${factor}`;
    const known = this.#made.get(key);
    if (known) return known;
    const pairs = Array.from({ length: width / 2 }, (_, pair) => base ** ((-2 * pair) / width));
    const turns = pairs.map((frequency) => (frequency / factor / (2 * Math.PI)) * TURN);
    if (!turns.every(Number.isFinite)) {
      throw new GenerateError(`rope: a base of ${base} and a factor of ${factor} turn by more than a number holds`);
    }
    const rests = turns.map((turn) => turn - Math.round(turn));
    const made: Turns = {
      whole: constantBuffer(
        this.#names.fresh("turns"),
        "i32",
        [turns.length],
        Int32Array.from(turns, (turn) => Math.round(turn) | 0),
      ),
      rest: constantBuffer(
        this.#names.fresh("rests"),
        this.#rests,
        [turns.length],
        this.#rests === "f64" ? Float64Array.from(rests) : Float32Array.from(rests),
      ),
    };
    this.#made.set(key, made);
    this.all.push(made.whole, made.rest);
    return made;
  }
}

/** What procedures call the turns of any table. */
function namesOf({ whole, rest }: Turns): ReadonlyMap<Buffer, string> {
  return new Map([
    [whole, "turns"],
    [rest, "rests"],
  ]);
}

/** `cos` or `sin` of positions times what each pair turns by, a row for each position. */
export function scheduleRotaryTable(context: Context, step: Step, node: RotaryTableNode): Defined {
  const access = new StepAccess(context, step);
  const { fn, positions, offset, shape } = node;
  const { machine } = context;
  const turns = context.turns.of(node);
  const rename = new Map([...access.rename([[positions, "positions"]]), ...namesOf(turns)]);
  const summary = `The ${fn === "cos" ? "cosine" : "sine"} of each position's angle for each pair of features.`;
  const leading = shape.slice(0, -1);
  const pairs = extentOf(shape.at(-1) ?? 1);
  return context.procedures.define({ name: `${fn}Table`, summary, rename }, (b, scope) => {
    const position = (row: readonly Affine[]): Expression =>
      positions
        ? access.read(b, scope, positions, row)
        : indexValue(addIndex(extentOf(offset), row.at(-1) ?? constant(0)));
    const rows = (row: readonly Affine[]): void => {
      const at = b.let("position", position(row));
      const distance = b.let("distance", convert("float", at));
      b.for("pair", 0, pairs, {}, (pair) => {
        const rest = floor(add(mul(distance, load(scope.use(turns.rest), [pair])), num(0.5)));
        const angle = add(mul(at, load(scope.use(turns.whole), [pair])), convert("int", rest));
        const sine = sineOf(b, machine, fn === "cos" ? add(angle, int(QUARTER_TURN)) : angle);
        access.store(b, scope, [...row, pair], sine);
      });
    };
    nest(b, leading, [], rows, sharedOutermost(machine, leading, pairs));
  });
}

/** The sine of an angle in units of 2^-32 of a turn: half turns change its sign alone. */
function sineOf(b: ProcedureBuilder, machine: Machine, turned: Expression): Expression {
  const angle = b.let("angle", turned);
  const halves = b.let("halves", floor(add(mul(convert("float", angle), num(2 / TURN)), num(0.5))));
  const within = b.let("within", sub(angle, mul(convert("int", halves), int(HALF_TURN))));
  const sine = b.let(
    "sine",
    mathOf(machine).sinOfTurns(b, b.let("fraction", mul(convert("float", within), num(1 / TURN)))),
  );
  return select(compare("eq", halves, num(0)), sine, neg(sine));
}
