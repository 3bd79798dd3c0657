import { isAxisName, noAxis } from "./axis-name.js";
import type { NoAxis, NotPlainToken, RefusedText } from "./axis-name.js";
import type { Groups } from "./composition.js";
import { patternError } from "./pattern.js";

/*
 * The patterns of pack and unpack: names and one `*`, as in `"b * d"`. They are read as groups in which `"..."` stands for
 * the star, as each tensor has any number of axes there.
 */

/** Reads a pattern with a star: its {@link Groups}, or what is wrong with it. */
export type ReadStar<P extends string> = Words<`${P} `, [], never>;

type Words<Text extends string, G extends Groups, Seen> = Text extends `${infer Token} ${infer Rest}`
  ? Token extends ""
    ? Words<Rest, G, Seen>
    : Token extends Seen
      ? `has axis ${Token} twice`
      : Token extends "*"
        ? Words<Rest, [...G, "..."], Seen | Token>
        : { token: Token; text: Token } extends NotPlainToken | RefusedText
          ? NoAxis<Token>
          : Words<Rest, [...G, [Token]], Seen | Token>
  : "*" extends Seen
    ? G
    : "has no *";

/** `Dims` with `Axes` where the star is: `Dims` has a dim for each of the other groups. */
export type AtStar<G, Dims, Axes extends unknown[], Before extends unknown[] = []> = G extends ["...", ...infer _]
  ? Dims extends unknown[]
    ? [...Before, ...Axes, ...Dims]
    : never
  : [G, Dims] extends [[unknown, ...infer Others], [infer D, ...infer Rest]]
    ? AtStar<Others, Rest, Axes, [...Before, D]>
    : never;

/** A pattern with a star at run time: how many axes are before and after it. */
export interface Star {
  readonly before: number;
  readonly after: number;
}

/**
 * Reads a pattern with a star.
 *
 * @throws ShapeError `op/pattern` if there is no star or more than one, or a name is none or stands there twice
 */
export function readStar(op: string, pattern: string): Star {
  const words: string[] = [];
  for (const word of pattern.split(" ")) {
    if (word === "") continue;
    if (words.includes(word)) throw patternError(op, pattern, `has axis ${word} twice`);
    if (word !== "*" && !isAxisName(word)) throw patternError(op, pattern, noAxis(word));
    words.push(word);
  }
  const before = words.indexOf("*");
  if (before < 0) throw patternError(op, pattern, "has no *");
  return { before, after: words.length - before - 1 };
}
