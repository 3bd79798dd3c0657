import { parseArgs } from "node:util";
import { createLlama } from "../../generated/llama/index.js";
import { runExample } from "../terminal/run-example.js";
import { context, runDemo } from "./demo.js";
import { showDemo } from "./show-demo.js";
import { randomWeights } from "./weights.js";

const help = `usage: npm run demo:llama -- [TOKEN...] [options]

Decodes token by token with a small llama of random weights, by the generated kernel (WebAssembly, one thread) and by
plain loops, until its context of ${context} is full. The tokens of the prompt are numbers from 0 to 511, by default 1.

options:
      --json  print one JSON object and nothing else: { prompt, agree, kernel, loops }
  -h, --help  print this help

Exit codes: 0 fine, 1 the kernel and the loops decoded different tokens, 2 an error.`;

await runExample("llama", async (args) => {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: { json: { type: "boolean" }, help: { type: "boolean", short: "h" } },
  });
  if (values.help) {
    console.log(help);
    return 0;
  }
  const weights = randomWeights();
  const kernel = await createLlama(weights, { target: "wasm", capacity: context });
  const result = runDemo(kernel, weights, promptOf(positionals));
  console.log(values.json ? JSON.stringify(result) : showDemo(result).join("\n"));
  if (result.agree) return 0;
  console.error("llama: the kernel and the loops decoded different tokens");
  return 1;
});

function promptOf(given: readonly string[]): readonly number[] {
  const prompt = given.length === 0 ? [1] : given.map(Number);
  const wrong = given.find((_, i) => !Number.isInteger(prompt[i]) || prompt[i]! < 0 || prompt[i]! > 511);
  if (wrong !== undefined) throw new RangeError(`a token is a whole number from 0 to 511: got ${wrong}`);
  if (prompt.length > context) throw new RangeError(`the context has room for ${context} tokens: got ${prompt.length}`);
  return prompt;
}
