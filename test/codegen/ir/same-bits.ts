import { expect } from "vitest";
import { type BufferData, interpret, type Module } from "../../../codegen/ir/index.js";

/** Expects two modules to leave the same bits in `output`, in both arithmetics and for several sizes of `seq`. */
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
        return data === undefined ? undefined : new Uint8Array(data.buffer);
      });
      expect(before).toBeDefined();
      expect(after).toEqual(before);
    }
  }
}
