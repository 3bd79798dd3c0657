import type { ComesBefore } from "./label.js";

/*
 * An output that is not written out: the ellipsis if there is one, then the labels that stand once in the equation,
 * upper case first.
 */

/** The output that the inputs of an equation imply, as it would be written: `ij,jk` gives `ik`. */
export type ImplicitOutput<In extends string> = In extends `${string}...${string}`
  ? `...${Join<LabelsOnce<In>>}`
  : Join<LabelsOnce<In>>;

/** `Seen` are the characters that are known to stand in front, and those that are no labels. */
type LabelsOnce<
  In extends string,
  Seen extends string = "," | "." | " ",
  Once extends string[] = [],
> = In extends `${infer C}${infer Rest}`
  ? C extends Seen
    ? LabelsOnce<Rest, Seen, Once>
    : Rest extends `${string}${C}${string}`
      ? LabelsOnce<Rest, Seen | C, Once>
      : LabelsOnce<Rest, Seen, Insert<Once, C>>
  : Once;

/** Labels mostly come in order already, so the search starts at the end. */
type Insert<Sorted extends string[], C extends string> = Sorted extends [
  ...infer Before extends string[],
  infer Last extends string,
]
  ? ComesBefore<Last, C> extends true
    ? [...Sorted, C]
    : [...Insert<Before, C>, Last]
  : [C];

type Join<Labels extends string[], Text extends string = ""> = Labels extends [
  infer C extends string,
  ...infer Rest extends string[],
]
  ? Join<Rest, `${Text}${C}`>
  : Text;

/** The output that terms imply: the ellipsis if there is one, then the labels that stand once, upper case first. */
export function implicitOutput(terms: readonly (readonly string[])[]): readonly string[] {
  const labels = terms.flat();
  const once = labels.filter((label) => label !== "..." && labels.indexOf(label) === labels.lastIndexOf(label));
  // The order of character codes, in which upper case comes first.
  return [...(labels.includes("...") ? ["..."] : []), ...once.toSorted()];
}
