import type { Fits } from "../shape/message.js";
import type { Checked } from "../shape/strict.js";
import type { SizesChecked, SizesFault, SizesFor } from "../shape/einops/index.js";

/*
 * The rule of an operation with a pattern gives a shape, a message, or a fault of the lengths. A message is reported at
 * the pattern, a fault at the lengths.
 */

/** The type of a pattern that `Rule` guards: `P`, or the message. */
export type PatternArgument<Rule, P, Op extends string> = [Rule] extends [Fits<infer S>]
  ? Checked<S, P, `${Op}: pattern`>
  : [Rule] extends [SizesFault<string>]
    ? P
    : [Rule] extends [infer Message extends string]
      ? Message
      : never;

/** The type of the lengths that `Rule` guards: by the names of axes, or the message. */
export type SizesParameter<Rule, Z, Op extends string> = SizesChecked<
  Op,
  Z[keyof Z],
  [Rule] extends [SizesFault<infer Message>] ? Message : SizesFor<Z>
>;
