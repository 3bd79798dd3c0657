import type { DType } from "../graph/dtype.js";
import type { Shape } from "../shape/dim.js";
import type { Fits } from "../shape/message.js";
import type { Tensor } from "../tensor/tensor.js";
import type { BodyResult, ProgramResult } from "./trace.js";

/** `Next` if what a body gives, `R`, is a tensor or a record of tensors, or the message; each of a union by itself. */
export type BodyRule<R, Next = Fits<[]>> = R extends AnyTensor
  ? Next
  : R extends readonly unknown[] | PromiseLike<unknown> | ((...args: never) => unknown)
    ? NoTensors
    : R extends object
      ? [keyof R] extends [never]
        ? NoTensors
        : NamesRule<{ [K in keyof R]: R[K] extends AnyTensor ? never : K }[keyof R], Next>
      : NoTensors;

/** `Next` if there are no names of what is no tensor. */
type NamesRule<Wrong, Next> = [Wrong] extends [never] ? Next : `program: the output ${Wrong & string} is no tensor`;

type NoTensors = "program: the body must return a tensor, or tensors by name such as { y, weights }";

type AnyTensor = Tensor<Shape, DType>;

/**
 * What a program gives, of what its body returns. A record's type may be an interface, which TypeScript doesn't take for a
 * record of tensors, as others may add to it: its names are written out. `Given` is no `R`, as the compiler would infer `R`
 * from what the program is declared to be.
 */
export type ResultOf<R> = R extends infer Given extends ProgramResult
  ? Given
  : R extends { readonly out: infer O; readonly cache: infer C }
    ? { readonly out: TensorsIn<O>; readonly cache: TensorsIn<C> }
    : TensorsIn<R>;

type TensorsIn<R> = R extends AnyTensor
  ? R
  : { readonly [K in keyof R]: R[K] } extends infer Named extends BodyResult
    ? Named
    : BodyResult;
