import { describe, expect, it } from "vitest";
import { columnsOf, takesColour } from "../../../examples/terminal/stream.js";

describe("colours", () => {
  it.each([
    [true, { TERM: "xterm-256color" }, true],
    [true, { NO_COLOR: "" }, true],
    [true, { NO_COLOR: "1" }, false],
    [true, { NO_COLOR: "0" }, false],
    [true, { TERM: "dumb" }, false],
    [false, {}, false],
  ])("on a terminal (%j) with %j: %j", (isTTY, variables, expected) => {
    expect(takesColour({ isTTY }, variables)).toBe(expected);
  });

  it("are not for files", () => {
    expect(takesColour({}, {})).toBe(false);
  });
});

it.each([
  [undefined, 100],
  [0, 40],
  [72, 72],
  [300, 100],
])("of %d columns %i are used", (columns, expected) => {
  expect(columnsOf(columns === undefined ? {} : { columns })).toBe(expected);
});
