/** The only way in which values and texts from a program reach generated code. */

/** A number as it stands in an expression. The text reads back as exactly this number. */
export function numberLiteral(value: number): string {
  if (Number.isNaN(value)) return "NaN";
  if (value === Infinity) return "Infinity";
  if (value === -Infinity) return "-Infinity";
  return Object.is(value, -0) ? "-0" : String(value);
}

/** A text as a string literal: JSON's escapes, and those for the two line ends that JSON leaves alone. */
export function stringLiteral(text: string): string {
  return JSON.stringify(text).replaceAll("\u2028", "\\u2028").replaceAll("\u2029", "\\u2029");
}

/** A text as part of a comment that ends with its line. */
export function commentText(text: string): string {
  return text.replaceAll(/[\r\n\u2028\u2029]+/g, " ");
}
