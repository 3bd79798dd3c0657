import { ShapeError } from "../message.js";

/** `Next` if `Given` are among the names of options, or the message. */
export type OptionNamesRule<Op extends string, Given, Names extends readonly string[], Next> = string extends Given
  ? Next
  : { name: Given } extends { name: Names[number] }
    ? Next
    : `${Op}: ${Exclude<Given, Names[number]> & string} is no option (use ${ListOf<Names>})`;

/** Names as a text lists them: `heads, key or mask`. */
type ListOf<Names extends readonly string[]> = Names extends readonly [
  infer First extends string,
  infer Last extends string,
]
  ? `${First} or ${Last}`
  : Names extends readonly [infer First extends string, ...infer Rest extends readonly string[]]
    ? `${First}, ${ListOf<Rest>}`
    : "none";

/**
 * Checks the names of options: one that is misspelt would do nothing.
 *
 * @throws ShapeError `op/option`
 */
export function optionNamesRule(op: string, options: object, names: readonly string[]): void {
  const other = Object.keys(options).find((name) => !names.includes(name));
  if (other === undefined) return;
  const list = `${names.slice(0, -1).join(", ")} or ${names.at(-1)}`;
  throw new ShapeError(`${op}/option`, `${op}: ${other} is no option (use ${list})`);
}
