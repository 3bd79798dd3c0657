import { expect, test } from "vitest";
import { decode512x8 } from "../../../presets/decode.js";
import { mha512x8Causal } from "../../../presets/multi-head.js";
import { randomTensor } from "../../random.js";
import { expectClose } from "../kernels/close.js";
import { randomParams, randomRows } from "../kernels/tensors.js";
import { compileWasm } from "../targets/wasm/host/kernel-folder.js";
import { cachedKernels, elementsOf } from "./cached-kernel.js";

const params = randomParams(decode512x8);

test("decode512x8 gives in chunks what the causal layer gives for all at once", async () => {
  const whole = (await compileWasm(mha512x8Causal))(params);
  const step = await cachedKernels(decode512x8)("wasm").create(params, { capacity: 10 });
  const x = randomRows(61, 512).data;
  const parts: number[] = [];
  for (const chunk of [17, 1, 1, 5, 36, 1]) {
    parts.push(...elementsOf(step({ x: x.slice(512 * step.length, 512 * (step.length + chunk)) })));
  }
  expectClose(parts, elementsOf((await whole)({ x })));
});

test("two threads give the bits of one", async () => {
  const { create } = cachedKernels(decode512x8, { wasm: { bytes: "base64", threads: true } })("wasm");
  const [one, two] = [await create(params, { capacity: 3 }), await create(params, { capacity: 3, threads: 2 })];
  for (const rows of [40, 1, 1, 30]) {
    const x = randomTensor([rows, 512], rows).data;
    expect([...elementsOf(two({ x }))]).toEqual([...elementsOf(one({ x }))]);
  }
  expect(two.length).toBe(72);
  two.dispose();
});
