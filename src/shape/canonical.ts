import { isSize } from "./dim.js";
import { isName } from "./name.js";
import { addDims, mulDims } from "./polynomial.js";

/**
 * A sum of products of names and numbers as a dim writes it: `"seq + past"` is `"past+seq"`. Undefined if the text is no
 * such sum, or no name is left in it.
 *
 * @throws ShapeError `dims/unsafe` if its numbers go past 2^53 - 1
 */
export function canonicalForm(text: string): string | undefined {
  const terms = text.split("+").map((term) => term.split("*").map((factor) => factor.trim()));
  if (!terms.flat().every(isFactor)) return undefined;
  const products = terms.map((factors) => factors.map((each) => (isName(each) ? each : Number(each))).reduce(mulDims));
  const sum = products.reduce(addDims);
  return typeof sum === "string" ? sum : undefined;
}

function isFactor(text: string): boolean {
  return isName(text) || (/^\d+$/.test(text) && isSize(Number(text)));
}
