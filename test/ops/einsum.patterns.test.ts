import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { einsum, tensor } from "../../src/ops/index.js";
import { ShapeError } from "../../src/shape/index.js";

/** A call that numpy and opt_einsum have judged; operands are `arange(size) % 7 - 3`. */
interface PatternCase {
  readonly id: string;
  readonly equation: string;
  readonly shapes: readonly (readonly number[])[];
  readonly expect: "accepted" | "rejected";
  readonly reason?: string;
  readonly output_shape?: readonly number[];
  readonly output_flat?: readonly number[];
  readonly output_checksum?: number;
}

const file = new URL("../golden/patterns/einsum_cases.json", import.meta.url);
const { cases }: { cases: readonly PatternCase[] } = JSON.parse(readFileSync(file, "utf8"));

function run({ equation, shapes }: PatternCase) {
  const operands = shapes.map((shape) => {
    const size = shape.reduce((product, dim) => product * dim, 1);
    return tensor(
      Array.from({ length: size }, (_, i) => (i % 7) - 3),
      [...shape],
    );
  });
  return einsum(equation, ...operands);
}

/** `sum of (i + 1) * element i`, modulo a prime. */
function checksum(data: ArrayLike<number>): number {
  const prime = 1_000_003n;
  let sum = 0n;
  for (let i = 0; i < data.length; i++) sum += BigInt(i + 1) * BigInt(data[i] ?? 0);
  return Number(((sum % prime) + prime) % prime);
}

const codes: Readonly<Record<string, string>> = {
  operand_count: "einsum/operands",
  bad_ellipsis: "einsum/equation",
  bad_character: "einsum/equation",
  output_label_repeated: "einsum/output",
  rank_mismatch: "einsum/rank",
  label_size_mismatch: "einsum/size",
};

describe("numpy's own equations", () => {
  test("there are as many as in the list", () => {
    expect(cases.filter((each) => each.expect === "accepted").length).toBe(551);
    expect(cases.filter((each) => each.expect === "rejected").length).toBe(20);
  });

  test("that it accepts give the same elements", () => {
    const wrong = cases
      .filter((each) => each.expect === "accepted")
      .filter((each) => {
        const { sizes, data } = run(each);
        const isRight =
          `${sizes}` === `${each.output_shape}` &&
          (each.output_checksum === undefined || checksum(data) === each.output_checksum) &&
          (each.output_flat === undefined || each.output_flat.every((value, i) => value === data[i]));
        return !isRight;
      });
    expect(wrong.map(({ id, equation }) => `${id} ${equation}`)).toEqual([]);
  });

  test.each(cases.filter((each) => each.expect === "rejected"))("that it refuses are refused: $equation", (each) => {
    let thrown: unknown;
    try {
      run(each);
    } catch (error) {
      thrown = error;
    }
    expect(thrown).toBeInstanceOf(ShapeError);
    expect(thrown).toMatchObject({ code: codes[each.reason ?? ""] });
  });
});
