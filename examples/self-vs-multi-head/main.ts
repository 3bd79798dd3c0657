import { writeFile } from "node:fs/promises";
import { relative } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { runExample } from "../terminal/run-example.js";
import { columnsOf, takesColour } from "../terminal/stream.js";
import { visible } from "../terminal/text.js";
import { agree, attentionWeights, compare, tolerance } from "./comparison.js";
import { createTensors, tokens } from "./sequence.js";
import { show } from "./show.js";
import { stepsOf } from "./steps.js";
import { drawSvg } from "./svg.js";

const help = `usage: npx tsx examples/self-vs-multi-head/main.ts [options]

Compares self-attention with one head and attention with 8 heads of 64 on the sequence ${tokens.join(" ")}: the shape of every
step, the attention weights as heatmaps, and generated kernels against the reference evaluator. Draws the heatmaps as
an SVG too.

options:
      --svg FILE  where to draw; by default heatmaps.svg beside this program
  -h, --help      print this help

Exit codes: 0 fine, 1 kernels and evaluator differ by more than ${tolerance.toExponential()}, 2 an error.`;

await runExample("self-vs-multi-head", async (args) => {
  const { values } = parseArgs({
    args: [...args],
    options: { svg: { type: "string" }, help: { type: "boolean", short: "h" } },
  });
  if (values.help) {
    console.log(help);
    return 0;
  }
  const comparison = await compare(createTensors());
  const weights = { tokens, ...attentionWeights(comparison) };
  const singleSteps = await stepsOf("singleHead", comparison.single);
  const multiSteps = await stepsOf("multiHead", comparison.multi);
  const options = { width: columnsOf(process.stdout), inColour: takesColour(process.stdout, process.env) };
  console.log(show({ ...weights, singleSteps, multiSteps, comparison }, options).join("\n"));
  const file = values.svg ?? fileURLToPath(new URL("heatmaps.svg", import.meta.url));
  await writeFile(file, drawSvg(weights));
  console.log(`\nThe heatmaps are drawn in ${visible(relative("", file))}.`);
  if (agree(comparison)) return 0;
  console.error(`self-vs-multi-head: kernels and evaluator differ by more than ${tolerance.toExponential()}`);
  return 1;
});
