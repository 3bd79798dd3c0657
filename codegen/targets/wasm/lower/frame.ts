import {
  type Code,
  f32x4,
  getGlobal,
  getLocal,
  i32,
  load,
  type Local,
  type Locals,
  setLocal,
} from "../encode/index.js";
import { type ValueKind } from "../encode/index.js";
import type { ArithmeticName } from "../../../ir/interpreter/arithmetic.js";
import type { Floats } from "./floats.js";
import type { HeldKind } from "./kinds.js";
import type { Places } from "./places.js";
import type { ConstantPool } from "./constant-pool.js";
import { LocalPool } from "./local-pool.js";
import { type Loop, type MovingPointer, Segment } from "./segment.js";

/** What one function under construction knows: its index variables, its values, and what is computed ahead. */
export class Frame {
  readonly locals: LocalPool;
  readonly #places: Places;
  readonly #constants: ConstantPool;
  readonly #segments: Segment[] = [];
  /** Index variables: where they are held, and the segment in which they come into view. */
  readonly #variables = new Map<string, { readonly local: Local<"i32">; readonly depth: number }>();
  readonly #values = new Map<string, Local>();
  readonly #integers = new Set<string>();
  readonly #rounded = new Map<string, string>();
  #temporaries: Local[] = [];
  #loops = 0;

  constructor(places: Places, constants: ConstantPool, locals: Locals) {
    this.#places = places;
    this.#constants = constants;
    this.locals = new LocalPool(locals);
  }

  /** The local of an index variable; a dim is read once, where the function starts. */
  variable(name: string): Local<"i32"> {
    const known = this.#variables.get(name);
    if (known) {
      const { loop } = this.segmentAt(known.depth);
      if (loop?.variable === name) this.segmentAt(known.depth).isCounted = true;
      return known.local;
    }
    const dim = this.#places.dims.find((candidate) => candidate.name === name);
    if (!dim) throw new Error(`the index ${name} is not in view`);
    const local = this.locals.fresh("i32", name);
    this.segmentAt(0).setUp(setLocal(local, getGlobal(dim.global)));
    this.#variables.set(name, { local, depth: 0 });
    return local;
  }

  /** {@link variable} for what is set up ahead of the loop over it. */
  startOf(name: string): Local<"i32"> {
    return this.#variables.get(name)?.local ?? this.variable(name);
  }

  /** How deep the segment lies in which all of `names` are in view. */
  depthOf(names: readonly string[]): number {
    return Math.max(0, ...names.map((name) => this.#variables.get(name)?.depth ?? 0));
  }

  /** The segment at `depth`. */
  segmentAt(depth: number): Segment {
    const segment = this.#segments[depth];
    if (!segment) throw new Error("no segment is open");
    return segment;
  }

  /** What `write` gives, in a segment in which `names` come into view: those computed ahead, then the code itself. */
  within(
    names: readonly (readonly [string, Local<"i32">])[],
    loop: Loop | undefined,
    write: () => readonly Code[],
  ): Inside {
    const depth = this.#segments.length;
    const segment = new Segment(loop);
    this.#segments.push(segment);
    for (const [name, local] of names) this.#variables.set(name, { local, depth });
    if (loop) this.#loops++;
    const code = write();
    if (loop) this.#loops--;
    this.#segments.pop();
    for (const [name, variable] of this.#variables)
      if (variable.depth >= depth && depth > 0) this.#variables.delete(name);
    for (const local of segment.held) this.locals.release(local);
    const { ahead, advance, pointers, isCounted } = segment;
    return { ahead, code, advance, pointers, isCounted };
  }

  /** Gives a value of the IR a local, until {@link forget}. */
  define<K extends ValueKind>(name: string, kind: K): Local<K> {
    const local = this.locals.take(kind, name);
    this.#values.set(name, local);
    return local;
  }

  /** Notes that a float, which doesn't change, is rounded to an integer. */
  defineInteger(name: string): void {
    this.#integers.add(name);
  }

  /** Whether {@link defineInteger} was said of a value. */
  isInteger(name: string): boolean {
    return this.#integers.has(name);
  }

  /** Notes that a value, which doesn't change, is `rounded`, another one, less {@link ROUNDS}. */
  defineRounded(name: string, rounded: string): void {
    this.#rounded.set(name, rounded);
  }

  /** What {@link defineRounded} was told of a value. */
  roundedOf(name: string): string | undefined {
    return this.#rounded.get(name);
  }

  /** The local of a value. */
  value(name: string): Local {
    const local = this.#values.get(name);
    if (!local) throw new Error(`the value ${name} is not in view`);
    return local;
  }

  /** Frees the locals of values whose scope ends. */
  forget(names: readonly string[]): void {
    for (const name of names) {
      this.locals.release(this.value(name));
      this.#values.delete(name);
    }
  }

  /** A local that is free again after the statement. */
  temporary<K extends ValueKind>(kind: K): Local<K> {
    const local = this.locals.take(kind, "temporary");
    this.#temporaries.push(local);
    return local;
  }

  /** Frees the temporaries of a statement. */
  endStatement(): void {
    for (const local of this.#temporaries) this.locals.release(local);
    this.#temporaries = [];
  }

  /** A float constant of that width. */
  scalar<K extends ArithmeticName>(floats: Floats<K>, value: number): Code<K> {
    const { kind } = floats;
    const plain = floats.number(value);
    return this.#isCheap(value)
      ? plain
      : (this.#hoisted(kind, value, (at) => floats.load(kind, { address: i32(at) })) ?? plain);
  }

  /** A float constant in four lanes. */
  vector(value: number): Code<"v128"> {
    const plain = f32x4(value, value, value, value);
    return this.#isCheap(value)
      ? plain
      : (this.#hoisted("v128", value, (at) => load("v128.load", { address: i32(at) })) ?? plain);
  }

  /** V8 makes zeros from nothing, and outside of loops a constant is used once. */
  #isCheap(value: number): boolean {
    return this.#loops === 0 || Object.is(value, 0);
  }

  /**
   * A constant that is loaded where the function starts: V8 would make an immediate one anew at each use, through a
   * general register. Undefined where there is no place for it.
   */
  #hoisted<K extends HeldKind>(kind: K, value: number, read: (address: number) => Code<K>): Code<K> | undefined {
    const address = this.#constants.placeOf(value);
    if (address === undefined) return undefined;
    const segment = this.segmentAt(0);
    const local = segment.know(`${kind} ${address}`, kind, () => {
      const made = this.locals.fresh(kind, `constant ${value}`);
      segment.setUp(setLocal(made, read(address)));
      return made;
    });
    return getLocal(local);
  }
}

/** What stands in a segment. */
export interface Inside {
  /** What is computed before the rest. */
  readonly ahead: readonly Code[];
  readonly code: readonly Code[];
  /** What is done at the end of each pass of a loop, but for `pointers`. */
  readonly advance: readonly Code[];
  /** The pointers that each pass of a loop moves by a constant. */
  readonly pointers: readonly MovingPointer[];
  /** Whether the passes of a loop need the value of its variable. */
  readonly isCounted: boolean;
}
