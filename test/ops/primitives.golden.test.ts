import { describe, test } from "vitest";
import { gelu, layerNorm, silu, softmax, tensor, type Tensor } from "heddle";
import type { StoredTensor } from "../../src/weights/stored-tensor.js";
import { expectAccurate, float32, primitiveCases, type PrimitiveCase } from "../golden/torch.js";

/** A stored tensor of unknown rank. */
function load(stored: StoredTensor | undefined): Tensor {
  return tensor(float32(stored), [...(stored?.shape ?? [])]);
}

function check(prefix: string, run: (x: Tensor, primitive: PrimitiveCase) => Tensor): void {
  const cases = primitiveCases(prefix).map((primitive) => [primitive.name, primitive] as const);
  test.each(cases)("%s", (_, primitive) => {
    expectAccurate(run(load(primitive.inputs["x"]), primitive).data, primitive.output, primitive.output64);
  });
}

describe("as accurate as PyTorch", () => {
  check("softmax.", (x) => softmax(x));
  check("layer_norm.", (x, { inputs, attributes }) => {
    const width = inputs["weight"]!.shape[0]!;
    const weight = tensor(float32(inputs["weight"]), [width]);
    const bias = tensor(float32(inputs["bias"]), [width]);
    return layerNorm(x, weight, bias, { epsilon: Number(attributes["eps"]) });
  });
  check("gelu.", (x, { attributes }) =>
    gelu(x, { approximate: attributes["approximate"] === "tanh" ? "tanh" : "none" }),
  );
  check("silu", (x) => silu(x));
});
