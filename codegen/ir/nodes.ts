/**
 * The loop IR: what schedules write, passes simplify, the verifier proves, the interpreter runs and targets print.
 * It knows loops, buffers and arithmetic; it does not know attention.
 *
 * Index arithmetic is affine over dims and loop variables, so that every access can be proven in bounds.
 * Floating-point values have no width of their own: a module is run in one arithmetic (float64 for TypeScript,
 * float32 or float64 for WebAssembly), and only buffers say how an element is stored.
 */

/** An integer: `constant + sum(coefficient * variable)`. Terms are sorted by variable, no coefficient is zero. */
export interface Affine {
  readonly constant: number;
  readonly terms: readonly (readonly [variable: string, coefficient: number])[];
}

/** How an element lies in memory. */
export type Element = "f32" | "f64" | "i32" | "bool";

/** What a value is: `float` is the arithmetic's own width. `lanes` is 1 for a scalar, else the width of a vector. */
export interface ValueType {
  readonly scalar: "float" | "int" | "bool";
  readonly lanes: number;
}

/**
 * - `param`: a program's parameter, as the user gives it; read by `prepare` (and by `run` if it is not packed).
 * - `packed`: written once by `prepare`, read by `run`.
 * - `input`, `output`: the caller's; an output must be written in full by `run`.
 * - `temporary`: lives during a call; its extents may name dims; its place is in the static memory plan.
 * - `state`: kept from call to call: `run` finds the positions of all calls before in it and adds its own. One of its
 *   extents names the capacity of the module's {@link ModuleState}.
 * - `scratch`: a small block of constant extents, shared by all instances of a kernel; every procedure sees it by name.
 *   Each thread has its own.
 */
export type BufferRole = "param" | "packed" | "input" | "output" | "temporary" | "state" | "scratch";

/** The elements of a constant, row-major. */
export type ConstantData = Float32Array | Float64Array | Int32Array | Uint8Array;

/** Elements in memory under one name. */
export interface Buffer {
  readonly name: string;
  readonly element: Element;
  /** Row-major, affine in the module's dims. Rank 0 is one element. */
  readonly extents: readonly Affine[];
  readonly role: BufferRole;
  /**
   * A target may deal the rows of the first axis out to this many arrays in turn, so that rows which are read side by
   * side share one index. Every access's first index is then a multiple of it plus a constant. Only scratch has banks.
   */
  readonly banks?: number;
  /** What a param holds that is no caller's: the kernel brings it along. */
  readonly data?: ConstantData;
  /** Of a temporary too each thread has one of its own: parallel loops may use it as they use scratch. */
  readonly isPrivate?: boolean;
}

/** Operators of one operand; `sqrt` is correctly rounded, `floor` towards minus infinity. */
export type UnaryOperator = "neg" | "abs" | "floor" | "sqrt" | "not";
/**
 * `min(a, b)` is `b < a ? b : a`, `max(a, b)` is `a < b ? b : a`: a NaN in `b` is passed over, one in `a` stays. `addPairs`
 * is of vectors only: the sums of neighbouring lanes, those of `a` and then those of `b`.
 */
export type BinaryOperator = "add" | "sub" | "mul" | "div" | "min" | "max" | "and" | "or" | "addPairs";
/** Less, less or equal, equal, not equal; all but `ne` are false for a NaN. */
export type Comparison = "lt" | "le" | "eq" | "ne";

/** An expression without effects. Operands have equal types unless said otherwise. */
export type Expression =
  | { readonly kind: "number"; readonly value: number; readonly type: ValueType }
  /** The value bound by a `let` or held by a `var`. */
  | { readonly kind: "name"; readonly name: string; readonly type: ValueType }
  /** An index as an `int`. */
  | { readonly kind: "index"; readonly index: Affine }
  /** One element, or `lanes` elements that follow each other along the last axis. */
  | { readonly kind: "load"; readonly buffer: string; readonly indices: readonly Affine[]; readonly type: ValueType }
  | { readonly kind: "unary"; readonly operator: UnaryOperator; readonly operand: Expression }
  | {
      readonly kind: "binary";
      readonly operator: BinaryOperator;
      readonly left: Expression;
      readonly right: Expression;
    }
  | { readonly kind: "compare"; readonly operator: Comparison; readonly left: Expression; readonly right: Expression }
  | {
      readonly kind: "select";
      readonly condition: Expression;
      readonly whenTrue: Expression;
      readonly otherwise: Expression;
    }
  /** A scalar in every lane. */
  | { readonly kind: "splat"; readonly operand: Expression; readonly lanes: number }
  | { readonly kind: "lane"; readonly operand: Expression; readonly lane: number }
  /**
   * `int` to `float` (exact below 2^24 in float32), or `float` to `int` (towards zero; NaN is 0). In float32 what is out
   * of range is the nearest int; elsewhere the schedule keeps it in range.
   */
  | { readonly kind: "convert"; readonly to: "float" | "int"; readonly operand: Expression }
  /**
   * Exactly 2^operand for an `int` that the schedule keeps within the normal exponents of the arithmetic. In float32 it
   * may be one below the least, -127, too: that gives 0.
   */
  | { readonly kind: "powerOfTwo"; readonly operand: Expression };

/** The end of a loop or of a bound index: the least of these. */
export type UpperBound = readonly Affine[];

/** What a procedure does, one after the other. */
export type Statement =
  /** A value with one definition. */
  | { readonly kind: "let"; readonly name: string; readonly value: Expression }
  /** A value that `assign` changes: an accumulator. */
  | { readonly kind: "var"; readonly name: string; readonly value: Expression }
  | { readonly kind: "assign"; readonly name: string; readonly value: Expression }
  /** An index variable: the least of `min`. */
  | { readonly kind: "bind"; readonly name: string; readonly min: UpperBound }
  /** An index variable: the greatest of `max`. */
  | { readonly kind: "bindMax"; readonly name: string; readonly max: readonly Affine[] }
  /** An index variable: an int, kept from 0 to `extent - 1`; `extent` is at least 1. */
  | { readonly kind: "bindValue"; readonly name: string; readonly value: Expression; readonly extent: Affine }
  | {
      readonly kind: "store";
      readonly buffer: string;
      readonly indices: readonly Affine[];
      /** A vector is stored along the last axis. */
      readonly value: Expression;
    }
  /**
   * `for (v = lower; v < min(upper); v += step)`. `unroll`: the trip count is a constant and the body is repeated.
   *
   * `parallel`: no pass reads or stores what another stores, so they may run in any order and at once; each then sees
   * private buffers as they were before the loop, and what it leaves there is lost. The number says about how many products and
   * sums one pass takes, so that threads share only what is worth it.
   */
  | {
      readonly kind: "for";
      readonly variable: string;
      readonly lower: Affine;
      readonly upper: UpperBound;
      readonly step: number;
      readonly unroll: boolean;
      readonly parallel?: Affine;
      readonly body: readonly Statement[];
    }
  /**
   * Covers [lower, min(upper)) without gap or overlap: the first part while `width` positions are left, then each
   * next part for what remains. Widths fall, the last is 1. A part sees `variable` with
   * `variable + width <= min(upper)`.
   */
  | {
      readonly kind: "strip";
      readonly variable: string;
      readonly lower: Affine;
      readonly upper: UpperBound;
      readonly parts: readonly { readonly width: number; readonly body: readonly Statement[] }[];
    }
  | {
      readonly kind: "if";
      readonly condition: Expression;
      readonly whenTrue: readonly Statement[];
      readonly otherwise: readonly Statement[];
    }
  /** A scope that shows how long its values live; the label becomes a comment. */
  | { readonly kind: "block"; readonly label: string; readonly body: readonly Statement[] }
  /** Buffers are passed by name, indices by value, both in the order of the callee's parameters. No recursion. */
  | {
      readonly kind: "call";
      readonly callee: string;
      readonly buffers: readonly string[];
      readonly indices: readonly Affine[];
    };

/** A buffer that a call passes: its element and extents, which the actual buffer has too. */
export interface BufferParameter {
  readonly name: string;
  readonly element: Element;
  readonly extents: readonly Affine[];
}

/**
 * `prepare` and `run` have no parameters and name the module's buffers; any other procedure names its parameters and
 * scratch. What a procedure stores to goes by one name in it, so two names never alias a store.
 */
export interface Procedure {
  readonly name: string;
  /** One sentence for the reader of the generated code. */
  readonly summary: string;
  readonly buffers: readonly BufferParameter[];
  readonly indices: readonly string[];
  readonly body: readonly Statement[];
}

/** How the state of a module grows: its buffers hold as many positions as calls have added, and have room for more. */
export interface ModuleState {
  /** The dim that says how many positions a call finds; 0 or more. */
  readonly length: string;
  /** How many a call adds. */
  readonly growth: Affine;
  /** The dim that says how many there is room for: at least `length + growth`. */
  readonly capacity: string;
  /** Where the oldest positions are dropped: how many of the last ones are kept, and how many there have been. */
  readonly window?: StateWindow;
}

/** What is kept of a state, where not all of it is. */
export interface StateWindow {
  /** How many positions before those that a call adds are there, if there have been as many. */
  readonly least: number;
  /** The dim that says how many positions there have been: `length` of them, or more. */
  readonly seen: string;
}

/** A kernel: `prepare` runs once on the params, `run` on every call. Procedures stand before their callers. */
export interface Module {
  readonly name: string;
  /** Sizes known at a call; each is at least 1, but for those of a state. Visible as index variables in every procedure. */
  readonly dims: readonly string[];
  readonly buffers: readonly Buffer[];
  readonly procedures: readonly Procedure[];
  readonly prepare: string;
  readonly run: string;
  /** What is kept from call to call, where something is. */
  readonly state?: ModuleState;
  /** What is 0 or more at every call: whoever calls `run` sees to that. */
  readonly limits?: readonly Affine[];
}
