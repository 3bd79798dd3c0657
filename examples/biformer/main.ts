import { maxDifference } from "../max-difference.js";
import { runExample } from "../terminal/run-example.js";
import { features, picture, things, weights } from "./picture.js";
import { attendRouted, biformer, chosen, routeRegions } from "./programs.js";

/** The largest difference that counts as equal; the numbers are about 1 in size. */
const tolerance = 1e-5;

await runExample("biformer", async () => {
  const [x, params] = [features(), weights()];
  const { wq, bq, wk, bk } = params;
  const routed = routeRegions.evaluate({ x, wq, bq, wk, bk });
  const masked = attendRouted.evaluate({ x, routed, ...params });
  const gathered = biformer.evaluate({ x, ...params });
  const difference = maxDifference(masked.data, gathered.data);
  console.log(
    [
      "A feature map of 16 x 16 positions in 4 x 4 regions, and what each of them shows:",
      "",
      ...picture.map((row) => `  ${[...row].map((thing) => (things[thing] ?? "").padEnd(6)).join("")}`.trimEnd()),
      "",
      `ROUTES: THE ${chosen} REGIONS THAT EACH REGION ATTENDS TO`,
      ...routesOf(routed.data),
      "",
      `A position attends to ${16 * chosen} of the 256 positions, those of ${chosen} regions.`,
      `Under a mask or with gathered keys: the largest difference is ${difference.toExponential(1)}.`,
    ].join("\n"),
  );
  return difference <= tolerance ? 0 : 1;
});

/** A line for each region: what it shows, and what those show that it is routed to, with their row and column. */
function routesOf(routed: Int32Array): string[] {
  return Array.from({ length: 16 }, (_, region) => {
    const targets = [...routed.subarray(region * chosen, (region + 1) * chosen)];
    return `  ${named(region)}  ->  ${targets.map(named).join("  ")}`.trimEnd();
  });
}

function named(region: number): string {
  const [row, column] = [Math.floor(region / 4), region % 4];
  return `${(things[picture[row]?.[column] ?? ""] ?? "").padEnd(5)} ${row},${column}`;
}
