import { describe, expect, test } from "vitest";
import { chartOf } from "../../bench/chart.js";
import type { Comparison } from "../../bench/compare.js";

const comparison = (changes: Partial<Comparison> = {}): Comparison => ({
  workload: "mha seq 8",
  target: "wasm",
  threads: 1,
  against: "naive",
  ratio: 10,
  low: 5,
  high: 20,
  ...changes,
});
const xOf = (chart: string): readonly number[] =>
  [...chart.matchAll(/<circle cx="([\d.]+)" cy="[\d.]+" r="3.5"/g)].map(([, x]) => Number(x));

describe("chartOf", () => {
  test("places equal factors at equal distances", () => {
    const chart = chartOf([0.1, 1, 10, 100].map((ratio) => comparison({ ratio, low: ratio, high: ratio })));
    const xs = xOf(chart);
    const steps = xs.slice(1).map((x, i) => x - xs[i]!);
    expect(xs).toHaveLength(4);
    expect(Math.max(...steps) - Math.min(...steps)).toBeLessThan(0.2);
    expect(steps[0]).toBeGreaterThan(50);
  });

  test("draws everything inside of its page, however far it lies", () => {
    const chart = chartOf([comparison({ ratio: 900, low: 800, high: 1000 }), comparison({ low: 0.002, ratio: 0.003 })]);
    const [, width, height] = /viewBox="0 0 (\d+) (\d+)"/.exec(chart)!.map(Number);
    for (const [, x] of chart.matchAll(/(?:cx|x1|x2)="([\d.-]+)"/g)) {
      expect(Number(x)).toBeGreaterThan(0);
      expect(Number(x)).toBeLessThan(width!);
    }
    for (const [, y] of chart.matchAll(/(?:cy|y1|y2)="([\d.-]+)"/g)) expect(Number(y)).toBeLessThan(height!);
  });

  test("has a title for each workload, a legend for each target, and says what each dot is", () => {
    const chart = chartOf([
      comparison(),
      comparison({ target: "typescript" }),
      comparison({ workload: "decode <1>", threads: 2, ratio: 1.25, low: 1, high: 2 }),
    ]);
    expect(chart.match(/class="title"/g)).toHaveLength(2);
    expect(chart).toContain("decode &lt;1&gt;");
    expect(chart).toContain("<title>wasm, 2 threads against naive: 1.25</title>");
    expect(chart).toContain(">decode &lt;1&gt;, 2 threads</text>");
    expect(chart.match(/r="4"/g)).toHaveLength(3);
  });

  test("is empty but whole where there is nothing", () => {
    expect(chartOf([])).toMatch(/^<svg [\s\S]*<\/svg>\n$/);
  });
});
