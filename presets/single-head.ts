import { program } from "heddle";
import { selfAttention } from "heddle/nn";

/** Self-attention with one head: each token gets one weight distribution over all tokens. */
export const selfAttention512 = program({
  name: "selfAttention512",
  params: { wq: [512, 512], bq: [512], wk: [512, 512], bk: [512], wv: [512, 512], bv: [512] },
  inputs: { x: ["seq", 512] },
  body: ({ x, ...weights }) => selfAttention(x, weights),
});
