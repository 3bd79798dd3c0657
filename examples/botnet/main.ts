import { attention } from "heddle";
import { shade } from "../terminal/heat.js";
import { runExample } from "../terminal/run-example.js";
import { botnet, botnetHeads } from "./programs.js";
import { createTensors } from "./tensors.js";

const side = 14;
const head = 1;

/** The queries that are shown, by their row and column. */
const queries = [
  [3, 3],
  [7, 9],
] as const;

await runExample("botnet", async () => {
  const tensors = createTensors();
  const { q, k, v, score } = botnetHeads(tensors);
  const { probabilities, output } = attention(q, k, v, { score, returns: ["probabilities"] });
  const out = botnet.evaluate(tensors);
  console.log(
    [
      `A feature map [${out.sizes.join(", ")}]: all ${side * side} positions attend to all, in ${output.shape[1]} heads.`,
      "",
      `Where two of them look, in head ${head + 1}; the query is marked:`,
      "",
      ...besideEachOther(queries.map(([row, column]) => mapOf(probabilities.data, row, column))),
      "",
      "Both have the same embeddings of distances. What a query holds decides what it makes of them:",
      `its row of the table q r is one of ${2 * side - 1} distances in rows plus one of ${2 * side - 1} in columns.`,
    ].join("\n"),
  );
  return out.data.every(Number.isFinite) ? 0 : 1;
});

/** The weights of all positions for the query at `row` and `column`, as lines of shades. */
function mapOf(probabilities: Float32Array, row: number, column: number): string[] {
  const start = (head * side * side + row * side + column) * side * side;
  const weights = probabilities.subarray(start, start + side * side);
  const greatest = Math.max(...weights);
  return Array.from({ length: side }, (_, y) => {
    const cells = Array.from(weights.subarray(y * side, (y + 1) * side), (weight, x) => {
      return y === row && x === column ? "><" : shade(weight / greatest).repeat(2);
    });
    return cells.join("");
  });
}

function besideEachOther(maps: readonly string[][]): string[] {
  return (maps[0] ?? []).map((_, line) => `  |${maps.map((map) => map[line] ?? "").join("|   |")}|`);
}
