import { firstRefused, isAxisName, isLength, noAxis } from "./axis-name.js";
import type { FirstRefused, IsLength, NoAxis, NotPlainToken, RefusedText } from "./axis-name.js";

/** The elementary axes that one axis of a tensor is made of: names and lengths. `1` and `()` are made of none. */
export type Group = string[];

/** One side of a pattern: `"s (h d)"` is `[["s"], ["h", "d"]]`. `"..."` stands for any number of axes. */
export type Groups = (Group | "...")[];

/** One side of a pattern, read: its groups, and what the two sides are compared by. */
export interface Composition<
  out G extends Groups = Groups,
  out Names extends string = string,
  out Marks extends string = string,
> {
  readonly groups: G;
  /** The names, and `"..."` if it is there. */
  readonly names: Names;
  /** The lengths other than 1, `"(...)"` if the ellipsis is in parentheses, and `"_"`. */
  readonly marks: Marks;
}

/** Reads one side of a pattern: a {@link Composition}, or what is wrong with it. */
export type Compose<Text extends string> = { text: Text } extends RefusedText
  ? Text extends `${string}->${string}`
    ? "has another ->"
    : `has the character ${FirstRefused<Text>}`
  : Outside<Text>;

/*
 * Both loops take the text up to the next space. Most of what they meet are plain names; all else goes a longer way,
 * so that the compiler has little to do for a name.
 */

type Outside<
  Text extends string,
  G extends Groups = [],
  Names extends string = never,
  Marks extends string = never,
> = Text extends `${infer Token} ${infer Rest}`
  ? { token: Token } extends NotPlainToken
    ? OutsideOther<Token, Text, Rest, G, Names, Marks>
    : Token extends Names
      ? `has axis ${Token} twice`
      : Outside<Rest, [...G, [Token]], Names | Token, Marks>
  : Text extends ""
    ? Composition<G, Names, Marks>
    : Outside<`${Text} `, G, Names, Marks>;

type OutsideOther<
  Token extends string,
  Text extends string,
  Rest extends string,
  G extends Groups,
  Names extends string,
  Marks extends string,
> = Token extends ""
  ? Outside<Rest, G, Names, Marks>
  : Token extends `(${string}`
    ? Text extends `(${infer Content})${infer After}`
      ? Inside<`${Content} `, After, G, Names, Marks>
      : "has a ( without a )"
    : Token extends `${infer Before}(${string}`
      ? Text extends `${Before}(${infer After}`
        ? Outside<`${Before} (${After}`, G, Names, Marks>
        : never
      : Token extends `${string})${string}`
        ? "has a ) without a ("
        : Token extends "..."
          ? Token extends Names
            ? "has ... twice"
            : Outside<Rest, [...G, "..."], Names | "...", Marks>
          : Token extends "1"
            ? Outside<Rest, [...G, []], Names, Marks>
            : IsMark<Token> extends true
              ? Outside<Rest, [...G, [Token]], Names, Marks | Token>
              : NoAxis<Token>;

type Inside<
  Text extends string,
  After extends string,
  G extends Groups,
  Names extends string,
  Marks extends string,
  Inner extends Group = [],
> = Text extends `${infer Token} ${infer Rest}`
  ? { token: Token } extends NotPlainToken
    ? InsideOther<Token, Rest, After, G, Names, Marks, Inner>
    : Token extends Names
      ? `has axis ${Token} twice`
      : Inside<Rest, After, G, Names | Token, Marks, [...Inner, Token]>
  : Outside<After, [...G, Inner], Names, Marks>;

type InsideOther<
  Token extends string,
  Rest extends string,
  After extends string,
  G extends Groups,
  Names extends string,
  Marks extends string,
  Inner extends Group,
> = Token extends "" | "1"
  ? Inside<Rest, After, G, Names, Marks, Inner>
  : Token extends `${string}(${string}`
    ? "has a ( inside of ( )"
    : Token extends "..."
      ? Token extends Names
        ? "has ... twice"
        : Inside<Rest, After, G, Names | "...", Marks | "(...)", [...Inner, Token]>
      : IsMark<Token> extends true
        ? Inside<Rest, After, G, Names, Marks | Token, [...Inner, Token]>
        : NoAxis<Token>;

type IsMark<Token extends string> = Token extends "_" ? true : IsLength<Token>;

/** Reads one side of a pattern, or says what is wrong with it. */
export function compose(text: string): Reading | string {
  if (text.includes("->")) return "has another ->";
  const refused = firstRefused(text);
  if (refused !== undefined) return `has the character ${refused}`;
  const reading = new Reading();
  let rest = text;
  while (rest !== "") {
    const [token = ""] = rest.split(" ", 1);
    const open = token.indexOf("(");
    if (open === 0) {
      const end = rest.indexOf(")");
      if (end < 0) return "has a ( without a )";
      const problem = reading.addGroup(rest.slice(1, end));
      if (problem !== undefined) return problem;
      rest = rest.slice(end + 1);
      continue;
    }
    const axis = open < 0 ? token : token.slice(0, open);
    if (axis.includes(")")) return "has a ) without a (";
    const problem = reading.add(axis);
    if (problem !== undefined) return problem;
    rest = rest.slice(open < 0 ? axis.length + 1 : axis.length);
  }
  return reading;
}

/** A {@link Composition} that is being read. */
export class Reading {
  readonly groups: Groups = [];
  readonly names = new Set<string>();
  readonly marks = new Set<string>();

  /** Adds an axis outside of parentheses. Gives what is wrong with it. */
  add(token: string): string | undefined {
    if (token === "") return undefined;
    if (token === "1") {
      this.groups.push([]);
      return undefined;
    }
    const problem = this.#note(token);
    if (problem === undefined) this.groups.push(token === "..." ? token : [token]);
    return problem;
  }

  /** Adds the axes in a pair of parentheses. Gives what is wrong with them. */
  addGroup(content: string): string | undefined {
    const group: Group = [];
    for (const token of content.split(" ")) {
      if (token === "" || token === "1") continue;
      if (token.includes("(")) return "has a ( inside of ( )";
      const problem = this.#note(token);
      if (problem !== undefined) return problem;
      if (token === "...") this.marks.add("(...)");
      group.push(token);
    }
    this.groups.push(group);
    return undefined;
  }

  #note(token: string): string | undefined {
    if (token === "_" || isLength(token)) {
      this.marks.add(token);
    } else if (token === "...") {
      if (this.names.has(token)) return "has ... twice";
      this.names.add(token);
    } else {
      if (!isAxisName(token)) return noAxis(token);
      if (this.names.has(token)) return `has axis ${token} twice`;
      this.names.add(token);
    }
    return undefined;
  }
}
