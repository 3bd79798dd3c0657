import type { CreateOption, Host } from "../../typescript/index.js";
import { type CodeVariant, featuresOf } from "./variants.js";

/** What a caller may say to `create…` of a kernel in WebAssembly, besides the target. */
export function createOptions(host: Host, variants: readonly CodeVariant[]): readonly CreateOption[] {
  const features = featuresOf(variants);
  return [
    ...(features.has("relaxed") ? [relaxedOption] : []),
    ...(features.has("threads") ? [threadsOption] : []),
    moduleOption(host),
  ];
}

function moduleOption({ stem }: Host): CreateOption {
  return {
    name: "module",
    type: "object",
    docs: `The code, compiled already: what \`compile${stem}\` gives, a \`WebAssembly.Module\`, which can be sent to workers.
Where it isn't given the code is loaded and compiled once.`,
  };
}

const threadsOption: CreateOption = {
  name: "threads",
  isOfCode: true,
  type: "number",
  docs: `How many threads share each call, the caller's among them; by default 1. Results have the same bits. The others are
workers, which end with \`dispose\` and don't keep a process alive. A page must be cross-origin isolated for it: where
memory can't be shared one thread does it all, and a warning says how to get there.`,
};

const relaxedOption: CreateOption = {
  name: "relaxed",
  isOfCode: true,
  type: "boolean",
  docs: `false: keeps to the code whose results have the same bits on every machine, also where the engine has relaxed
SIMD, which is faster but leaves the rounding of a product and a sum to the processor. By default true.`,
};
