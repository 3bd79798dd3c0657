import { describe, expect, test } from "vitest";
import { budgetCases } from "./budget-cases.js";
import { costOf, readBudgets } from "./budgets.js";
import { exportedValues } from "./check-text.js";

/** What is exported and is no operation on tensors: declarations, and what applies a function that is written in place. */
const others: ReadonlySet<string> = new Set(["program", "perLayer", "throughLayers", "isTensor", "ShapeError"]);

/**
 * What costs something each time: the compiler infers from an object of lengths anew. These numbers may only go down,
 * and no other may join them.
 */
const again: ReadonlyMap<string, number> = new Map([
  ["rearrange", 84],
  ["repeat", 84],
]);

const budgets = readBudgets();
const costs = new Map(budgetCases.map((each) => [each.name, costOf(each)]));

describe("a call on shapes not seen before", () => {
  test.each(budgetCases)("costs its budget and a tenth at most: $name", ({ name }) => {
    const cost = costs.get(name);
    const budget = budgets[name] ?? 0;
    expect(cost?.errors).toEqual([]);
    expect(cost?.first).toBeLessThanOrEqual(budget * 1.1);
  });

  test.each(budgetCases)("costs nothing the second time: $name", ({ name }) => {
    expect(costs.get(name)?.repeat).toBeLessThanOrEqual(again.get(name) ?? 0);
  });

  test("costs 300 instantiations in the mean and 1,200 at most", () => {
    const all = Object.values(budgets);
    expect(all.reduce((sum, budget) => sum + budget, 0) / all.length).toBeLessThanOrEqual(300);
    expect(Math.max(...all)).toBeLessThanOrEqual(1200);
  });
});

test("there is a budget for every operation and for nothing else", () => {
  const operations = exportedValues().filter((name) => !others.has(name));
  expect([...new Set(budgetCases.map(({ name }) => name.replace(/:.*/, "")))].toSorted()).toEqual(
    operations.toSorted(),
  );
  expect(Object.keys(budgets)).toEqual(budgetCases.map(({ name }) => name));
});
