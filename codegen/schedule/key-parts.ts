import { type LookupScalar, type ScalarNode, scalarOperands, scalarsBelow } from "../../src/graph/scalar.js";
import { add as addIndex } from "../ir/affine.js";
import type { ProcedureBuilder } from "../ir/builder.js";
import { indexValue, load } from "../ir/expressions.js";
import type { Affine, Buffer, Expression } from "../ir/nodes.js";
import { extentOf } from "../plan/extents.js";
import { isIndex } from "../plan/scalar-affine.js";
import type { Context } from "./context.js";
import { shared } from "./parallel.js";
import type { Scope } from "./procedures.js";
import { computedValue, constantValueOf } from "./scalar-values.js";

/** The indices of a lookup that are no sums of positions: they are computed as values. */
export function computedIndices({ indices }: LookupScalar): readonly ScalarNode[] {
  return indices.filter((index) => !isIndex(index));
}

/**
 * The parts of computed indices that divide and depend on the key alone, such as its row and column in a feature map. They
 * are computed once a call, for every key, and not for each query and head again.
 */
export class KeyParts {
  readonly #context: Context;
  readonly #keys: Affine;
  readonly #buffers: ReadonlyMap<ScalarNode, Buffer>;

  /** The parts of the indices of `lookups`, of which there are `keys`. */
  constructor(context: Context, keys: Affine, lookups: readonly LookupScalar[]) {
    this.#context = context;
    this.#keys = keys;
    const parts = new Set(lookups.flatMap(computedIndices).flatMap(partsOf));
    this.#buffers = new Map(
      [...parts].map((part) => [part, context.temporaries.makeInts("partOfKey", [keys])] as const),
    );
  }

  /** Whether `scalar` is such a part. */
  has(scalar: ScalarNode): boolean {
    return this.#buffers.has(scalar);
  }

  /** The part of the key at `firstKey + key`. */
  read(scope: Scope, part: ScalarNode, firstKey: Affine, key: Affine): Expression {
    const buffer = this.#buffers.get(part);
    if (!buffer) throw new Error(`${part.kind} is no part of an index`);
    return load(scope.use(buffer), [addIndex(firstKey, key)]);
  }

  /** Computes all parts. */
  start(b: ProcedureBuilder, scope: Scope): void {
    if (this.#buffers.size === 0) return;
    const { machine } = this.#context;
    b.for("key", 0, this.#keys, shared(machine, 8 * this.#buffers.size), (key) => {
      const values = new Map<ScalarNode, Expression>();
      for (const [part, buffer] of this.#buffers) {
        for (const scalar of scalarsBelow([part])) {
          if (!values.has(scalar)) values.set(scalar, this.#value(b, scalar, key, values));
        }
        const value = values.get(part);
        if (value) b.store(scope.use(buffer), [key], value);
      }
    });
  }

  #value(
    b: ProcedureBuilder,
    scalar: ScalarNode,
    key: Affine,
    values: ReadonlyMap<ScalarNode, Expression>,
  ): Expression {
    switch (scalar.kind) {
      case "index":
        return indexValue(key);
      case "dim":
        return indexValue(extentOf(scalar.dim));
      case "constant":
        return constantValueOf(scalar);
      case "score":
      case "lookup":
        throw new Error(`a ${scalar.kind} doesn't depend on the key alone`);
      default:
        return computedValue(b, this.#context.machine, scalar, values);
    }
  }
}

function partsOf(index: ScalarNode): readonly ScalarNode[] {
  return isPart(index) ? [index] : scalarOperands(index).flatMap(partsOf);
}

function isPart(scalar: ScalarNode): boolean {
  const below = scalarsBelow([scalar]);
  const isOfKey = below.every(({ kind }) => kind !== "lookup" && kind !== "score");
  const axes = new Set(below.flatMap((part) => (part.kind === "index" ? [part.axis] : [])));
  const divides = below.some((part) => part.kind === "binary" && (part.fn === "floorDiv" || part.fn === "mod"));
  return scalar.dtype === "i32" && isOfKey && divides && axes.size === 1 && axes.has("k");
}
