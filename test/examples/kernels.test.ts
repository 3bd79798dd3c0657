import { dim, tensor } from "heddle";
import { describe, expect, it } from "vitest";
import * as biformer from "../../examples/biformer/programs.js";
import { features, weights as biformerWeights } from "../../examples/biformer/picture.js";
import * as botnet from "../../examples/botnet/programs.js";
import { createTensors as botnetTensors } from "../../examples/botnet/tensors.js";
import { knowledgeTracing } from "../../examples/knowledge-tracing/program.js";
import { inputsOf, students } from "../../examples/knowledge-tracing/students.js";
import { weights as tracingWeights } from "../../examples/knowledge-tracing/weights.js";
import { idsOf } from "../../examples/multi-head-rag/documents.js";
import { embedText, nearest } from "../../examples/multi-head-rag/programs.js";
import { weights as ragWeights } from "../../examples/multi-head-rag/weights.js";
import { randomTensors } from "../../examples/random.js";
import { expectKernels } from "./expect-kernels.js";

const random = randomTensors(11);

describe("the kernels of an example give what its evaluator gives, on both targets", () => {
  it("biformer", async () => {
    const [x, weights] = [features(), biformerWeights()];
    const { wq, bq, wk, bk } = weights;
    await expectKernels(biformer.routeRegions, { x, wq, bq, wk, bk });
    const routed = biformer.routeRegions.evaluate({ x, wq, bq, wk, bk });
    await expectKernels(biformer.attendRouted, { x, routed, ...weights }, {}, { bits: false });
    await expectKernels(biformer.biformer, { x, ...weights }, {}, { bits: false });
  });

  it("botnet", async () => {
    const tensors = botnetTensors();
    await expectKernels(botnet.botnet, { ...tensors }, { batch: 1 }, { bits: false });
    const { x, wq, wk, wv } = tensors;
    await expectKernels(
      botnet.biased,
      { x, wq, wk, wv, distances: random([4, 27, 27]) },
      { batch: 1 },
      { bits: false },
    );
  });

  it("knowledge tracing, of a student too who has answered nothing before", async () => {
    const beginner = { name: "Dan", answers: [{ exercise: 3, isRight: true }] };
    const inputs = inputsOf([...students, beginner]);
    expect(inputs.lengths.data.at(-1)).toBe(0);
    await expectKernels(knowledgeTracing, { ...inputs, ...tracingWeights() }, { batch: students.length + 1 });
  });

  it("multi-head RAG", async () => {
    const ids = idsOf("the king drove in a battle");
    const text = { ids: tensor(ids, [dim("seq", ids.length)], "i32") };
    await expectKernels(embedText, { ...text, ...ragWeights() }, { seq: ids.length });
    await expectKernels(
      nearest,
      { query: random([4, 16]), stored: random([dim("documents", 12), 4, 16]) },
      { documents: 12 },
    );
  });
});
