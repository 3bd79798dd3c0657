import { expect } from "vitest";
import { type BufferData, interpret, type Module } from "../../../codegen/ir/index.js";
import { firstDifference } from "../targets/wasm/same-bits.js";

/**
 * Expects two modules to leave the same bits in `output`, in both arithmetics and for several sizes of `seq`. Of a NaN only
 * that it is one: its sign is up to the engine.
 */
export function expectSameBits(
  left: Module,
  right: Module,
  output: string,
  buffersFor: (seq: number) => Record<string, BufferData>,
): void {
  for (const seq of [1, 2, 3, 5]) {
    for (const arithmetic of ["f32", "f64"] as const) {
      const [before, after] = [left, right].map((module) => {
        const data = interpret(module, { dims: { seq }, buffers: buffersFor(seq), arithmetic })[output];
        if (data === undefined) throw new Error(`the module has no output ${output}`);
        return data;
      });
      expect(before && after && firstDifference(after, before)).toBeUndefined();
    }
  }
}
