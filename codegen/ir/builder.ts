import { type AffineLike, type BoundLike, toAffine, toBound, variable as variableOf } from "./affine.js";
import { IrError } from "./errors.js";
import { accessOf, nameOf, type NameExpression, scalarOf } from "./expressions.js";
import { FreshNames } from "./names.js";
import type { Affine, BufferParameter, Expression, Procedure, Statement } from "./nodes.js";
import { sameType, showType, typeOf, valueType } from "./types.js";

/**
 * How a `for` runs: from `lower` in steps of `step` (1 unless said); `unroll` repeats the body instead; `parallel` says
 * that passes are independent, and about how many products and sums each takes.
 */
export interface LoopOptions {
  readonly step?: number;
  readonly unroll?: boolean;
  readonly parallel?: AffineLike | undefined;
}

/** What stands before the body of a procedure. */
export interface Signature {
  /** One sentence for the reader of the generated code. */
  readonly summary: string;
  /** The buffers that a call passes. */
  readonly buffers?: readonly BufferParameter[];
  /** The names of the indices that a call passes. */
  readonly indices?: readonly string[];
  /** Names that the body must not define: those of the module's dims and buffers. */
  readonly reserved?: Iterable<string>;
}

/**
 * The procedure whose statements `body` writes. Names asked for twice get a number, so that every name has one
 * definition; what the methods return carries the name that was given.
 *
 * @example
 * const double = procedure("double", { summary: "Doubles x.", buffers: [x, y] }, (b) => {
 *   b.for("i", 0, "seq", {}, (i) => b.store(y, [i], mul(num(2), load(x, [i]))));
 * });
 */
export function procedure(name: string, signature: Signature, body: (b: ProcedureBuilder) => void): Procedure {
  const buffers = signature.buffers ?? [];
  const indices = signature.indices ?? [];
  const builder = new ProcedureBuilder(
    new FreshNames([...buffers.map((parameter) => parameter.name), ...indices, ...(signature.reserved ?? [])]),
  );
  return Object.freeze({
    name,
    summary: signature.summary,
    buffers: Object.freeze([...buffers]),
    indices: Object.freeze([...indices]),
    body: builder.collect(() => body(builder)),
  });
}

/** Writes the statements of one procedure, in the order of the calls. Made by {@link procedure}. */
export class ProcedureBuilder {
  readonly #names: FreshNames;
  #statements: Statement[] = [];

  constructor(names: FreshNames) {
    this.#names = names;
  }

  /** Names `value`, which does not change. */
  let(name: string, value: Expression): NameExpression {
    return this.#define("let", name, value);
  }

  /** An accumulator that starts as `value`; {@link assign} changes it. */
  var(name: string, value: Expression): NameExpression {
    return this.#define("var", name, value);
  }

  /** Gives `target` another value. Throws IrError where the types differ. */
  assign(target: NameExpression, value: Expression): void {
    const type = typeOf(value);
    if (!sameType(target.type, type)) {
      throw new IrError(`assign: ${target.name} is ${showType(target.type)}, the value is ${showType(type)}`);
    }
    this.#emit({ kind: "assign", name: target.name, value });
  }

  /** An index that is the least of `values`. */
  bind(name: string, values: BoundLike): Affine {
    const unique = this.#names.fresh(name);
    this.#emit({ kind: "bind", name: unique, min: toBound(values) });
    return variableOf(unique);
  }

  /** An index that is the greatest of `values`. */
  bindMax(name: string, values: BoundLike): Affine {
    const unique = this.#names.fresh(name);
    this.#emit({ kind: "bindMax", name: unique, max: toBound(values) });
    return variableOf(unique);
  }

  /** An index that is the int `value`, kept from 0 to `extent - 1`. Throws IrError unless the value is a scalar int. */
  bindValue(name: string, value: Expression, extent: AffineLike): Affine {
    const type = typeOf(value);
    if (!sameType(type, valueType("int"))) throw new IrError(`bindValue: ${name} is ${showType(type)}, not int`);
    const unique = this.#names.fresh(name);
    this.#emit({ kind: "bindValue", name: unique, value, extent: toAffine(extent) });
    return variableOf(unique);
  }

  /** Writes `value` at `indices`, a vector along the last axis. Throws IrError where type or rank don't fit. */
  store(target: BufferParameter, indices: readonly AffineLike[], value: Expression): void {
    const type = typeOf(value);
    if (type.scalar !== scalarOf(target.element)) {
      throw new IrError(`store: ${target.name} holds ${target.element}, the value is ${showType(type)}`);
    }
    this.#emit({
      kind: "store",
      buffer: target.name,
      indices: accessOf("store", target, indices, type.lanes),
      value,
    });
  }

  /** `for (name = lower; name < min(upper); name += step) body`. */
  for(name: string, lower: AffineLike, upper: BoundLike, options: LoopOptions, body: (index: Affine) => void): void {
    const { step = 1, unroll = false, parallel } = options;
    if (!Number.isInteger(step) || step < 1) throw new IrError(`for: the step of ${name} is ${step}, not 1 or more`);
    const unique = this.#names.fresh(name);
    this.#emit({
      kind: "for",
      variable: unique,
      lower: toAffine(lower),
      upper: toBound(upper),
      step,
      unroll,
      ...(parallel === undefined ? {} : { parallel: toAffine(parallel) }),
      body: this.collect(() => body(variableOf(unique))),
    });
  }

  /** Covers [lower, min(upper)) in parts of falling widths, the last of them 1; `body` writes one part a time. */
  strip(
    name: string,
    lower: AffineLike,
    upper: BoundLike,
    widths: readonly number[],
    body: (index: Affine, width: number) => void,
  ): void {
    const falling = widths.every((width, i) => Number.isInteger(width) && width < (widths[i - 1] ?? Infinity));
    if (!falling || widths.at(-1) !== 1) {
      throw new IrError(`strip: the widths of ${name} are ${widths.join(", ")}; they must fall and end with 1`);
    }
    const unique = this.#names.fresh(name);
    const parts = widths.map((width) =>
      Object.freeze({ width, body: this.collect(() => body(variableOf(unique), width)) }),
    );
    this.#emit({
      kind: "strip",
      variable: unique,
      lower: toAffine(lower),
      upper: toBound(upper),
      parts: Object.freeze(parts),
    });
  }

  /** Runs `whenTrue` where the scalar `condition` holds, else `otherwise`. */
  if(condition: Expression, whenTrue: () => void, otherwise?: () => void): void {
    const type = typeOf(condition);
    if (type.scalar !== "bool" || type.lanes !== 1)
      throw new IrError(`if: the condition is ${showType(type)}, not bool`);
    this.#emit({
      kind: "if",
      condition,
      whenTrue: this.collect(whenTrue),
      otherwise: this.collect(otherwise ?? (() => {})),
    });
  }

  /** A scope with a comment. */
  block(label: string, body: () => void): void {
    this.#emit({ kind: "block", label, body: this.collect(body) });
  }

  /** Calls `callee`. Throws IrError where the number of arguments is not that of its parameters. */
  call(callee: Procedure, buffers: readonly BufferParameter[] = [], indices: readonly AffineLike[] = []): void {
    if (buffers.length !== callee.buffers.length || indices.length !== callee.indices.length) {
      throw new IrError(
        `call: ${callee.name} takes ${callee.buffers.length} buffers and ${callee.indices.length} indices, ` +
          `but ${buffers.length} and ${indices.length} are given`,
      );
    }
    this.#emit({
      kind: "call",
      callee: callee.name,
      buffers: Object.freeze(buffers.map((argument) => argument.name)),
      indices: Object.freeze(indices.map(toAffine)),
    });
  }

  /** The statements that `write` makes, apart from those around it. */
  collect(write: () => void): readonly Statement[] {
    const outer = this.#statements;
    const inner: Statement[] = [];
    this.#statements = inner;
    try {
      write();
    } finally {
      this.#statements = outer;
    }
    return Object.freeze(inner);
  }

  #define(kind: "let" | "var", name: string, value: Expression): NameExpression {
    const unique = this.#names.fresh(name);
    this.#emit({ kind, name: unique, value });
    return nameOf(unique, typeOf(value));
  }

  #emit(statement: Statement): void {
    this.#statements.push(Object.freeze(statement));
  }
}
