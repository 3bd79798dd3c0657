/** Float constants in memory: sixteen bytes each, the number four times, so that scalars and vectors can be loaded. */
export class ConstantPool {
  readonly #places = new Map<string, number>();
  readonly #values: number[] = [];
  readonly #start: number;
  readonly #end: number;

  /** The pool fills the bytes from `start`, a multiple of 16, up to `end`. */
  constructor(start: number, end: number) {
    this.#start = start;
    this.#end = end;
  }

  /** The address of `value`, rounded to float32; undefined where the pool is full. */
  placeOf(value: number): number | undefined {
    const rounded = Math.fround(value);
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
      for (let lane = 0; lane < 4; lane++) view.setFloat32(16 * i + 4 * lane, value, true);
    }
    return new Uint8Array(view.buffer);
  }
}
