import type { Tensor } from "heddle";
import { createUseLiteLayer0Attention } from "../../generated/useLiteLayer0Attention/index.js";
import { createUseLiteLayer1Attention } from "../../generated/useLiteLayer1Attention/index.js";
import { maxDifference } from "../max-difference.js";
import { useLiteLayer0Attention, useLiteLayer1Attention } from "./attention.js";
import { attentionParams } from "./encoder.js";
import type { LayerAttention } from "./encoder.js";
import type { Weights } from "./model.js";

/** The attention of both layers on generated kernels. */
export interface KernelAttention {
  readonly attend: LayerAttention;
  /** Does once more what both did so far, on the kernels and by the reference evaluator. */
  compare(): AttentionComparison;
}

/** Generated kernels beside the reference evaluator. */
export interface AttentionComparison {
  /** The largest difference between elements of their results. */
  readonly difference: number;
  readonly times: readonly [layer0: Times, layer1: Times];
}

/** Milliseconds for the same calls. */
export interface Times {
  readonly kernel: number;
  readonly evaluator: number;
}

/** Makes the kernels of both layers, which keep what they are given until it is compared. */
export async function createKernelAttention(weights: Weights): Promise<KernelAttention> {
  const [params0, params1] = attentionParams(weights);
  const layer0 = recorded<Tensor<["seq", 256]>, Tensor<["seq", 512]>>(await createUseLiteLayer0Attention(params0));
  const layer1 = recorded<Tensor<["seq", 512]>, Tensor<["seq", 512]>>(await createUseLiteLayer1Attention(params1));
  return {
    attend: [layer0.attend, layer1.attend],
    compare() {
      const first = layer0.compare((x) => useLiteLayer0Attention.evaluate({ x, ...params0 }));
      const second = layer1.compare((x) => useLiteLayer1Attention.evaluate({ x, ...params1 }));
      return { difference: Math.max(first.difference, second.difference), times: [first.times, second.times] };
    },
  };
}

/** A kernel that remembers its calls. */
function recorded<X extends Tensor, Y extends Tensor>(kernel: (inputs: { readonly x: X }) => Y) {
  const inputs: X[] = [];
  const timed = (work: (x: X) => Y) => {
    const start = performance.now();
    const results = inputs.map((x) => work(x).data);
    return { results, milliseconds: performance.now() - start };
  };
  return {
    attend(x: X): Y {
      inputs.push(x);
      return kernel({ x });
    },
    compare(evaluate: (x: X) => Y) {
      const kernels = timed((x) => kernel({ x }));
      const evaluator = timed(evaluate);
      const differences = kernels.results.map((data, i) => maxDifference(data, evaluator.results[i] ?? []));
      return {
        difference: Math.max(0, ...differences),
        times: { kernel: kernels.milliseconds, evaluator: evaluator.milliseconds },
      };
    },
  };
}
