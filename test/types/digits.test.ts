import { expect, test } from "vitest";
import { randomData } from "../random.js";
import { checkTexts } from "./check-text.js";

/*
 * Arithmetic on digits in types against JavaScript's, on random numbers: a declaration for each pair, whose type is
 * what the types compute and whose value is what is right.
 */

const imports = `
import type { Add, AtMost, Multiply, Subtract } from "../../src/shape/digits.js";
import type { Divide, Modulo } from "../../src/shape/division.js";
type IsNever<T> = [T] extends [never] ? true : false;
`;

/** Numbers of up to so many digits, each count of digits as likely as the others. */
function numbersOf(count: number, digits: number, seed: number): number[] {
  const [lengths, values] = [randomData(count, seed), randomData(count, seed + 1)].map((all) =>
    Array.from(all, (value) => (value + 1) / 2),
  );
  return Array.from({ length: count }, (_, index) => {
    const places = 1 + Math.floor((lengths?.[index] ?? 0) * digits);
    return Math.floor((values?.[index] ?? 0) * 10 ** places);
  });
}

function rowOf(a: number, b: number, index: number): string {
  const [large, small] = [Math.max(a, b), Math.min(a, b)];
  const rows = [
    [`Add<"${a}", "${b}">`, `"${a + b}"`],
    [`Multiply<"${a}", "${b}">`, `"${a * b}"`],
    [`AtMost<"${a}", "${b}">`, a <= b],
    [`Subtract<"${large}", "${small}">`, `"${large - small}"`],
    ...(large > small ? [[`IsNever<Subtract<"${small}", "${large}">>`, true]] : []),
    ...(b > 0 ? [[`Divide<"${a * b}", "${b}">`, `"${a}"`]] : []),
    ...(b > 0 ? [[`Modulo<"${a}", "${b}">`, `"${a % b}"`]] : []),
    ...(b > 0 && a % b > 0 ? [[`IsNever<Divide<"${a}", "${b}">>`, true]] : []),
  ];
  return `export const row${index}: [${rows.map(([type]) => type).join(", ")}] = [${rows.map(([, value]) => value).join(", ")}];`;
}

test("types compute as JavaScript does", () => {
  const [left, right] = [numbersOf(60, 6, 7), [...numbersOf(40, 3, 9), ...numbersOf(20, 5, 11)]];
  const rows = left.map((a, index) => rowOf(a, right[index] ?? 0, index));
  expect(checkTexts([`${imports}${rows.join("\n")}`]).map(({ errors }) => errors)).toEqual([[]]);
});

test("a wrong result would be an error", () => {
  const [checked] = checkTexts([`${imports}${rowOf(12, 34, 0).replace('"46"', '"47"')}`]);
  expect(checked?.errors).toEqual([`Type '"47"' is not assignable to type '"46"'.`]);
});
