import type { Module, Statement } from "../../../ir/nodes.js";
import { holdsParallel, touchedBy } from "../../../ir/parallel.js";
import {
  branchIf,
  call,
  type Code,
  getGlobal,
  getLocal,
  i32,
  ifElse,
  type Local,
  loop,
  operation,
  sequence,
  setLocal,
} from "../encode/index.js";
import type { Frame } from "./frame.js";
import type { Team } from "./team.js";

/** What a procedure with parallel loops, its own or its callees', must know of the threads that share them. */
export interface Sharing {
  readonly team: Team;
  readonly module: Module;
  /** The names of the procedures with parallel loops. */
  readonly procedures: ReadonlySet<string>;
  readonly isRun: boolean;
}

/**
 * What stands beside parallel loops. A step of `run` without one is the first thread's; elsewhere each thread runs all
 * statements, but those that load what others may still be working on wait for them.
 */
export function besideLoops(sharing: Sharing, statement: Statement, code: readonly Code[]): readonly Code[] {
  const { team, module, procedures, isRun } = sharing;
  if (holdsParallel(statement, procedures)) return code;
  if (isRun) return [ifElse(team.isFirst, sequence(...code))];
  const scratch = new Set(module.buffers.filter(({ role }) => role === "scratch").map(({ name }) => name));
  const isShared = [...touchedBy(module, [statement]).loaded].some((name) => !scratch.has(name));
  return isShared ? [call(team.follow), ...code] : code;
}

/** A parallel loop whose passes are taken by threads in turn. */
export interface SharedPasses {
  readonly lower: Code<"i32">;
  readonly end: Code<"i32">;
  readonly step: number;
  /** About how many products and sums a pass takes. */
  readonly work: Code<"i32">;
  readonly counter: Local<"i32">;
  /** The end of the passes that were taken. */
  readonly last: Local<"i32">;
}

/** Products and sums that are worth taking at a time: a microsecond or so. */
const WORTHWHILE = 1 << 15;

/** Does `body`, the passes from the counter up to `last`, for all that the thread takes. */
export function sharedPasses(
  frame: Frame,
  { team }: Sharing,
  { lower, end, step, work, counter, last }: SharedPasses,
  body: () => readonly Code[],
): readonly Code[] {
  const local = (name: string): Local<"i32"> => frame.locals.take("i32", `${counter.name} ${name}`);
  const [start, passes, least, first] = [local("start"), local("passes"), local("least"), local("first")];
  frame.endStatement();
  const length = operation("i32.sub", end, getLocal(start));
  const rounded = operation("i32.div_s", operation("i32.add", length, i32(step - 1)), i32(step));
  // A division by zero would trap: the work counts as odd.
  const worth = operation("i32.div_u", i32(WORTHWHILE), operation("i32.or", work, i32(1)));
  const placeOf = (pass: Code<"i32">): Code<"i32"> =>
    operation("i32.add", getLocal(start), operation("i32.mul", pass, i32(step)));
  const taken = getGlobal(team.taken);
  const count = local("taken");
  const code = sequence(
    setLocal(count, taken),
    setLocal(counter, placeOf(getLocal(first))),
    setLocal(last, placeOf(operation("i32.add", getLocal(first), getLocal(count)))),
    ...body(),
    setLocal(first, call(team.next, getLocal(passes), getLocal(least), getLocal(count))),
  );
  const goesOn = operation("i32.ge_s", getLocal(first), i32(0));
  const result = [
    setLocal(start, lower),
    setLocal(passes, rounded),
    ifElse(operation("i32.lt_s", getLocal(passes), i32(0)), setLocal(passes, i32(0))),
    setLocal(least, operation("i32.add", worth, i32(1))),
    setLocal(first, call(team.begin, getLocal(passes), getLocal(least))),
    ifElse(
      goesOn,
      loop((again) => sequence(code, branchIf(again, goesOn))),
    ),
    call(team.end, getLocal(passes)),
  ];
  for (const held of [start, passes, least, first, count]) frame.locals.release(held);
  return result;
}
