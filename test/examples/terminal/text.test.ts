import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { centred, displayWidth, fitted, visible } from "../../../examples/terminal/text.js";

describe("text on a terminal", () => {
  it.each([
    ["", 0],
    ["abc", 3],
    ["我爱AI", 6],
    ["ｗ", 2],
    ["한글", 4],
    ["e\u0301", 1],
    ["👩‍👩‍👧", 2],
    ["…█", 2],
  ])("%j takes %i columns", (text, width) => {
    expect(displayWidth(text)).toBe(width);
  });

  it("is cut or filled to just the columns asked for", () => {
    expect(fitted("我爱你", 4)).toBe("我… ");
    expect(fitted("abcd", 4)).toBe("abcd");
    expect(fitted("abcde", 4)).toBe("abc…");
    fc.assert(
      fc.property(fc.string({ unit: "grapheme" }), fc.integer({ min: 1, max: 30 }), (text, width) => {
        expect(displayWidth(fitted(visible(text), width))).toBe(width);
      }),
    );
  });

  it("stands in the middle", () => {
    expect(centred("爱", 5)).toBe(" 爱  ");
    expect(centred("A", 5)).toBe("  A  ");
  });

  it("has no effect but to be seen", () => {
    expect(visible("a\u001b[31m\r\n\u0007")).toBe("a␛[31m␍␊␇");
    expect(visible("\u007f\u009b1m\u202e\u2028")).toBe("\ufffd\ufffd1m\ufffd\ufffd");
    expect(visible("我 é 👩‍👩‍👧")).toBe("我 é 👩‍👩‍👧");
  });
});
