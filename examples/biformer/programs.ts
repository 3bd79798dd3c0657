import { attention, gather, linear, matmul, mean, mergeHeads, program, rearrange, splitHeads } from "heddle";
import { topK, transpose } from "heddle";
import type { Tensor } from "heddle";
import { lookup, type MaskFunction } from "heddle/attention";
import { multiHeadAttention } from "heddle/nn";

const width = 32;
const heads = 4;
const queriesAndKeys = { wq: [width, width], bq: [width], wk: [width, width], bk: [width] } as const;
const projections = { ...queriesAndKeys, wv: [width, width], bv: [width], wo: [width, width], bo: [width] } as const;

/** How many regions a region attends to. */
export const chosen = 4;

const routes = { shape: [16, chosen], dtype: "i32" } as const;

/** A feature map of 16 x 16 positions as 4 x 4 regions of 4 x 4: the positions of a region come to lie side by side. */
function regionsOf(x: Tensor<[16, 16, 32]>): Tensor<[16, 16, 32]> {
  return rearrange(x, "(a h) (b w) c -> (a b) (h w) c", { a: 4, b: 4 });
}

/** Regions to a feature map. */
function mapOf(regions: Tensor<[16, 16, 32]>): Tensor<[16, 16, 32]> {
  return rearrange(regions, "(a b) (h w) c -> (a h) (b w) c", { a: 4, h: 4 });
}

/** Region to region: which regions each region attends to, by the means of its queries and of their keys. */
function routesOf(q: Tensor<[16, 16, 32]>, k: Tensor<[16, 16, 32]>): Tensor<[16, 4], "i32"> {
  return topK(matmul(mean(q, 1), transpose(mean(k, 1))), chosen).indices;
}

/** The routes alone. */
export const routeRegions = program({
  name: "routeRegions",
  params: queriesAndKeys,
  inputs: { x: [16, 16, width] },
  body: ({ x, wq, bq, wk, bk }) => routesOf(linear(regionsOf(x), wq, bq), linear(regionsOf(x), wk, bk)),
});

/** Token to token: all positions attend to each other, under the mask that the routes are. */
export const attendRouted = program({
  name: "attendRouted",
  params: projections,
  inputs: { x: [16, 16, width], routed: routes },
  body: ({ x, routed, ...weights }) => {
    const tokens = rearrange(regionsOf(x), "r t c -> (r t) c");
    const attended = multiHeadAttention(tokens, weights, { heads, mask: routedTo(routed) });
    return mapOf(rearrange(attended, "(r t) c -> r t c", { r: 16 }));
  },
});

/** Lets a position attend to those of the regions that its own region is routed to; a region has 16 positions. */
function routedTo(routed: Tensor<[16, 4], "i32">): MaskFunction {
  return ({ q, k }) => {
    const isRoute = (i: number) => lookup(routed, q.floorDiv(16), i).eq(k.floorDiv(16));
    return isRoute(0).or(isRoute(1)).or(isRoute(2)).or(isRoute(3));
  };
}

/** Both steps in one program, as the paper computes them: each region gathers the keys and values of its regions. */
export const biformer = program({
  name: "biformerAttention",
  params: projections,
  inputs: { x: [16, 16, width] },
  body: ({ x, wq, bq, wk, bk, wv, bv, wo, bo }) => {
    const regions = regionsOf(x);
    const [q, k, v] = [linear(regions, wq, bq), linear(regions, wk, bk), linear(regions, wv, bv)];
    const routed = routesOf(q, k);
    const keys = rearrange(gather(k, routed, 0), "r k t (h d) -> r h (k t) d", { h: heads });
    const values = rearrange(gather(v, routed, 0), "r k t (h d) -> r h (k t) d", { h: heads });
    return mapOf(linear(mergeHeads(attention(splitHeads(q, heads), keys, values)), wo, bo));
  },
});
