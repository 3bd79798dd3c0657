/** True for an object that is no array. */
export function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/**
 * The elements of `value`.
 *
 * @throws {Error} where it isn't an array of what `accepts` accepts; `what` begins the message.
 */
export function arrayOf<T>(value: unknown, accepts: (item: unknown) => item is T, what: string): readonly T[] {
  if (!Array.isArray(value)) {
    throw new Error(`use-lite: ${what} is not an array`);
  }
  const items: readonly unknown[] = value;
  if (!items.every(accepts)) {
    throw new Error(`use-lite: ${what} holds something unexpected`);
  }
  return items;
}

/** True for a string. */
export function isString(value: unknown): value is string {
  return typeof value === "string";
}

/** True for an integer >= 0 that a number holds exactly. */
export function isSize(value: unknown): value is number {
  return Number.isSafeInteger(value) && Number(value) >= 0;
}
