import type { Dim, Shape } from "./dim.js";
import type { IsUnknown } from "./identity.js";

/** A dim as messages print it: `512`, `seq`, `past+1`; `?` if it is unknown. */
export type ShowDim<D> = IsUnknown<D> extends true ? "?" : `${D & Dim}`;

/** A shape as messages print it: `[seq, 512]`. Works on any list of dims; a list of unknown length is `[..]`. */
export type Show<S extends readonly unknown[]> = S extends readonly []
  ? "[]"
  : S extends readonly [infer First, ...infer Rest]
    ? ShowRest<Rest, `[${ShowDim<First>}`>
    : "[..]";

type ShowRest<S extends readonly unknown[], Text extends string> = S extends readonly [infer First, ...infer Rest]
  ? ShowRest<Rest, `${Text}, ${ShowDim<First>}`>
  : S extends readonly []
    ? `${Text}]`
    : `${Text}, ..]`;

/** A shape as messages print it: `[seq, 512]`. */
export function show(shape: Readonly<Shape>): string {
  return `[${shape.join(", ")}]`;
}
