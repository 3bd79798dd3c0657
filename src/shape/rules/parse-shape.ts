import type { Dim, DimBindings, Shape } from "../dim.js";
import { compose } from "../einops/composition.js";
import type { Compose, Composition } from "../einops/composition.js";
import type { IsLiteral } from "../einops/literal.js";
import { patternError } from "../einops/pattern.js";
import { bindAxes } from "../einops/transform.js";
import type { Env, EnvOf } from "../einops/result.js";
import type { Bind, Bound } from "../einops/transform.js";

/** The dims of the axes that a pattern names. */
export interface Parsed<out Dims> {
  readonly axes: Dims;
}

/** The dims of the axes that a pattern names: a {@link Parsed}, or a message. */
export type ParseShapeRule<S extends Shape, P extends string> =
  IsLiteral<P> extends true
    ? Compose<P> extends infer Read
      ? Read extends Composition
        ? HasSeveral<Read> extends true
          ? `parseShape: pattern "${P}" has axes in parentheses`
          : Bind<"parseShape", P, S, never, Read> extends infer Found
            ? Found extends Bound<infer Pairs>
              ? Parsed<Named<Read["groups"], EnvOf<Pairs>>>
              : Found
            : never
        : `parseShape: pattern "${P}" ${Read & string}`
      : never
    : Parsed<Record<string, Dim>>;

/** The dims of the named axes, in the order of the pattern: that of a mapped type over a union is the compiler's own. */
type Named<G, E extends Env, Dims = unknown> = G extends [infer First, ...infer Rest]
  ? First extends [infer Axis extends string]
    ? Named<Rest, E, Axis extends Unnamed ? Dims : Dims & { [Each in Axis]: E[Axis] }>
    : Named<Rest, E, Dims>
  : { [Axis in keyof Dims]: Dims[Axis] };

type Unnamed = "_" | `${bigint}`;

/** Whether an axis is made of several, or of an ellipsis. */
type HasSeveral<C extends Composition> = "(...)" extends C["marks"]
  ? true
  : Extract<C["groups"][number], [unknown, unknown, ...unknown[]]> extends never
    ? false
    : true;

/**
 * The dims of the axes that a pattern names.
 *
 * @throws ShapeError `parseShape/pattern`, `parseShape/rank`, `parseShape/length` if an axis isn't of the length that the
 * pattern has there
 */
export function parseShapeRule(
  input: { readonly shape: Readonly<Shape>; readonly dims: DimBindings },
  pattern: string,
): Record<string, Dim> {
  const read = compose(pattern);
  if (typeof read === "string") throw patternError("parseShape", pattern, read);
  if (read.marks.has("(...)") || read.groups.some((group) => group !== "..." && group.length > 1)) {
    throw patternError("parseShape", pattern, "has axes in parentheses");
  }
  const { split, axisOf } = bindAxes("parseShape", pattern, read.groups, input, { of: new Map(), dims: input.dims });
  const named = [...axisOf].filter(([axis]) => read.names.has(axis));
  return Object.fromEntries(named.map(([axis, at]) => [axis, split[at] ?? 1]));
}
