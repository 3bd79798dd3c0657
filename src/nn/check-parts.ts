/**
 * Checks that weights have all parts; what these hold is checked with the shapes.
 *
 * @throws TypeError if one is missing
 */
export function checkParts(op: string, weights: unknown, names: readonly string[]): void {
  const given = new Map<string, unknown>(
    typeof weights === "object" && weights !== null ? Object.entries(weights) : [],
  );
  const missing = names.find((name) => typeof given.get(name) !== "object");
  if (missing === undefined) return;
  throw new TypeError(`${op}: the weights have no ${missing}: give ${names.join(", ")}`);
}
