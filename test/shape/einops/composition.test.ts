import { readFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { compose } from "../../../src/shape/einops/composition.js";
import type { Groups } from "../../../src/shape/einops/composition.js";

interface Case {
  readonly id: string;
  readonly op: string;
  readonly expression: string;
  readonly expect: "accepted" | "rejected";
  readonly opts: { readonly allow_duplicates?: boolean };
  readonly identifiers?: string[];
  readonly composition?: (string | string[])[];
}

const file = new URL("../../golden/patterns/einops_cases.json", import.meta.url);
const { other }: { readonly other: readonly Case[] } = JSON.parse(readFileSync(file, "utf8"));

/** Names that stand twice belong to equations, which have a grammar of their own. */
const hasTwice = ({ expression }: Case): boolean => expression === "i ... i ";
const expressions = other.filter((each) => each.op === "parse_expression" && !hasTwice(each));

/** einops writes an ellipsis as one character. */
function ofEinops(composition: readonly (string | string[])[]): unknown {
  return JSON.parse(JSON.stringify(composition).replaceAll("…", "..."));
}

describe("one side of a pattern", () => {
  test.each(expressions.filter((each) => each.expect === "accepted"))("$id is read: '$expression'", (each) => {
    const read = compose(each.expression);
    if (typeof read === "string") throw new Error(read);
    expect(read.groups).toEqual(ofEinops(each.composition ?? []));
    expect(read.names).toEqual(new Set(each.identifiers?.map((name) => name.replace("…", "..."))));
    expect(read.marks.has("(...)")).toBe(each.composition?.some((group) => group !== "…" && group.includes("…")));
  });

  test.each(expressions.filter((each) => each.expect === "rejected"))("$id is refused: '$expression'", (each) => {
    expect(compose(each.expression)).toBeTypeOf("string");
  });

  test("is read as it was written, with any spaces, lengths and ellipses", () => {
    const name = fc.stringMatching(/^[a-zA-Z][a-zA-Z0-9_]{0,5}[a-z0-9]$/);
    const axes = fc.uniqueArray(name, { maxLength: 8 });
    const spaces = fc.constantFrom("", " ", "   ");
    fc.assert(
      fc.property(axes, fc.nat({ max: 8 }), fc.nat({ max: 8 }), spaces, (names, from, length, space) => {
        const group = names.slice(from, from + length);
        const before = names.slice(0, from);
        const after = names.slice(from + length);
        const text = [...before, `${space}(${space}${group.join(` ${space}`)}${space})${space}`, ...after].join(" ");
        const expected: Groups = [...before.map((each) => [each]), group, ...after.map((each) => [each])];
        expect(compose(`${text} ...`)).toMatchObject({ groups: [...expected, "..."] });
        expect(compose(`... ${text}`)).toMatchObject({ groups: ["...", ...expected] });
        expect(compose(`7${space} ${text} 1`)).toMatchObject({ groups: [["7"], ...expected, []] });
      }),
    );
  });

  test.each(["😀", "a×b", "a…", "a\u00A0b", "a\nb", "a²b"])("%j is refused", (text) => {
    expect(compose(text)).toBeTypeOf("string");
  });

  test("says what comes first", () => {
    expect(compose("a_ (b")).toMatch(/^has "a_"/);
    expect(compose("(b a_")).toBe("has a ( without a )");
    expect(compose("a) b_")).toBe("has a ) without a (");
    expect(compose("b b_")).toMatch(/^has "b_"/);
    expect(compose("b b c)")).toBe("has axis b twice");
    expect(compose("a(b) c(d e)f")).toMatchObject({ groups: [["a"], ["b"], ["c"], ["d", "e"], ["f"]] });
  });
});
