// Wrong programs: a cache that is declared wrongly, or doesn't come back as it has to.
import { append, cast, zeros } from "../../../src/ops/index.js";
import { program } from "../../../src/program/index.js";

const token = { x: [1, 4] } as const;
const keys = { k: ["past", 4] } as const;
const both = { k: ["past", 4], v: ["past", 4] } as const;

export const cases: readonly (() => unknown)[] = [
  // the declaration
  () => program({ name: "p", params: {}, inputs: token, cache: { k: [8, 4] }, body: ({ x }) => ({ out: x, cache: { k: x } }) }),
  () => program({ name: "p", params: {}, inputs: token, cache: { k: ["heads", "past", 4] }, body: ({ x }) => ({ out: x, cache: { k: x } }) }),
  () => program({ name: "p", params: {}, inputs: token, cache: { k: ["past", "past"] }, body: ({ x }) => ({ out: x, cache: { k: x } }) }),
  () => program({ name: "p", params: {}, inputs: token, cache: { k: ["past+1", 4] }, body: ({ x }) => ({ out: x, cache: { k: x } }) }),
  () => program({ name: "p", params: {}, inputs: token, cache: { k: ["past", 4], v: ["old", 4] }, body: ({ x, k, v }) => ({ out: x, cache: { k: append(k, x), v: append(v, x) } }) }),
  // what the body returns
  () => program({ name: "p", params: {}, inputs: token, cache: keys, body: ({ x }) => x }),
  () => program({ name: "p", params: {}, inputs: token, cache: keys, body: ({ x }) => ({ y: x }) }),
  () => program({ name: "p", params: {}, inputs: token, body: ({ x }) => ({ out: x, cache: { k: x } }) }),
  () => program({ name: "p", params: {}, inputs: token, cache: both, body: ({ x, k }) => ({ out: x, cache: { k: append(k, x) } }) }),
  () => program({ name: "p", params: {}, inputs: token, cache: keys, body: ({ x, k }) => ({ out: x, cache: { k: append(k, x), v: x } }) }),
  // the next values
  () => program({ name: "p", params: {}, inputs: token, cache: keys, body: ({ x, k }) => ({ out: x, cache: { k: cast(append(k, x), "i32") } }) }),
  () => program({ name: "p", params: {}, inputs: token, cache: keys, body: ({ x, k }) => ({ out: x, cache: { k } }) }),
  () => program({ name: "p", params: {}, inputs: token, cache: keys, body: ({ x }) => ({ out: x, cache: { k: x } }) }),
  () => program({ name: "p", params: {}, inputs: token, cache: keys, body: ({ x, k }) => ({ out: x, cache: { k: append(k, k) } }) }),
  () => program({ name: "p", params: {}, inputs: token, cache: keys, body: ({ x }) => ({ out: x, cache: { k: zeros(["past+1", 8]) } }) }),
  () => program({ name: "p", params: {}, inputs: token, cache: keys, body: ({ x }) => ({ out: x, cache: { k: zeros(["past+1"]) } }) }),
  () => program({ name: "p", params: {}, inputs: token, cache: both, body: ({ x, k, v }) => ({ out: x, cache: { k: append(k, x), v: append(v, zeros([2, 4])) } }) }),
];
