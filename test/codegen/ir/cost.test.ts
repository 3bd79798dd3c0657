import { describe, expect, test } from "vitest";
import {
  add,
  affine,
  bool,
  buffer,
  cost,
  interpret,
  load,
  mul,
  num,
  type ProcedureBuilder,
  simplify,
} from "../../../codegen/ir/index.js";
import { oneProcedure } from "./one-procedure.js";
import { tiledMatmul } from "./tiled-matmul.js";

const x = buffer("x", "f64", ["seq", 4], "input");
const counter = buffer("counter", "f32", [], "output");

describe("the cost of a kernel", () => {
  test("of the tiled matmul is counted exactly", () => {
    const seq = 7;
    const { operations, loaded, stored } = cost(tiledMatmul(), { seq });
    expect(operations).toBe(2 * seq * 5 * 8);
    expect(stored).toMatchObject({ output: seq * 8 * 4, scratch: 5 * 8 * 4, temporary: 0 });
    // Every element of the param is read once, the input once for each vector of 2 columns.
    expect(loaded).toMatchObject({ param: 5 * 8 * 4, input: seq * 5 * 4 * 4 });
    // The panel is read for 2 tiles of 3 rows and one of 1 row.
    expect(loaded.scratch).toBe(3 * 5 * 8 * 4);
  });

  test("is the same after simplifying", () => {
    expect(cost(simplify(tiledMatmul()), { seq: 11 })).toEqual(cost(tiledMatmul(), { seq: 11 }));
  });

  /** A `run` with this body, in which `tick` adds one to a counter: its value is the number of additions made. */
  const counting = (body: (b: ProcedureBuilder, tick: () => void) => void) =>
    oneProcedure([x, counter], (b) => {
      b.store(counter, [], num(0));
      body(b, () => b.store(counter, [], add(load(counter, []), num(1))));
    });

  test.each<[string, (b: ProcedureBuilder, tick: () => void) => void]>([
    ["triangular loops", (b, tick) => b.for("i", 0, "seq", {}, (i) => b.for("j", 0, affine.add(i, 1), {}, tick))],
    [
      "bound indices",
      (b, tick) =>
        b.for("i", 0, "seq", { step: 3 }, (i) => {
          const end = b.bind("end", ["seq", affine.add(i, 2)]);
          const start = b.bindMax("start", [1, i]);
          b.for("j", start, end, {}, tick);
        }),
    ],
    [
      "strips with different parts",
      (b, tick) => b.strip("i", 2, ["seq", 20], [4, 3, 1], (_, width) => b.for("j", 0, width, {}, tick)),
    ],
    ["empty loops", (b, tick) => b.for("i", "seq", 3, {}, tick)],
  ])("counts passes as the interpreter makes them: %s", (_, body) => {
    const module = counting(body);
    for (const seq of [1, 2, 3, 10, 23]) {
      const { counter: count } = interpret(module, { dims: { seq }, buffers: {}, arithmetic: "f32" });
      expect(cost(module, { seq }).operations).toBe(count?.[0]);
    }
  });

  test("takes the dearer branch of an if and the width of the elements", () => {
    const module = oneProcedure([x], (b) => {
      b.if(
        bool(false),
        () => b.let("one", add(load(x, [0, 0]), num(1))),
        () => b.let("four", mul(add(load(x, [0, 0], 4), num(1, 4)), num(2, 4))),
      );
    });
    const { operations, loaded } = cost(module, { seq: 1 });
    expect(operations).toBe(8);
    expect(loaded.input).toBe(4 * 8);
  });

  test("needs a size for every dim", () => {
    expect(() => cost(tiledMatmul(), {})).toThrow("affine: no value for seq in seq");
  });
});
