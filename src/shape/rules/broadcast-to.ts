import type { DimBindings, Shape } from "../dim.js";
import { ShapeError } from "../message.js";
import type { Fits } from "../message.js";
import { knownDim, sameDim } from "../same.js";
import type { Known, Same } from "../same.js";
import { show } from "../show.js";
import type { Show, ShowDim } from "../show.js";

/** `Wanted`, if `S` broadcasts to it as in numpy: aligned at the last axis, where a 1 or a missing axis stretches. */
export type BroadcastToRule<S extends Shape, Wanted extends Shape> = number extends Wanted["length"]
  ? Fits<Shape>
  : Align<S, Wanted, S, Wanted, []>;

type Align<
  S extends Shape,
  Wanted extends Shape,
  RestS extends unknown[],
  RestWanted extends unknown[],
  Tail extends unknown[],
> = { shape: RestS } extends { shape: [...infer LeftS, infer D] }
  ? { shape: RestWanted } extends { shape: [...infer LeftWanted, infer E] }
    ? { dim: D } extends { dim: E | 1 }
      ? Align<S, Wanted, LeftS, LeftWanted, [E, ...Tail]>
      : Same<D, E> extends true
        ? Align<S, Wanted, LeftS, LeftWanted, [Known<E, D>, ...Tail]>
        : `broadcastTo: shapes do not broadcast: input ${Show<S>} has ${ShowDim<D>}, shape ${Show<Wanted>} has ${ShowDim<E>}`
    : `broadcastTo: input has more axes than the shape: input ${Show<S>} has rank ${S["length"]}, shape ${Show<Wanted>} has rank ${Wanted["length"]}`
  : { shape: RestS } extends { shape: [] }
    ? Fits<[...RestWanted, ...Tail]>
    : number extends RestS["length"]
      ? Fits<[...RestWanted, ...Tail]>
      : "broadcastTo: the rank of the input is open";

/**
 * `wanted`, if `shape` broadcasts to it as in numpy: aligned at the last axis, where a 1 or a missing axis stretches.
 *
 * @throws ShapeError `broadcastTo/rank`, `broadcastTo/broadcast`
 */
export function broadcastToRule(shape: Readonly<Shape>, wanted: Readonly<Shape>, dims: DimBindings): Shape {
  const result = [...wanted];
  for (let fromEnd = 1; fromEnd <= shape.length; fromEnd++) {
    const axis = wanted.length - fromEnd;
    const [dim = 1, target] = [shape[shape.length - fromEnd], wanted[axis]];
    if (target === undefined) {
      throw new ShapeError(
        "broadcastTo/rank",
        "broadcastTo: input has more axes than the shape: " +
          `input ${show(shape)} has rank ${shape.length}, shape ${show(wanted)} has rank ${wanted.length}`,
      );
    }
    if (dim === 1) continue;
    if (!sameDim(dim, target, dims)) {
      throw new ShapeError(
        "broadcastTo/broadcast",
        `broadcastTo: shapes do not broadcast: input ${show(shape)} has ${dim}, shape ${show(wanted)} has ${target}`,
      );
    }
    result[axis] = knownDim(target, dim);
  }
  return result;
}
