import type { DemoResult, Run } from "./demo.js";

/** How many of the tokens are shown. */
const shown = 24;

/** What the demo found as lines of text. */
export function showDemo({ prompt, kernel, loops, agree }: DemoResult): string[] {
  const rest = kernel.tokens.length - shown;
  return [
    "A llama of 5 layers, 8 heads and 512 tokens, with random weights: what it says means nothing.",
    "",
    `prompt  ${prompt.join(" ")}`,
    `answer  ${kernel.tokens.slice(0, shown).join(" ")}${rest > 0 ? ` and ${rest} more` : ""}`,
    agree ? "Plain loops decode the same." : "Plain loops decode other tokens!",
    "",
    `generated kernel, WebAssembly  ${speed(kernel)}`,
    `plain loops                    ${speed(loops)}`,
  ];
}

function speed({ tokensPerSecond }: Run): string {
  return `${Math.round(tokensPerSecond).toLocaleString("en").padStart(7)} tokens/s`;
}
