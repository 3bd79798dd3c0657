import { createMha512x8 } from "../generated/mha512x8/index.js";
import { createMha512x8Causal } from "../generated/mha512x8Causal/index.js";
import type { LayerKernel, LayerParams } from "./layer.js";

/** The kernels that workloads name, in one target. */
export interface BenchTarget {
  readonly name: string;
  readonly threads: number;
  readonly kernels: Readonly<Record<"mha512x8" | "mha512x8Causal", (params: LayerParams) => Promise<LayerKernel>>>;
}

/** Every target that is measured. */
export const targets: readonly BenchTarget[] = [
  {
    name: "typescript",
    threads: 1,
    kernels: { mha512x8: createMha512x8, mha512x8Causal: createMha512x8Causal },
  },
];
