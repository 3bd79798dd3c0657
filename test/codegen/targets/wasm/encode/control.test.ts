import { describe, expect, test } from "vitest";
import {
  after,
  block,
  branch,
  branchIf,
  type Code,
  drop,
  getLocal,
  giveBack,
  i32,
  ifElse,
  type Label,
  loop,
  operation,
  select,
  sequence,
  setLocal,
  teeLocal,
  unreachable,
} from "../../../../../codegen/targets/wasm/encode/index.js";
import { instantiate } from "./run-code.js";

const add = (left: Code<"i32">, right: Code<"i32">) => operation("i32.add", left, right);

describe("structured control", () => {
  test("loops and blocks inside each other find their labels", () => {
    // Adds 1 for each of 3 passes of 4, and leaves both loops when the sum is 10.
    const { run } = instantiate("i32", (locals) => {
      const [sum, outer, inner] = ["sum", "outer", "inner"].map((name) => locals.make("i32", name));
      if (!sum || !outer || !inner) throw new Error("three locals");
      const next = (label: Label) =>
        sequence(
          setLocal(sum, add(getLocal(sum), i32(1))),
          setLocal(inner, add(getLocal(inner), i32(1))),
          branchIf(label, operation("i32.lt_s", getLocal(inner), i32(4))),
        );
      const counted = block((done) =>
        loop((again) =>
          sequence(
            setLocal(inner, i32(0)),
            loop((more) => ifElse(operation("i32.eq", getLocal(sum), i32(10)), branch(done), next(more))),
            setLocal(outer, add(getLocal(outer), i32(1))),
            branchIf(again, operation("i32.lt_s", getLocal(outer), i32(3))),
          ),
        ),
      );
      return after([counted], getLocal(sum));
    });
    expect(run()).toBe(10);
  });

  test("a branch outside of its block is refused", () => {
    let escaped: Label | undefined;
    const inside = block((label) => {
      escaped = label;
      return sequence();
    });
    expect(() => instantiate("nothing", () => sequence(inside, ...(escaped ? [branch(escaped)] : [])))).toThrow(
      "a branch stands outside of the block that it goes to",
    );
  });

  test("if, select, return, tee and drop", () => {
    const both = (condition: number) =>
      instantiate("i32", (locals) => {
        const held = locals.make("i32", "held");
        const chosen = ifElse(i32(condition), i32(1), i32(2));
        const other = select(i32(condition), i32(10), i32(20));
        return after([drop(teeLocal(held, add(chosen, other)))], getLocal(held));
      }).run();
    expect([both(1), both(0)]).toEqual([11, 22]);
    expect(instantiate("i32", () => after([giveBack(i32(7)), unreachable], i32(8))).run()).toBe(7);
    expect(() => instantiate("nothing", () => unreachable).run()).toThrow(WebAssembly.RuntimeError);
  });
});

test("operands of a wrong kind don't compile", () => {
  const [integer, float] = [i32(1), operation("f32.convert_i32_s", i32(1))];
  const refused = [
    // @ts-expect-error a float is no integer
    () => operation("i32.add", integer, float),
    // @ts-expect-error an operand is missing
    () => operation("i32.add", integer),
    // @ts-expect-error there is no such instruction
    () => operation("i32.plus", integer, integer),
    // @ts-expect-error a condition is an i32
    () => select(float, integer, integer),
    // @ts-expect-error both branches leave the same kind
    () => ifElse(integer, integer, float),
  ];
  expect(refused).toHaveLength(5);
});
