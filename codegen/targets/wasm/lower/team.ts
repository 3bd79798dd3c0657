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
  type Local,
  loop,
  memoryGrow,
  memorySize,
  type ModuleBuilder,
  type MutableGlobal,
  operation,
  sequence,
  setGlobal,
  setLocal,
  store,
} from "../encode/index.js";
import { BEAT_STEP, BEATS, DONE, TICKET } from "./control.js";

/** Where {@link Team} asks whoever made the module whether it makes sense to go on waiting. */
export const STALLED = { module: "heddle", name: "stalled" } as const;

/** How often a thread looks before it asks if it should go on waiting, or begins to nap. */
const PATIENCE = 1 << 13;
/** How long a worker naps between two looks, in nanoseconds. */
const NAP = 50_000n;

/**
 * The functions with which threads share parallel loops. Each of them runs the same code, in which the loops of a call
 * have numbers. A thread takes some of the passes that are left, fewer as the end comes near (Polychronopoulos and Kuck,
 * Guided self-scheduling, 1987), so that all come to it together, however fast each is. Only the first thread waits for
 * passes: for those that others have taken. A worker that is late finds nothing left and follows; one that is lost
 * before it takes any isn't missed.
 */
export class Team {
  /** 0 is the caller's own thread. */
  readonly thread: MutableGlobal<"i32">;
  readonly threads: MutableGlobal<"i32">;
  /** The number of the parallel loop at hand, from 1 on. */
  readonly phase: MutableGlobal<"i32">;
  /** How many passes {@link next} has given. */
  readonly taken: MutableGlobal<"i32">;
  /** Where the thread's own buffers lie behind those of thread 0. */
  readonly own: MutableGlobal<"i32">;
  /** Starts a loop of so many passes, of which a thread takes at least so many; then as {@link next}. */
  readonly begin: FunctionReference<readonly ["i32", "i32"], "i32">;
  /** The first of the passes that the thread is to do, {@link taken} in all, or -1; told how many it has just done. */
  readonly next: FunctionReference<readonly ["i32", "i32", "i32"], "i32">;
  /** Waits, on the first thread, until so many passes are done. */
  readonly end: FunctionReference<readonly ["i32"], "nothing">;
  /** Waits, on a worker, until all loops so far are done: the next one has started. */
  readonly follow: FunctionReference<readonly [], "nothing">;
  /** Asks the caller's side if it makes sense to go on waiting; it throws if not. */
  readonly stalled: FunctionReference<readonly [], "nothing">;
  readonly #beat: MutableGlobal<"i32">;

  constructor(wasm: ModuleBuilder) {
    this.stalled = wasm.importFunction(STALLED, [], "nothing");
    this.thread = wasm.mutableGlobal("thread", i32(0));
    this.threads = wasm.mutableGlobal("threads", i32(1));
    this.phase = wasm.mutableGlobal("phase", i32(0));
    this.taken = wasm.mutableGlobal("taken", i32(0));
    this.own = wasm.mutableGlobal("own", i32(0));
    this.#beat = wasm.mutableGlobal("beat", i32(BEATS));
    const awaitPhase = this.#awaitPhase(wasm);
    this.next = this.#next(wasm);
    this.begin = this.#begin(wasm, awaitPhase);
    this.end = wasm.function("endLoop", ["i32"], "nothing", (locals, passes) => {
      const polls = locals.make("i32", "polls");
      return ifElse(this.isFirst, this.waitUntil(polls, operation("i32.eq", readWord(DONE), getLocal(passes))));
    });
    this.follow = wasm.function("follow", [], "nothing", () =>
      ifElse(operation("i32.eqz", this.isFirst), call(awaitPhase, add(getGlobal(this.phase), i32(1)))),
    );
  }

  /** `seat`: which of how many threads an instance is. It makes room for what has one size; 0 where there is none. */
  seat(wasm: ModuleBuilder, ownBytes: number, pages: number): FunctionReference {
    return wasm.function(
      "seat",
      ["i32", "i32"],
      "i32",
      (locals, thread, threads) => {
        const missing = locals.make("i32", "missing pages");
        const cannotGrow = operation("i32.eq", memoryGrow(getLocal(missing)), i32(-1));
        return after(
          [
            setGlobal(this.thread, getLocal(thread)),
            setGlobal(this.threads, getLocal(threads)),
            setGlobal(this.own, operation("i32.mul", getLocal(thread), i32(ownBytes))),
            setGlobal(this.#beat, add(i32(BEATS), operation("i32.mul", getLocal(thread), i32(BEAT_STEP)))),
            setLocal(missing, operation("i32.sub", i32(pages), memorySize)),
            ifElse(operation("i32.gt_s", getLocal(missing), i32(0)), ifElse(cannotGrow, giveBack(i32(0)))),
          ],
          i32(1),
        );
      },
      ["thread", "threads"],
    );
  }

  /** Whether this is the caller's own thread. */
  get isFirst(): Code<"i32"> {
    return operation("i32.eqz", getGlobal(this.thread));
  }

  /** Shows that the thread still works. */
  get beat(): Code {
    const address = getGlobal(this.#beat);
    return store("i32.store", { address }, add(load("i32.load", { address }), i32(1)));
  }

  /** Looks until `condition` holds; now and then it asks if that makes sense. */
  waitUntil(polls: Local<"i32">, condition: Code<"i32">): Code {
    return block((through) =>
      loop((again) =>
        sequence(
          branchIf(through, condition),
          setLocal(polls, add(getLocal(polls), i32(1))),
          branchIf(again, operation("i32.rem_u", getLocal(polls), i32(PATIENCE))),
          call(this.stalled),
          branch(again),
        ),
      ),
    );
  }

  /** Waits on a worker until the loop with a number has started. It naps where that takes long: others have work to do. */
  #awaitPhase(wasm: ModuleBuilder): FunctionReference<readonly ["i32"], "nothing"> {
    return wasm.function("awaitLoop", ["i32"], "nothing", (locals, wanted) => {
      const [seen, polls] = [locals.make("i32", "seen"), locals.make("i32", "polls")];
      const nap = atomic("memory.atomic.wait32", { address: i32(TICKET + 4) }, getLocal(seen), i64(NAP));
      return loop((again) =>
        sequence(
          setLocal(seen, readWord(TICKET + 4)),
          ifElse(operation("i32.ge_s", getLocal(seen), getLocal(wanted)), giveBack()),
          setLocal(polls, add(getLocal(polls), i32(1))),
          ifElse(operation("i32.gt_u", getLocal(polls), i32(PATIENCE)), drop(nap)),
          branch(again),
        ),
      );
    });
  }

  /** A loop that is not worth sharing has no passes left for others from the start. */
  #begin(wasm: ModuleBuilder, awaitPhase: FunctionReference<readonly ["i32"], "nothing">): Team["begin"] {
    return wasm.function(
      "beginLoop",
      ["i32", "i32"],
      "i32",
      (locals, passes, least) => {
        const isAlone = locals.make("i32", "is alone");
        const hasOne = operation("i32.eq", getGlobal(this.threads), i32(1));
        const isSmall = operation("i32.le_s", getLocal(passes), getLocal(least));
        const isSome = operation("i32.gt_s", getLocal(passes), i32(0));
        const start = sequence(
          setLocal(isAlone, operation("i32.or", hasOne, isSmall)),
          writeWord(DONE, i32(0)),
          writeTicket(getGlobal(this.phase), ifElse(getLocal(isAlone), getLocal(passes), i32(0))),
          setGlobal(this.taken, getLocal(passes)),
          ifElse(operation("i32.and", getLocal(isAlone), isSome), giveBack(i32(0))),
        );
        return after(
          [
            setGlobal(this.phase, add(getGlobal(this.phase), i32(1))),
            ifElse(this.isFirst, start, call(awaitPhase, getGlobal(this.phase))),
          ],
          call(this.next, getLocal(passes), getLocal(least), i32(0)),
        );
      },
      ["passes", "least"],
    );
  }

  #next(wasm: ModuleBuilder): Team["next"] {
    return wasm.function(
      "nextPasses",
      ["i32", "i32", "i32"],
      "i32",
      (locals, passes, least, done) => {
        const [seen, left, take] = [
          locals.make("i64", "ticket"),
          locals.make("i32", "left"),
          locals.make("i32", "take"),
        ];
        const add32 = atomic("i32.atomic.rmw.add", { address: i32(DONE) }, getLocal(done));
        const share = operation("i32.div_u", getLocal(left), operation("i32.shl", getGlobal(this.threads), i32(1)));
        const isOther = operation("i32.ne", high(getLocal(seen)), getGlobal(this.phase));
        const advanced = operation("i64.add", getLocal(seen), operation("i64.extend_i32_u", getLocal(take)));
        const exchanged = atomic("i64.atomic.rmw.cmpxchg", { address: i32(TICKET) }, getLocal(seen), advanced);
        return after(
          [
            ifElse(getLocal(done), drop(add32)),
            loop((again) =>
              sequence(
                setLocal(seen, atomic("i64.atomic.load", { address: i32(TICKET) })),
                ifElse(isOther, giveBack(i32(-1))),
                setLocal(left, operation("i32.sub", getLocal(passes), operation("i32.wrap_i64", getLocal(seen)))),
                ifElse(operation("i32.le_s", getLocal(left), i32(0)), giveBack(i32(-1))),
                setLocal(take, share),
                ifElse(operation("i32.lt_s", getLocal(take), getLocal(least)), setLocal(take, getLocal(least))),
                ifElse(operation("i32.gt_s", getLocal(take), getLocal(left)), setLocal(take, getLocal(left))),
                branchIf(again, operation("i64.ne", exchanged, getLocal(seen))),
              ),
            ),
            setGlobal(this.taken, getLocal(take)),
          ],
          operation("i32.wrap_i64", getLocal(seen)),
        );
      },
      ["passes", "least", "done"],
    );
  }
}

/** The word at an address as other threads have left it. */
export function readWord(at: number): Code<"i32"> {
  return atomic("i32.atomic.load", { address: i32(at) });
}

/** Sets the word at an address, for other threads to see with all that was written before. */
export function writeWord(at: number, value: Code<"i32">): Code {
  return atomic("i32.atomic.store", { address: i32(at) }, value);
}

/** Shows all threads the number of a loop and its next pass. */
export function writeTicket(phase: Code<"i32">, next: Code<"i32">): Code {
  const upper = operation("i64.shl", operation("i64.extend_i32_u", phase), i64(32n));
  const ticket = operation("i64.or", upper, operation("i64.extend_i32_u", next));
  return atomic("i64.atomic.store", { address: i32(TICKET) }, ticket);
}

function high(ticket: Code<"i64">): Code<"i32"> {
  return operation("i32.wrap_i64", operation("i64.shr_u", ticket, i64(32n)));
}

function add(left: Code<"i32">, right: Code<"i32">): Code<"i32"> {
  return operation("i32.add", left, right);
}
