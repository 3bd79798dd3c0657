import { describe, expect, it } from "vitest";
import { features, weights } from "../../../examples/biformer/picture.js";
import { attendRouted, biformer, routeRegions } from "../../../examples/biformer/programs.js";
import { randomTensors } from "../../../examples/random.js";
import { distance } from "../../codegen/kernels/close.js";
import { attend, routes, type Weights } from "./reference.js";

const params = weights();
const { wq, bq, wk, bk } = params;
const numbers: Weights = {
  wq: wq.data,
  bq: bq.data,
  wk: wk.data,
  bk: bk.data,
  wv: params.wv.data,
  bv: params.bv.data,
  wo: params.wo.data,
  bo: params.bo.data,
};

const maps = { picture: features(), noise: randomTensors(5)([16, 16, 32]) };

describe.each(Object.entries(maps))("bi-level routing attention of %s", (_, x) => {
  const routed = routeRegions.evaluate({ x, wq, bq, wk, bk });
  const expectedRoutes = routes(x.data, numbers);

  it("routes regions by the affinity of their means", () => {
    expect([...routed.data]).toEqual(expectedRoutes.flat());
  });

  it("attends to the positions of the chosen regions, under a mask or by gathering them", () => {
    const expected = attend(x.data, expectedRoutes, numbers);
    expect(distance(attendRouted.evaluate({ x, routed, ...params }).data, expected)).toBeLessThan(1e-6);
    expect(distance(biformer.evaluate({ x, ...params }).data, expected)).toBeLessThan(1e-6);
  });
});
