import { describe, expect, test } from "vitest";
import { affine, buffer, interpret, load, type Module, showModule, verify } from "../../../codegen/ir/index.js";
import type { Affine } from "../../../codegen/ir/nodes.js";
import { oneProcedure } from "./one-procedure.js";

const table = buffer("table", "f32", [50], "input");
const y = buffer("y", "f32", ["seq"], "output");

/** Copies positions 3 and on of the table, as many as `y` has; `limits` are the module's. */
function copy(limits: readonly Affine[]): Module {
  const module = oneProcedure([table, y], (b) =>
    b.for("i", 0, "seq", {}, (i) => b.store(y, [i], load(table, [affine.add(i, 3)]))),
  );
  return { ...module, limits };
}

describe("sizes that a module sets a limit to", () => {
  test("prove accesses in bounds that reach as far as the limit lets them", () => {
    verify(copy([affine.sub(47, "seq")]));
    verify(copy([affine.sub(100, "seq"), affine.sub(40, "seq")]));
    expect(() => verify(copy([affine.sub(48, "seq")]))).toThrow("table");
    expect(() => verify(copy([affine.sub("seq", 1)]))).toThrow("table");
    expect(() => verify(copy([]))).toThrow("table");
  });

  test("are shown, and kept by the interpreter", () => {
    const module = copy([affine.sub(47, "seq")]);
    expect(showModule(module)).toContain("where  47 - seq is 0 or more");
    const run = (seq: number) => interpret(module, { dims: { seq }, buffers: {}, arithmetic: "f32" });
    expect(() => run(48)).toThrow("test: 47 - seq is less than 0");
    expect(run(47)["y"]).toHaveLength(47);
  });
});
