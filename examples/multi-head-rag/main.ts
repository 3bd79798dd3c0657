import { parseArgs } from "node:util";
import { runExample } from "../terminal/run-example.js";
import { aspects, idsOf, texts } from "./documents.js";
import { byHead, byWhole, embed, type Found, importanceOf, vote } from "./retrieval.js";

const usual = "alexander drove a car with garlic and played violin";

const help = `usage: npx tsx examples/multi-head-rag/main.ts [QUERY]

Finds documents for a query of several aspects, by an embedding for each head and by one for the whole text. By default
the query is "${usual}". It may have the words of documents.ts.`;

await runExample("multi-head-rag", async (args) => {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: { help: { type: "boolean", short: "h" } },
  });
  if (values.help) {
    console.log(help);
    return 0;
  }
  const query = positionals.join(" ") || usual;
  idsOf(query);
  const [stored, asked] = [texts.map(embed), embed(query)];
  const lists = byHead(asked, stored);
  const importance = aspects.map((_, head) => importanceOf(head, stored));
  console.log(
    [
      `QUERY: ${query}`,
      "",
      "WHAT EACH HEAD FINDS NEAREST, AND ITS IMPORTANCE",
      ...aspects.map((aspect, head) => {
        const [first = 0] = lists[head] ?? [];
        return `  head ${head + 1}, ${aspect.padEnd(8)} ${(importance[head] ?? NaN).toFixed(2)}  ${texts[first] ?? ""}`;
      }),
      "",
      "THE HEADS' VOTE                                  ONE EMBEDDING FOR THE WHOLE TEXT",
      ...besideEachOther(vote(lists, importance).map(lineOf), byWhole(asked, stored).map(lineOf)),
    ].join("\n"),
  );
  return 0;
});

function lineOf({ document, weight }: Found): string {
  return `  ${weight.toFixed(2)}  ${texts[document] ?? ""}`;
}

function besideEachOther(left: readonly string[], right: readonly string[]): string[] {
  return left.slice(0, 5).map((line, i) => `${line.padEnd(47)}${right[i] ?? ""}`);
}
