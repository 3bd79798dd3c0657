import { dim, narrow, program, tensor, zeros } from "heddle";
import { expect, test } from "vitest";

test("a program may start a narrowed axis at a name that an input has", () => {
  const tail = program({
    name: "tail",
    params: {},
    inputs: { x: ["rows"], past: ["past"] },
    body: ({ x }) => narrow(x, 0, "past", 2),
  });
  const x = tensor([0, 1, 2, 3, 4], [dim("rows", 5)]);
  expect([...tail.evaluate({ x, past: zeros([dim("past", 3)]) }).data]).toEqual([3, 4]);
  expect(() => tail.evaluate({ x, past: zeros([dim("past", 4)]) }).data).toThrow(
    "narrow: positions 4 to 5 of axis 0 go past its end: [rows] has sizes [5]",
  );
});

test("a program may not start a narrowed axis at a name that no input has", () => {
  const define = () =>
    program({ name: "tail", params: {}, inputs: { x: ["rows"] }, body: ({ x }) => narrow(x, 0, "past", 2) });
  expect(define).toThrow("program tail: the body makes a tensor [2], and no input has past as an axis");
});
