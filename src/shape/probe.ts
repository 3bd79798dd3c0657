import type { Align,AlignRest,BroadcastDim, Mismatch } from "./probe-b.js";
import type { Identical } from "./identity.js";
import type { Dim,Shape } from "./dim.js";
type Arr<R> = { rule: R } extends { rule: unknown[] } ? "array" : "other";
type A1<A extends Shape, B extends Shape> = Identical<A, B> extends true ? A : 5;
type A2<A extends Shape, B extends Shape> = Identical<A, B> extends true ? A : Align<A, B, []>;
type A3<A extends Shape, B extends Shape> = Identical<A, B> extends true ? A : [A,B] extends [[infer a extends Dim],[infer b extends Dim]] ? BroadcastDim<a, b> : never;
type A4<A extends Shape, B extends Shape> = Identical<A, B> extends true ? A : Mismatch<A, B>;
type A5<A extends Shape, B extends Shape> = Identical<A, B> extends true ? A : {a:A,b:B} extends {a:[infer a extends Dim],b:[infer b extends Dim]} ? Mismatch<a,b> : never;
type A6<A extends Shape, B extends Shape> = Identical<A, B> extends true ? A : {a:A,b:B} extends {a:[infer a extends Dim],b:[infer b extends Dim]} ? {b:b} extends {b:a|1} ? [a] : Mismatch<a,b> : never;
export function g<S extends Dim, T extends Dim>() {
  const a: Arr<A1<[S], [T]>> = "array";
  const b: Arr<A2<[S], [T]>> = "array";
  const c: Arr<A3<[S], [T]>> = "array";
  const d: Arr<A4<[S], [T]>> = "array";
  const e: Arr<A5<[S], [T]>> = "array";
  const f: Arr<A6<[S], [T]>> = "array";
  return [a, b,c,d,e,f];
}
