import { FIRST_BUFFER } from "./layout.js";

/*
 * Where threads find each other: words in front of the constants, each in cache lines of its own, since the threads
 * write them while others poll them.
 */

/** Counts calls. Workers sleep on it. */
export const CALL = 128;
/** How many workers take part in the call at hand, and {@link OPEN} while more may join. */
export const TEAM = 256;
/** What is left of the parallel loop at hand: the next pass in the low half, the loop's number in the call in the high. */
export const TICKET = 384;
/** How many passes of that loop are done. */
export const DONE = 512;
/** How many workers sleep. */
export const SLEEPING = 640;
/** Set by a worker that fails. */
export const FAILED = 768;
/** The sizes of the call's dims, one after the other. */
export const DIMS = 1024;
/** For each thread, a line away from the next one's, a count that goes on while it works. */
export const BEATS = 2048;
/** Bytes between the counts of two threads. */
export const BEAT_STEP = 64;
/** Where the constants start. */
export const CONTROL_END = BEATS + 64 * BEAT_STEP;

/** Added to the number of workers in {@link TEAM}. */
export const OPEN = 2 ** 30;

/** The greatest number of threads. */
export const MOST_THREADS = 64;
/** The greatest number of dims that fit. */
export const MOST_DIMS = (BEATS - DIMS) / 4;

if (CONTROL_END > FIRST_BUFFER) throw new Error("the control words reach into the buffers");
