/** Whether a value from outside has fields. */
export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** What a value from outside is, as a message names it. */
export function describe(value: unknown): string {
  if (value === undefined) return "undefined (is it exported under that name, and not in an import cycle?)";
  if (value === null) return "null";
  if (Array.isArray(value)) return "a list";
  if (typeof value === "object") return "an object";
  if (typeof value === "function") return `the function ${value.name || "without a name"}`;
  return typeof value === "string" ? JSON.stringify(value) : String(value);
}
