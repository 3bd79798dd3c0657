type Letter =
  | ("a" | "b" | "c" | "d" | "e" | "f" | "g" | "h" | "i" | "j" | "k" | "l" | "m")
  | ("n" | "o" | "p" | "q" | "r" | "s" | "t" | "u" | "v" | "w" | "x" | "y" | "z");

/** What names an axis in an equation: one letter. Upper and lower case are different labels. */
export type Label = Letter | Uppercase<Letter>;

/** The order of labels in an output that is not written out. */
type Alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

/** Whether label `A` comes before label `B`, which is another one. */
export type ComesBefore<A extends string, B extends string> = Alphabet extends `${string}${A}${string}${B}${string}`
  ? true
  : false;

/** Whether `character` is a label. */
export function isLabel(character: string): boolean {
  return /^[A-Za-z]$/.test(character);
}
