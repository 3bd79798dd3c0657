import {
  after,
  atomic,
  block,
  branch,
  branchIf,
  call,
  type Code,
  drop,
  type FunctionReference,
  getGlobal,
  getLocal,
  giveBack,
  i32,
  i64,
  ifElse,
  load,
  loop,
  type ModuleBuilder,
  operation,
  sequence,
  setGlobal,
  setLocal,
  store,
} from "../encode/index.js";
import { CALL, DIMS, OPEN, SLEEPING, TEAM } from "./control.js";
import type { Places } from "./places.js";
import type { Callee } from "./statements.js";
import { readWord, type Team, writeTicket, writeWord } from "./team.js";

/** How often a worker without a call looks for one before it goes to sleep: some tens of microseconds. */
const VIGIL = 1 << 15;
/** The number of a loop that no call comes to. */
const NO_MORE = 0x7fff_ffff;

/**
 * Adds `run`, which the first thread calls: it opens the team to workers, does its part, and waits for those that came
 * to be through.
 */
export function addCrewedRun(wasm: ModuleBuilder, team: Team, { dims }: Places, body: Callee): FunctionReference {
  return wasm.function("crewedRun", [], "nothing", (locals) => {
    const polls = locals.make("i32", "polls");
    const wake = atomic(
      "memory.atomic.notify",
      { address: i32(CALL) },
      operation("i32.sub", getGlobal(team.threads), i32(1)),
    );
    const alone = sequence(setGlobal(team.phase, i32(0)), call(body), giveBack());
    return sequence(
      ifElse(operation("i32.eq", getGlobal(team.threads), i32(1)), alone),
      ...dims.map(({ global }, i) => store("i32.store", { address: i32(DIMS + 4 * i) }, getGlobal(global))),
      setGlobal(team.phase, i32(0)),
      writeTicket(i32(0), i32(0)),
      writeWord(TEAM, i32(OPEN)),
      drop(atomic("i32.atomic.rmw.add", { address: i32(CALL) }, i32(1))),
      ifElse(readWord(SLEEPING), drop(wake)),
      call(body),
      drop(atomic("i32.atomic.rmw.sub", { address: i32(TEAM) }, i32(OPEN))),
      // Workers that wait for a further loop go on to the end.
      writeTicket(i32(NO_MORE), i32(0)),
      team.waitUntil(polls, operation("i32.eqz", readWord(TEAM))),
    );
  });
}

/** Adds `work`, which a worker calls once: it takes part in calls, until whoever started it ends it. */
export function addWork(
  wasm: ModuleBuilder,
  team: Team,
  { dims }: Places,
  reserve: FunctionReference<readonly "i32"[], "i32">,
  body: Callee,
): FunctionReference {
  const joined = join(wasm);
  return wasm.function("work", [], "nothing", (locals) => {
    const [seen, polls] = [locals.make("i32", "seen"), locals.make("i32", "polls")];
    const asleep = atomic("memory.atomic.wait32", { address: i32(CALL) }, getLocal(seen), i64(-1n));
    const sizes = dims.map((_, i) => load("i32.load", { address: i32(DIMS + 4 * i) }));
    return sequence(
      setLocal(seen, readWord(CALL)),
      loop((again) =>
        sequence(
          ifElse(
            operation("i32.eq", readWord(CALL), getLocal(seen)),
            sequence(
              setLocal(polls, operation("i32.add", getLocal(polls), i32(1))),
              branchIf(again, operation("i32.lt_u", getLocal(polls), i32(VIGIL))),
              countSleepers("i32.atomic.rmw.add"),
              drop(asleep),
              countSleepers("i32.atomic.rmw.sub"),
              branch(again),
            ),
          ),
          setLocal(polls, i32(0)),
          setLocal(seen, readWord(CALL)),
          branchIf(again, operation("i32.eqz", call(joined))),
          setGlobal(team.phase, i32(0)),
          drop(call(reserve, ...sizes)),
          call(body),
          drop(atomic("i32.atomic.rmw.sub", { address: i32(TEAM) }, i32(1))),
          branch(again),
        ),
      ),
    );
  });
}

/** One more sleeps, or one less. */
function countSleepers(name: "i32.atomic.rmw.add" | "i32.atomic.rmw.sub"): Code {
  return drop(atomic(name, { address: i32(SLEEPING) }, i32(1)));
}

/** Joins the team of a call: 0 where it is not open to workers any more. */
function join(wasm: ModuleBuilder): FunctionReference<readonly [], "i32"> {
  return wasm.function("join", [], "i32", (locals) => {
    const team = locals.make("i32", "team");
    const one = operation("i32.add", getLocal(team), i32(1));
    const exchanged = atomic("i32.atomic.rmw.cmpxchg", { address: i32(TEAM) }, getLocal(team), one);
    const entered = block((through) =>
      loop((again) =>
        sequence(
          setLocal(team, readWord(TEAM)),
          branchIf(through, operation("i32.lt_s", getLocal(team), i32(OPEN))),
          branchIf(again, operation("i32.ne", exchanged, getLocal(team))),
        ),
      ),
    );
    return after([entered], operation("i32.ge_s", getLocal(team), i32(OPEN)));
  });
}
