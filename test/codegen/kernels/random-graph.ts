import {
  add,
  attention,
  cast,
  causalMask,
  concat,
  type Dim,
  div,
  exp,
  full,
  gather,
  gelu,
  layerNorm,
  linear,
  matmul,
  max,
  mean,
  mergeHeads,
  mul,
  narrow,
  neg,
  permute,
  relu,
  reshape,
  scale,
  type Shape,
  sigmoid,
  silu,
  softmax,
  splitHeads,
  sqrt,
  sub,
  sum,
  tanh,
  tensor,
  type Tensor,
  transpose,
  where,
} from "heddle";
import { rope } from "heddle/attention";
import { l2Normalise, rmsNorm } from "heddle/nn";
import type { RandomTensors } from "./random-tensors.js";

type Real = Tensor<Shape>;

/** One more tensor made of those there are; undefined where the operation has none to start from. */
type Step = (tensors: RandomTensors) => Real | undefined;

const unaries: readonly ((x: Real) => Real)[] = [
  tanh,
  relu,
  neg,
  sigmoid,
  silu,
  gelu,
  (x) => gelu(x, { approximate: "tanh" }),
  // Bounded first: float32 would overflow where the kernel's float64 doesn't.
  (x) => exp(tanh(x)),
];

const reductions = [sum, mean, max] as const;

/** The ways in which a random program grows. */
const steps: readonly Step[] = [
  (t) => t.oneOf(unaries)(t.any()),
  (t) => scale(t.any(), t.oneOf([0.5, -1.25, 2])),
  (t) => {
    const left = t.any();
    const right = t.real(t.broadcastable(left.shape));
    const [a, b] = t.coin() ? [left, right] : [right, left];
    return t.oneOf([add, sub, mul])(a, b);
  },
  (t) => {
    const left = t.any();
    return div(left, exp(tanh(t.real(t.broadcastable(left.shape)))));
  },
  (t) => add(t.any(), t.oneOf([0.1, -3])),
  (t) => {
    const left = t.any();
    const right = t.coin() ? t.real(t.broadcastable(left.shape)) : full(left.shape, 0.1);
    const condition = t.bool(t.broadcastable(left.shape));
    return t.coin() ? where(condition, left, right) : where(condition, right, left);
  },
  (t) => {
    const shape = t.any().shape;
    // What is cast to an int or a bool comes straight from the caller: a last bit would decide otherwise.
    switch (t.draw(4)) {
      case 0:
        return cast(t.bool(shape), "f32");
      case 1:
        return cast(t.int(shape), "f32");
      case 2:
        return cast(cast(scale(t.fresh(shape), 8), "i32"), "f32");
      default:
        return cast(cast(t.int(shape), "bool"), "f32");
    }
  },
  (t) => sqrt(t.fresh(t.any().shape)),
  (t) => {
    const left = t.ofRank(2);
    const right = left && t.real([...t.batch(left.shape), left.shape.at(-1) ?? 1, t.dim()]);
    return right && matmul(left, right);
  },
  (t) => {
    const right = t.ofRank(2);
    const left = right && t.real([...t.batch(right.shape), t.dim(), right.shape.at(-2) ?? 1]);
    return left && matmul(left, right);
  },
  (t) => {
    const input = t.ofRank(1);
    if (!input) return undefined;
    const out = t.dim();
    return linear(input, t.real([out, input.shape.at(-1) ?? 1]), t.coin() ? t.real([out]) : undefined);
  },
  (t) => {
    const x = t.ofRank(2);
    const width = x?.shape.at(-1);
    return x && typeof width === "number" ? splitHeads(x, t.oneOf(divisors(width))) : undefined;
  },
  (t) => mergeHeadsOf(t.ofRank(3)),
  (t) => {
    const x = t.ofRank(2);
    return x && transpose(x);
  },
  (t) => {
    const x = t.any();
    return permute(x, t.order(x.shape.length));
  },
  (t) => {
    const x = t.any();
    return reshape(x, t.regrouped(x.shape));
  },
  (t) => {
    const x = t.ofRank(1);
    if (!x) return undefined;
    const axis = t.draw(x.shape.length);
    const size = x.shape[axis] ?? 1;
    if (typeof size === "string") return narrow(x, axis, 0, t.coin() ? 1 : size);
    const start = t.draw(size);
    return narrow(x, axis, start, 1 + t.draw(size - start));
  },
  (t) => {
    const x = t.ofRank(1);
    if (!x) return undefined;
    const axis = t.draw(x.shape.length);
    const others = Array.from({ length: 1 + t.draw(2) }, () => t.real(x.shape.with(axis, t.dim())));
    return concat(t.coin() ? [x, ...others] : [...others, x], axis);
  },
  (t) => {
    const x = t.ofRank(1);
    return x && softmax(x, t.draw(x.shape.length));
  },
  (t) => {
    const x = t.ofRank(1);
    return x && t.oneOf(reductions)(x, t.draw(x.shape.length), { keepDim: t.coin() });
  },
  (t) => {
    const x = t.ofRank(1);
    const width = x?.shape.at(-1) ?? 1;
    const optional = () => (t.coin() ? t.real([width]) : undefined);
    // A row of one element is all rounding error once its mean is gone.
    return x && layerNorm(x, optional(), optional(), { epsilon: 0.1 });
  },
  (t) => {
    const x = t.ofRank(1);
    const weight = t.coin() ? t.real([x?.shape.at(-1) ?? 1]) : undefined;
    return x && (t.coin() ? rmsNorm(x, weight, { epsilon: 0.1 }) : l2Normalise(x, { epsilon: 0.1 }));
  },
  ropeOf,
  gatherOf,
  (t) => {
    const x = t.ofRank(1);
    const width = x?.shape.at(-1);
    if (!x || typeof width !== "number") return undefined;
    return mul(x, tensor(new Float32Array(width).fill(0.75 - t.draw(3)), [width]));
  },
  (t) => {
    const x = t.any();
    const same = t.all.filter(({ shape }) => shape.join() === x.shape.join()).slice(-4);
    return same.reduce((total, other) => add(total, other));
  },
  (t) => {
    const x = t.ofRank(1);
    const width = x?.shape.at(-1) ?? 1;
    return (
      x &&
      t.oneOf([softmax(x), layerNorm(x, undefined, undefined, { epsilon: 0.1 }), linear(x, t.real([width, width]))])
    );
  },
  (t) => {
    const x = t.any();
    return t.coin() ? flattened(x) : flattened(permute(x, t.order(x.shape.length)));
  },
  attentionOf,
  attentionOf,
];

/** Adds about `count` random operations to the tensors there are. */
export function grow(tensors: RandomTensors, count: number): void {
  for (let i = 0; i < count; i++) {
    const made = tensors.oneOf(steps)(tensors);
    if (made) tensors.keep(made);
  }
}

function attentionOf(t: RandomTensors): Real | undefined {
  const query = t.ofRank(2);
  const width = query?.shape.at(-1);
  if (!query || typeof width !== "number") return undefined;
  const around = query.shape.slice(0, -2);
  const queries = query.shape.at(-2) ?? 1;
  const keys = t.coin() ? queries : t.dim();
  const key = t.real([...around, keys, width]);
  const value = t.coin() && t.coin() ? key : t.real([...around, keys, t.oneOf([1, 2, 3, width])]);
  const options = { causal: t.coin(), ...(t.coin() ? { scale: 0.5 } : {}) };
  const scores = [...around, queries, keys];
  switch (t.draw(4)) {
    case 0:
      return attention(query, key, value, { ...options, mask: t.bool(t.broadcastable(scores)) });
    case 1:
      return attention(query, key, value, { ...options, mask: t.floatMask(t.broadcastable(scores)) });
    case 2:
      return attention(query, key, value, { ...options, mask: causalMask(queries, keys, { offset: t.draw(5) - 2 }) });
    default:
      return attention(query, key, value, options);
  }
}

/** Rows at indices that the program computes, or that it brings along. */
function gatherOf(t: RandomTensors): Real | undefined {
  const x = t.ofRank(1);
  if (!x) return undefined;
  const axis = t.draw(x.shape.length);
  const length = x.shape[axis] ?? 1;
  const shape = Array.from({ length: t.draw(3) }, () => t.dim());
  // Of the length of a name it is known only that it is 1 at least.
  if (typeof length !== "number") return gather(x, cast(full(shape, 0), "i32"), axis);
  const count = 1 + t.draw(4);
  const brought = Int32Array.from({ length: count }, () => t.draw(length));
  return gather(x, length > 1 && t.coin() ? cast(t.bool(shape), "i32") : tensor(brought, [count], "i32"), axis);
}

function ropeOf(t: RandomTensors): Real | undefined {
  const x = t.ofRank(2);
  const features = x?.shape.at(-1);
  if (!x || typeof features !== "number" || features < 2) return undefined;
  const width = 2 * (1 + t.draw(Math.floor(features / 2)));
  return rope(x, { width, offset: t.draw(4), interleaved: t.coin(), base: 10 });
}

/** Heads and width are multiplied: only one of them may be a name. */
function mergeHeadsOf(x: Real | undefined): Real | undefined {
  const names = x && [x.shape.at(-3), x.shape.at(-1)].filter((dim: Dim | undefined) => typeof dim === "string");
  return names && names.length < 2 ? mergeHeads(x) : undefined;
}

/** All axes merged; no more than one of them may be a name, since kernels can't index a product of names. */
function flattened(x: Real): Real | undefined {
  const names = x.shape.filter((dim: Dim) => typeof dim === "string");
  return names.length < 2 ? reshape(x, [-1]) : undefined;
}

function divisors(n: number): readonly number[] {
  return Array.from({ length: n }, (_, i) => i + 1).filter((candidate) => n % candidate === 0);
}
