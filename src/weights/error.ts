/**
 * Thrown for weights that can't be read, written or bound: a damaged file, a name that is missing, a shape or dtype that
 * doesn't fit. The message names the tensor and both figures.
 */
export class WeightsError extends Error {
  override readonly name = "WeightsError";
}

const LONGEST_SHOWN = 80;

/** A tensor's name as messages show it: quoted, control characters escaped, cut where it is very long. */
export function quoted(name: string): string {
  return JSON.stringify(name.length > LONGEST_SHOWN ? `${name.slice(0, LONGEST_SHOWN)}...` : name);
}

/** A shape as messages show it, such as `[8, 512]`; only the first axes where there are very many. */
export function shownShape(shape: readonly (number | string)[]): string {
  const shown = shape.slice(0, 8).join(", ");
  return shape.length > 8 ? `[${shown}, ... ${shape.length} axes]` : `[${shown}]`;
}
