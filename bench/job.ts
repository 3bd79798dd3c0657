import type { Program } from "heddle";
import { evaluateOffset } from "../codegen/ir/offset.js";
import { flopsOf } from "../codegen/plan/work.js";
import type { LayerParams } from "./layer.js";
import { randomNumbers } from "./random.js";
import type { BenchTarget } from "./targets.js";

/** A layer of multi-head self-attention at one length. */
export interface LayerRun {
  readonly name: string;
  readonly program: Program;
  readonly seq: number;
  readonly width: number;
  readonly heads: number;
}

/** A layer in one target, with the data that kernel and peers get. */
export interface Job extends LayerRun {
  readonly target: BenchTarget;
  /** `[seq, width]`. */
  readonly x: Float32Array;
  readonly params: LayerParams;
  /** Floating-point operations of one call, as `heddle inspect` counts them. */
  readonly operations: number;
}

/** The job of a layer in a target; the same data each time. */
export function jobOf({ name, program, seq, width, heads }: LayerRun, target: BenchTarget): Job {
  const matrix = (seed: number): Float32Array => randomNumbers(width * width, seed, 1.7 / Math.sqrt(width));
  const bias = (seed: number): Float32Array => randomNumbers(width, seed, 0.1);
  const params = {
    wq: matrix(11),
    bq: bias(12),
    wk: matrix(13),
    bk: bias(14),
    wv: matrix(15),
    bv: bias(16),
    wo: matrix(17),
    bo: bias(18),
  };
  const x = randomNumbers(seq * width, 19);
  return { name, program, seq, width, heads, target, x, params, operations: operationsOf(program, seq) };
}

/** Floating-point operations of one call of a program whose only named dim is `seq`. */
export function operationsOf(program: Program, seq: number): number {
  return evaluateOffset(flopsOf(program), () => seq);
}
