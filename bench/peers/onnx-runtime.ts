import type { Contestant } from "../contestant.js";
import { loadPackage } from "./libraries/load.js";
import type { Ort } from "./libraries/onnxruntime.js";
import { type OnnxRuntime, onnxVariants } from "./onnx/variants.js";

/** onnxruntime in WebAssembly, as a page uses it. */
export function onnxRuntimeWeb(threads: number): Contestant {
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
    name: "onnxruntime-web",
    threads,
    role: "peer",
    packages: ["onnxruntime-web"],
    variantsFor: (task) => onnxVariants(task, load),
  };
}

/** onnxruntime in machine code, with whatever vectors the processor has. No page can use it. */
export function onnxRuntimeNode(threads: number): Contestant {
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
    name: "onnxruntime-node",
    threads,
    role: "peer",
    packages: ["onnxruntime-node"],
    variantsFor: (task) => onnxVariants(task, load),
  };
}
