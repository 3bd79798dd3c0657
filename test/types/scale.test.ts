import { describe, expect, test } from "vitest";
import { blocksFile, callsBeforeBlocks, callsPerBlock } from "../../bench/types/blocks.js";
import { checkTexts } from "./check-text.js";
import type { CheckedText } from "./check-text.js";

/** The check of one text, in a program of its own. */
function check(text: string): CheckedText {
  const [checked] = checkTexts([text]);
  if (checked === undefined) throw new Error("no text was checked");
  return checked;
}

describe("a file of transformer blocks", () => {
  const costs = [1, 6, 10, 20, 30].map((blocks) => [blocks, check(blocksFile(blocks, "heddle"))] as const);
  const costOf = (blocks: number) => costs.find(([count]) => count === blocks)?.[1].instantiations ?? 0;

  test("is written without errors", () => {
    expect(costs.map(([, { errors }]) => errors)).toEqual(costs.map(() => []));
  });

  test("has 414 calls on 229 lines for six blocks", () => {
    const text = blocksFile(6, "heddle");
    const operations = /\{ (.*) \}/.exec(text)?.[1]?.split(", ") ?? [];
    const calls = text.match(new RegExp(String.raw`\b(${operations.join("|")})\(`, "g")) ?? [];
    expect(calls.length).toBe(414);
    expect(callsBeforeBlocks + 6 * callsPerBlock).toBe(414);
    expect(text.split("\n").length - 1).toBe(229);
  });

  test("costs at most 40,000 instantiations for six blocks", () => {
    expect(costOf(6)).toBeLessThanOrEqual(40_000);
  });

  test("costs no more for each block of 2,000 calls than for each of 700", () => {
    expect(costOf(30) - costOf(20)).toBeLessThanOrEqual(1.15 * (costOf(20) - costOf(10)));
    expect(callsBeforeBlocks + 30 * callsPerBlock).toBeGreaterThan(2000);
  });
});

/** Names `a0`, `a1` and on. */
function names(count: number): string[] {
  return Array.from({ length: count }, (_, index) => `a${index}`);
}

function tensorOf(name: string, dims: readonly (number | string)[]): string {
  return `declare const ${name}: Tensor<${JSON.stringify(dims)}>;\n`;
}

/** Code, and the type that its last line is expected to have. */
interface Extreme {
  readonly name: string;
  readonly code: string;
  readonly type: string;
}

const sixteen = names(16);
const hundred = names(100);
const letters = [..."abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"];
const appends = Array.from({ length: 400 }, (_, index) => `const t${index + 1} = append(t${index}, step);`);

const extremes: readonly Extreme[] = [
  {
    name: "broadcasting at rank 16",
    code: `${tensorOf("x", sixteen)}${tensorOf("y", [...sixteen.slice(1, -1), 1])}const result = add(x, y);`,
    type: JSON.stringify(sixteen),
  },
  {
    name: "a product of matrices at rank 16",
    code: `${tensorOf("x", sixteen)}const result = matmul(x, transpose(x));`,
    type: JSON.stringify([...sixteen.slice(0, -1), "a14"]),
  },
  {
    name: "permuting 16 axes",
    code: `${tensorOf("x", sixteen)}const result = permute(x, [${[...sixteen.keys()].toReversed().join(", ")}]);`,
    type: JSON.stringify(sixteen.toReversed()),
  },
  {
    name: "concat, narrow and sum at rank 16",
    code: `${tensorOf("x", sixteen)}const result = sum(narrow(concat([x, x], 8), 0, 0, 1), -1);`,
    type: JSON.stringify([1, ...sixteen.slice(1, 8), "2*a8", ...sixteen.slice(9, -1)]),
  },
  {
    name: "a sum of 32 names",
    code: `${names(32)
      .map((name) => tensorOf(`t_${name}`, [name, 8]))
      .join("")}const result = concat([${names(32)
      .map((name) => `t_${name}`)
      .join(", ")}], 0);`,
    type: JSON.stringify([names(32).toSorted().join("+"), 8]),
  },
  {
    name: "a product of 32 names",
    code: `${tensorOf("x", names(32).toReversed())}const result = reshape(x, [-1]);`,
    type: JSON.stringify([names(32).toSorted().join("*")]),
  },
  {
    name: "400 appends in a row",
    code: `${tensorOf("t0", [8, "past", 64])}${tensorOf("step", [8, 1, 64])}${appends.join("\n")}\nconst result = t400;`,
    type: JSON.stringify([8, "past+400", 64]),
  },
  {
    name: "a pattern of 100 axes",
    code: `${tensorOf("x", hundred)}const result = rearrange(x, "${hundred.join(" ")} -> ${hundred.toReversed().join(" ")}");`,
    type: JSON.stringify(hundred.toReversed()),
  },
  {
    name: "a reduction of a pattern of 100 axes",
    code: `${tensorOf("x", hundred)}const result = reduce(x, "${hundred.join(" ")} -> ${hundred.slice(50).join(" ")}", "sum");`,
    type: JSON.stringify(hundred.slice(50)),
  },
  {
    name: "an equation of all letters",
    code: `${tensorOf("x", letters)}const result = einsum("${letters.join("")}->${letters.toReversed().join("")}", x);`,
    type: JSON.stringify(letters.toReversed()),
  },
];

test.each(extremes)("the compiler doesn't give up on $name", ({ code, type }) => {
  const operations = "add, append, concat, einsum, matmul, narrow, permute, rearrange, reduce, reshape, sum, transpose";
  const imports = `import { ${operations} } from "heddle"; import type { Tensor } from "heddle";\n`;
  const exactly = `type Same<A, B> = (<T>() => T extends A ? 1 : 2) extends <T>() => T extends B ? 1 : 2 ? true : false;
export const same: Same<typeof result, Tensor<${type}>> = true;\n`;
  expect(check(`${imports}${code}\n${exactly}`).errors).toEqual([]);
});
