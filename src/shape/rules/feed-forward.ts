import type { DimBindings, Shape } from "../dim.js";
import { ShapeError } from "../message.js";
import { sameDim } from "../same.js";
import type { Same } from "../same.js";
import { show } from "../show.js";
import type { Show, ShowDim } from "../show.js";

/** `Next` if a gate `G [hidden, in]` gives as many features as `U [hidden, in]`, or the message. */
export type GateRule<Op extends string, U extends Shape, G extends Shape, Next> = { up: U; gate: G } extends {
  up: [infer Hidden, unknown];
  gate: [infer Hidden2, unknown];
}
  ? Same<Hidden, Hidden2> extends true
    ? Next
    : `${Op}: gate does not fit up: up ${Show<U>} gives ${ShowDim<Hidden>}, gate ${Show<G>} gives ${ShowDim<Hidden2>}`
  : Next;

/** `Next` if `D [out, hidden]` takes what `U [hidden, in]` gives, or the message. */
export type DownRule<Op extends string, U extends Shape, D extends Shape, Next> = { up: U; down: D } extends {
  up: [infer Hidden, unknown];
  down: [unknown, infer Hidden2];
}
  ? Same<Hidden, Hidden2> extends true
    ? Next
    : `${Op}: down does not fit up: up ${Show<U>} gives ${ShowDim<Hidden>}, down ${Show<D>} takes ${ShowDim<Hidden2>}`
  : Next;

/**
 * Checks that a gate gives as many features as `up`, and that `down` takes as many.
 *
 * @throws ShapeError `op/weight`
 */
export function hiddenRule(
  op: string,
  up: Readonly<Shape>,
  gate: Readonly<Shape> | undefined,
  down: Readonly<Shape>,
  dims: DimBindings,
): void {
  const [hidden = 1] = up;
  const [gated = 1] = gate ?? up;
  if (!sameDim(hidden, gated, dims)) {
    throw new ShapeError(
      `${op}/weight`,
      `${op}: gate does not fit up: up ${show(up)} gives ${hidden}, gate ${show(gate ?? [])} gives ${gated}`,
    );
  }
  const taken = down.at(-1) ?? 1;
  if (sameDim(hidden, taken, dims)) return;
  throw new ShapeError(
    `${op}/weight`,
    `${op}: down does not fit up: up ${show(up)} gives ${hidden}, down ${show(down)} takes ${taken}`,
  );
}

/** `Next` if what `W [out, in]` gives can be added to `X [.., width]`, or the message. */
export type ResidualRule<Op extends string, X extends Shape, Weight extends string, W extends Shape, Next> = {
  x: X;
  w: W;
} extends { x: [...unknown[], infer Width]; w: [infer Out, unknown] }
  ? Same<Width, Out> extends true
    ? Next
    : `${Op}: ${Weight} does not give the width of the input: input ${Show<X>} has ${ShowDim<Width>}, ${Weight} ${Show<W>} gives ${ShowDim<Out>}`
  : Next;

/**
 * Checks that what a weight `[out, in]` gives can be added to `x [.., width]`.
 *
 * @throws ShapeError `op/residual`
 */
export function residualRule(
  op: string,
  x: Readonly<Shape>,
  weight: string,
  w: Readonly<Shape>,
  dims: DimBindings,
): void {
  const [width = 1, out = 1] = [x.at(-1), w[0]];
  if (sameDim(width, out, dims)) return;
  throw new ShapeError(
    `${op}/residual`,
    `${op}: ${weight} does not give the width of the input: ` +
      `input ${show(x)} has ${width}, ${weight} ${show(w)} gives ${out}`,
  );
}
