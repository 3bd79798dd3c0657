// Remainders, comparisons and zeros. The first argument of `row` is the result: the compiler compares it with the type,
// the test with what the function gives.
import { addDims, atMostDims, divDims, modDims, mulDims, subDims } from "../../../src/shape/index.js";
import type { AddDim, AtMostDim, Dim, DivDim, ModDim, MulDim, SubDim } from "../../../src/shape/index.js";

type Value = Dim | boolean | undefined;
type Row = readonly [expected: Value, computed: Value];

/** The literal of a dim or an answer, undefined where there is none. */
type Expected<T> = [T] extends [never] ? undefined : boolean extends T ? undefined : T;

function row<T>(expected: Expected<T>, computed: Value): readonly [Expected<T>, Value] {
  return [expected, computed];
}

export const rows: readonly Row[] = [
  row<ModDim<512, 8>>(0, modDims(512, 8)),
  row<ModDim<512, 7>>(1, modDims(512, 7)),
  row<ModDim<5, 7>>(5, modDims(5, 7)),
  row<ModDim<0, 7>>(0, modDims(0, 7)),
  row<ModDim<38597377, 50257>>(1, modDims(38597377, 50257)),
  row<ModDim<1000003, 1024>>(579, modDims(1000003, 1024)),
  row<ModDim<100, 11>>(1, modDims(100, 11)),
  row<ModDim<512, 1>>(0, modDims(512, 1)),
  row<ModDim<512, 0>>(undefined, modDims(512, 0)),
  row<ModDim<"512*seq", 8>>(0, modDims("512*seq", 8)),
  row<ModDim<"512*seq+13", 8>>(5, modDims("512*seq+13", 8)),
  row<ModDim<"8*a+4*b", 8>>(undefined, modDims("8*a+4*b", 8)),
  row<ModDim<"seq", 8>>(undefined, modDims("seq", 8)),
  row<ModDim<"seq", 1>>(0, modDims("seq", 1)),
  row<ModDim<"d*h", "h">>(0, modDims("d*h", "h")),
  row<ModDim<"d*h+1", "h">>(undefined, modDims("d*h+1", "h")),
  row<AtMostDim<8, 512>>(true, atMostDims(8, 512)),
  row<AtMostDim<512, 512>>(true, atMostDims(512, 512)),
  row<AtMostDim<512, 8>>(false, atMostDims(512, 8)),
  row<AtMostDim<"seq", "seq">>(true, atMostDims("seq", "seq")),
  row<AtMostDim<"past", "new+past">>(true, atMostDims("past", "new+past")),
  row<AtMostDim<"new+past", "past">>(undefined, atMostDims("new+past", "past")),
  row<AtMostDim<"seq+1", "seq">>(false, atMostDims("seq+1", "seq")),
  row<AtMostDim<"seq", 512>>(undefined, atMostDims("seq", 512)),
  row<AtMostDim<0, "seq">>(true, atMostDims(0, "seq")),
  row<AtMostDim<"a+8", "8*b+a+1">>(undefined, atMostDims("a+8", "8*b+a+1")),
  row<AddDim<0, 0>>(0, addDims(0, 0)),
  row<AddDim<"seq", 0>>("seq", addDims("seq", 0)),
  row<MulDim<0, 512>>(0, mulDims(0, 512)),
  row<MulDim<0, "seq">>(0, mulDims(0, "seq")),
  row<MulDim<"a+b", 0>>(0, mulDims("a+b", 0)),
  row<DivDim<0, 8>>(0, divDims(0, 8)),
  row<DivDim<0, "seq">>(0, divDims(0, "seq")),
  row<DivDim<512, 0>>(undefined, divDims(512, 0)),
  row<DivDim<0, 0>>(undefined, divDims(0, 0)),
  row<DivDim<"seq", 0>>(undefined, divDims("seq", 0)),
  row<SubDim<8, 0>>(8, subDims(8, 0)),
  row<SubDim<0, 8>>(undefined, subDims(0, 8)),
  row<SubDim<"seq", 0>>("seq", subDims("seq", 0)),
];
