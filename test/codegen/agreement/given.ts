import { cast, type Dim, type Shape, type Tensor } from "heddle";
import type { DType } from "../../../src/graph/dtype.js";
import { sizeOf } from "../../../src/shape/bindings.js";
import { randomData } from "../../random.js";
import type { AnyTensor } from "../kernels/any-kernel.js";

/** A tensor that a case is given: its shape and dtype, and which numbers it holds. */
export interface GivenSpec {
  readonly shape: readonly Dim[];
  readonly dtype: DType;
  /** An element made from a random number in [-1, 1). */
  readonly element: (random: number) => number;
}

/** The tensors of a case by name; a program's body asks for them as it goes. */
export class Given {
  readonly specs = new Map<string, GivenSpec>();
  readonly #tensorOf: (name: string, spec: GivenSpec) => AnyTensor;

  /** `tensorOf` gives the placeholder of a tensor. */
  constructor(tensorOf: (name: string, spec: GivenSpec) => AnyTensor) {
    this.#tensorOf = tensorOf;
  }

  /** Numbers of variance 1, or of another size. */
  real(name: string, shape: readonly Dim[], size = 1): Tensor<Shape> {
    return cast(this.#tensor(name, { shape, dtype: "f32", element: (x) => x * Math.sqrt(3) * size }), "f32");
  }

  /** Numbers of which a third are -Infinity. */
  floatMask(name: string, shape: readonly Dim[]): Tensor<Shape> {
    return cast(this.#tensor(name, { shape, dtype: "f32", element: (x) => (x < -0.4 ? -Infinity : x) }), "f32");
  }

  /** True in two of three places. */
  bool(name: string, shape: readonly Dim[]): Tensor<Shape, "bool"> {
    return cast(this.#tensor(name, { shape, dtype: "bool", element: (x) => Number(x > -0.4) }), "bool");
  }

  /** Whole numbers from `least` to `greatest`. */
  whole(name: string, shape: readonly Dim[], least: number, greatest: number): Tensor<Shape, "i32"> {
    const count = greatest - least + 1;
    const element = (x: number): number => least + Math.floor(((x + 1) / 2) * count);
    return cast(this.#tensor(name, { shape, dtype: "i32", element }), "i32");
  }

  #tensor(stem: string, spec: GivenSpec): AnyTensor {
    let name = stem;
    for (let count = 2; this.specs.has(name); count++) name = `${stem}${count}`;
    this.specs.set(name, spec);
    return this.#tensorOf(name, spec);
  }
}

/** Tensors for all specs at those sizes. */
export function tensorsOf(
  specs: ReadonlyMap<string, GivenSpec>,
  sizes: Readonly<Record<string, number>>,
  seed: number,
): Readonly<Record<string, AnyTensor>> {
  const dims = new Map(Object.entries(sizes));
  const entries = [...specs].map(([name, { shape, dtype, element }], i) => {
    const axes = shape.map((dim) => sizeOf(dim, dims) ?? 1);
    const count = axes.reduce((product, axis) => product * axis, 1);
    const numbers = Array.from(randomData(count, seed + i + 1), element);
    const common = { shape: [...shape], sizes: axes };
    switch (dtype) {
      case "f32":
        return [name, { ...common, dtype, data: Float32Array.from(numbers) }] as const;
      case "i32":
        return [name, { ...common, dtype, data: Int32Array.from(numbers) }] as const;
      case "bool":
        return [name, { ...common, dtype, data: Uint8Array.from(numbers) }] as const;
    }
  });
  return Object.fromEntries(entries);
}
