import { readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { budgetCases, withDims } from "./budget-cases.js";
import type { BudgetCase } from "./budget-cases.js";
import { countInstantiations } from "./count.js";
import type { Cost } from "./count.js";

/*
 * The budgets of the types, in instantiations, are in type-tests/budgets.json. `npm run types:budgets` measures and
 * rewrites them: a change of one is read in review.
 */

const file = new URL("../../type-tests/budgets.json", import.meta.url);

/** What a call may cost on shapes not seen before. */
export type Budgets = Readonly<Record<string, number>>;

/** The cost of a case: the same operation was called before, with other shapes. */
export function costOf({ operands, call }: BudgetCase): Cost {
  const met = withDims(`${operands}\n${call};`, "met");
  return countInstantiations(withDims(call, "fresh"), withDims(operands, "fresh"), met);
}

/** The budgets as they are checked in. */
export function readBudgets(): Budgets {
  return JSON.parse(readFileSync(file, "utf8"));
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const measured = Object.fromEntries(budgetCases.map((each) => [each.name, costOf(each).first]));
  const budgets = readBudgets();
  for (const [name, cost] of Object.entries(measured)) {
    if (budgets[name] !== cost) console.log(`${name}: ${budgets[name] ?? "new"} -> ${cost}`);
  }
  writeFileSync(file, `${JSON.stringify(measured, undefined, 2)}\n`);
  const costs = Object.values(measured);
  const mean = costs.reduce((sum, cost) => sum + cost, 0) / costs.length;
  console.log(`${costs.length} calls: mean ${mean.toFixed(0)}, worst ${Math.max(...costs)}`);
}
