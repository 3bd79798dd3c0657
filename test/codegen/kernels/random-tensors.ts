import { cast, type Dim, type Shape, type SpecArgument, type Tensor } from "heddle";
import type { DType } from "../../../src/graph/dtype.js";
import { sizeOf } from "../../../src/shape/bindings.js";
import { mulDims } from "../../../src/shape/polynomial.js";
import type { AnyTensor } from "./any-kernel.js";

/** Draws numbers below `n`; all that is random about a program is drawn here, so that fast-check can shrink it. */
export type Draw = (n: number) => number;

/** Gives the param or input of that name; the same request always means the same tensor. */
export type Declare = (role: "param" | "input", name: string, spec: Spec) => AnyTensor;

/** What a param or input is declared as. */
export type Spec = Extract<SpecArgument, { readonly dtype: DType }>;

/** Dims of random tensors; small, so that tails and edges come up more often than not. */
const dims: readonly Dim[] = [1, 2, 3, 4, 6, 8, "n", "m"];

/** What a random tensor may hold at most, for dims of 8: the evaluator and the interpreter are slow. */
const mostElements = 2000;

/** The tensors of a program that grows at random, and choices among them. */
export class RandomTensors {
  /** All f32 tensors so far. */
  readonly all: Tensor<Shape>[] = [];
  readonly draw: Draw;
  readonly #declare: Declare;
  #declared = 0;

  constructor(draw: Draw, declare: Declare) {
    this.draw = draw;
    this.#declare = declare;
  }

  coin(): boolean {
    return this.draw(2) === 0;
  }

  oneOf<T>(choices: readonly T[]): T {
    const chosen = choices[this.draw(choices.length)];
    if (chosen === undefined) throw new Error("nothing to choose from");
    return chosen;
  }

  /** Adds a tensor to those that later operations start from, unless it is too large. */
  keep(tensor: Tensor<Shape>): void {
    if (elements(tensor.shape) <= mostElements) this.all.push(tensor);
  }

  /** Adds a tensor that the program is given. */
  take(tensor: AnyTensor): void {
    this.all.push(cast(tensor, "f32"));
  }

  /** One of the tensors so far, more often a late one. */
  any(): Tensor<Shape> {
    const late = this.coin() ? this.all.slice(-3) : this.all;
    return this.oneOf(late);
  }

  /** One of the tensors so far that has at least `rank` axes. */
  ofRank(rank: number): Tensor<Shape> | undefined {
    const fitting = this.all.filter(({ shape }) => shape.length >= rank);
    return fitting.length === 0 ? undefined : this.oneOf(fitting);
  }

  dim(): Dim {
    return this.oneOf(dims);
  }

  /** A f32 tensor of that shape: one of those there are, or a new one. */
  real(shape: Readonly<Shape>): Tensor<Shape> {
    const same = this.all.filter((tensor) => tensor.shape.join() === shape.join());
    return same.length > 0 && this.coin() ? this.oneOf(same) : this.fresh(shape);
  }

  /** A f32 param or input of that shape. */
  fresh(shape: Readonly<Shape>): Tensor<Shape> {
    return cast(this.#given("real", shape, "f32"), "f32");
  }

  bool(shape: Readonly<Shape>): Tensor<Shape, "bool"> {
    return cast(this.#given("bool", shape, "bool"), "bool");
  }

  int(shape: Readonly<Shape>): Tensor<Shape, "i32"> {
    return cast(this.#given("int", shape, "i32"), "i32");
  }

  /** A mask that is added to scores; some of its elements are -Infinity. */
  floatMask(shape: Readonly<Shape>): Tensor<Shape> {
    return cast(this.#given("mask", shape, "f32"), "f32");
  }

  /** A shape that broadcasts to `shape`: some axes have size 1, some leading ones are gone. */
  broadcastable(shape: Readonly<Shape>): Shape {
    const kept = shape.slice(this.coin() ? this.draw(shape.length + 1) : 0);
    return kept.map((dim) => (this.draw(4) === 0 ? 1 : dim));
  }

  /** Leading axes for the other operand of a product of matrices. */
  batch(shape: Readonly<Shape>): Shape {
    return this.coin() ? [] : this.broadcastable(shape.slice(0, -2));
  }

  /** The numbers below `n` in some order. */
  order(n: number): number[] {
    const left = Array.from({ length: n }, (_, i) => i);
    return Array.from({ length: n }, () => left.splice(this.draw(left.length), 1)[0] ?? 0);
  }

  /** A shape of as many elements: axes merged, split, put in or left out. */
  regrouped(shape: Readonly<Shape>): Shape {
    const at = this.draw(shape.length + 1);
    const dim = shape[at] ?? 1;
    switch (this.draw(4)) {
      case 0:
        return shape.toSpliced(at, 0, 1);
      case 1: {
        const next = shape[at + 1];
        // Two names multiplied are one that kernels can't index.
        if (next === undefined || (typeof dim === "string" && typeof next === "string")) return [...shape];
        return shape.toSpliced(at, 2, mulDims(dim, next));
      }
      case 2: {
        const factor = [2, 3].find((f) => typeof dim === "number" && dim > f && dim % f === 0);
        return factor === undefined || typeof dim === "string"
          ? [...shape]
          : shape.toSpliced(at, 1, factor, dim / factor);
      }
      default:
        return shape.filter((other) => other !== 1);
    }
  }

  #given(kind: string, shape: Readonly<Shape>, dtype: DType): AnyTensor {
    const hasNames = shape.some((dim) => typeof dim === "string");
    const role = hasNames || this.coin() ? "input" : "param";
    return this.#declare(role, `${kind}${this.#declared++}`, { shape, dtype });
  }
}

function elements(shape: Readonly<Shape>): number {
  const sizes = new Map([
    ["n", 8],
    ["m", 8],
  ]);
  return shape.reduce<number>((count, dim) => count * (sizeOf(dim, sizes) ?? 1), 1);
}
