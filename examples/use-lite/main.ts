import { parseArgs } from "node:util";
import { runExample } from "../terminal/run-example.js";
import type { ExitCode } from "../terminal/run-example.js";
import { columnsOf, takesColour } from "../terminal/stream.js";
import { runDemo, tolerance } from "./demo.js";
import type { DemoResult } from "./demo.js";
import { showDemo } from "./show-demo.js";

const help = `usage: npm run demo -- [SENTENCE...] [options]

Shows how alike sentences are in meaning, by Universal Sentence Encoder Lite as one generated WebAssembly kernel. Without
sentences it takes ten whose embeddings are known; sentences of your own are also compared with those.

options:
      --json  print one JSON object and nothing else:
              { maxDifference, similarity, sentences, runs, loading }
  -h, --help  print this help

Exit codes: 0 fine, 1 the embeddings differ from the known ones by more than ${tolerance.toExponential()}, 2 an error.`;

await runExample("use-lite", async (args) => {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: { json: { type: "boolean" }, help: { type: "boolean", short: "h" } },
  });
  if (values.help) {
    console.log(help);
    return 0;
  }
  const result = await runDemo(positionals);
  if (values.json) {
    console.log(JSON.stringify(toJson(result)));
  } else {
    const inColour = takesColour(process.stdout, process.env);
    const options = { width: columnsOf(process.stdout), inColour, isOwn: positionals.length > 0 };
    console.log(showDemo(result, options).join("\n"));
  }
  return verdict(result);
});

function toJson({ maxDifference, similarity, sentences, runs, loading }: DemoResult) {
  return { maxDifference, similarity, sentences, runs, loading };
}

/** A difference that is no number is too much too. */
function verdict({ maxDifference }: DemoResult): ExitCode {
  if (maxDifference <= tolerance) return 0;
  console.error(
    `use-lite: the embeddings differ from the known ones by ${maxDifference}, more than ${tolerance.toExponential()}`,
  );
  return 1;
}
