import type { Contestant } from "../contestant.js";
import { loadPackage } from "./libraries/load.js";
import type { Ort } from "./libraries/onnxruntime.js";
import { type OnnxRuntime, onnxVariants } from "./onnx/variants.js";

/**
 * onnxruntime in WebAssembly, as a page uses it. Without `givesCache` a decoding step doesn't give the longer cache back.
 */
export function onnxRuntimeWeb(threads: number, givesCache = true): Contestant {
  const load = async (): Promise<OnnxRuntime> => {
    const { env, InferenceSession, Tensor } = await loadPackage<Ort>("onnxruntime-web");
    env.wasm.numThreads = threads;
    return {
      Tensor,
      createSession: (model) =>
        InferenceSession.create(model, { executionProviders: ["wasm"], graphOptimizationLevel: "all" }),
    };
  };
  return {
    name: givesCache ? "onnxruntime-web" : "onnxruntime-web-without-cache",
    threads,
    role: "peer",
    packages: ["onnxruntime-web"],
    variantsFor: (task) => onnxVariants(task, load, { givesCache }),
  };
}

/** The same in machine code, with whatever vectors the processor has. No page can use it. */
export function onnxRuntimeNode(threads: number, givesCache = true): Contestant {
  const load = async (): Promise<OnnxRuntime> => {
    const { InferenceSession, Tensor } = await loadPackage<Ort>("onnxruntime-node");
    return {
      Tensor,
      createSession: (model) =>
        InferenceSession.create(model, {
          executionProviders: ["cpu"],
          graphOptimizationLevel: "all",
          intraOpNumThreads: threads,
          interOpNumThreads: 1,
        }),
    };
  };
  return {
    name: givesCache ? "onnxruntime-node" : "onnxruntime-node-without-cache",
    threads,
    role: "peer",
    packages: ["onnxruntime-node"],
    variantsFor: (task) => onnxVariants(task, load, { givesCache }),
  };
}
