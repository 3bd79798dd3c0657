import { describe, expect, test } from "vitest";
import {
  affine,
  buffer,
  interpret,
  load,
  moduleOf,
  type Module,
  num,
  procedure,
  type ProcedureBuilder,
  verify,
} from "../../../codegen/ir/index.js";
import { planMemory } from "../../../codegen/plan/memory.js";

const x = buffer("x", "f32", ["seq"], "input");
const kept = buffer("kept", "f32", ["capacity"], "state");
const sum = buffer("sum", "f32", [1], "output");
const state = { length: "past", growth: affine.variable("seq"), capacity: "capacity" };

/** Appends `x` to what is kept, from `past + shift` on, and adds all of it up to `end`. */
function running({ shift = 0, end = affine.add("past", "seq") } = {}): Module {
  const entry = (name: string, body: (b: ProcedureBuilder) => void) =>
    procedure(name, { summary: `${name}.`, reserved: ["past", "seq", "capacity"] }, body);
  return moduleOf({
    name: "running",
    dims: ["capacity", "past", "seq"],
    buffers: [x, kept, sum],
    prepare: entry("prepare", () => {}),
    run: entry("run", (b) => {
      b.for("i", 0, "seq", {}, (i) => b.store(kept, [affine.add(i, "past", shift)], load(x, [i])));
      b.store(sum, [0], num(0));
      b.for("i", 0, end, {}, (i) => b.store(sum, [0], load(kept, [i])));
    }),
    state,
  });
}

describe("the state of a module", () => {
  test("is proven: what was kept before is there, and what a call adds has room", () => {
    expect(() => verify(running())).not.toThrow();
  });

  test("isn't read behind what is kept", () => {
    expect(() => verify(running({ end: affine.add("past", "seq", 1) }))).toThrow("kept");
    expect(() => verify(running({ end: affine.variable("capacity") }))).toThrow("what was not written");
  });

  test("has to be added to without a gap", () => {
    expect(() => verify(running({ shift: 1 }))).toThrow("may be out of bounds");
    expect(() => verify(running({ shift: -1 }))).toThrow("may be out of bounds");
    const { procedures, ...rest } = running();
    const [prepare, run] = procedures;
    if (!prepare || !run) throw new Error("there are two procedures");
    const idle = { ...run, body: run.body.slice(1, 2) };
    expect(() => verify({ ...rest, procedures: [prepare, idle] })).toThrow(
      "state kept [0 .. past + seq] is not written in full",
    );
  });

  test("must say how it grows", () => {
    const { state: _, ...silent } = running();
    expect(() => verify(silent)).toThrow("state kept: the module does not say how its state grows");
    expect(() => verify({ ...running(), state: { ...state, length: "old" } })).toThrow("the state names old");
  });

  test("begins with nothing, and has room for a call at least", () => {
    const arrays = { x: Float32Array.of(5, 6), kept: new Float32Array(2) };
    const run = (dims: Readonly<Record<string, number>>) =>
      interpret(running(), { dims, buffers: arrays, arithmetic: "f32" })["kept"];
    expect(run({ past: 0, seq: 2, capacity: 2 })).toEqual(Float32Array.of(5, 6));
    expect(() => run({ past: 1, seq: 2, capacity: 2 })).toThrow("dim capacity is 2, not an integer of 3 or more");
    expect(() => run({ past: -1, seq: 2, capacity: 2 })).toThrow("dim past is -1, not an integer of 0 or more");
  });

  test("leaves temporaries that are as long as it where they are until its capacity grows", () => {
    const long = buffer("long", "f32", [affine.add("past", "seq")], "temporary");
    const { peak } = planMemory({ ...running(), buffers: [x, kept, sum, long] });
    expect(peak).toEqual({ constant: 0, terms: [{ coefficient: 4, variables: ["capacity"] }] });
  });
});
