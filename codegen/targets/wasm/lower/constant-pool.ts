import type { ArithmeticName } from "../../../ir/interpreter/arithmetic.js";

/**
 * Float constants in memory: sixteen bytes each, the number as often as it fits, so that scalars and vectors can be loaded.
 */
export class ConstantPool {
  readonly #places = new Map<string, number>();
  readonly #values: number[] = [];
  readonly #start: number;
  readonly #end: number;
  readonly #arithmetic: ArithmeticName;

  /** The pool fills the bytes from `start`, a multiple of 16, up to `end`. */
  constructor(start: number, end: number, arithmetic: ArithmeticName = "f32") {
    this.#start = start;
    this.#end = end;
    this.#arithmetic = arithmetic;
  }

  /** The address of `value`, rounded to the arithmetic; undefined where the pool is full. */
  placeOf(value: number): number | undefined {
    const rounded = this.#arithmetic === "f64" ? value : Math.fround(value);
    const key = Object.is(rounded, -0) ? "-0" : String(rounded);
    const known = this.#places.get(key);
    if (known !== undefined) return known;
    const place = this.#start + 16 * this.#values.length;
    if (place + 16 > this.#end) return undefined;
    this.#places.set(key, place);
    this.#values.push(rounded);
    return place;
  }

  /** What stands at the start of the pool. */
  get bytes(): Uint8Array {
    const view = new DataView(new ArrayBuffer(16 * this.#values.length));
    for (const [i, value] of this.#values.entries()) {
      if (this.#arithmetic === "f64") for (const at of [0, 8]) view.setFloat64(16 * i + at, value, true);
      else for (const at of [0, 4, 8, 12]) view.setFloat32(16 * i + at, value, true);
    }
    return new Uint8Array(view.buffer);
  }
}
