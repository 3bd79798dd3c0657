import { describe, expect, test } from "vitest";
import { onnxModel } from "../../bench/peers/onnx/model.js";
import { bytes, integer, join, message, repeated, text } from "../../bench/peers/onnx/protobuf.js";

describe("the wire format", () => {
  // The examples of https://protobuf.dev/programming-guides/encoding.
  test("has the documented bytes", () => {
    expect([...join(integer(1, 150))]).toEqual([0x08, 0x96, 0x01]);
    expect([...join(text(2, "testing"))]).toEqual([0x12, 0x07, 0x74, 0x65, 0x73, 0x74, 0x69, 0x6e, 0x67]);
    expect([...join(message(3, integer(1, 150)))]).toEqual([0x1a, 0x03, 0x08, 0x96, 0x01]);
  });

  test("writes fields above 15, values above 2^32 and lengths above 127", () => {
    expect([...join(integer(20, 2))]).toEqual([0xa0, 0x01, 0x02]);
    expect([...join(integer(1, 2 ** 35))]).toEqual([0x08, 0x80, 0x80, 0x80, 0x80, 0x80, 0x01]);
    expect([...join(bytes(1, new Uint8Array(200)))].slice(0, 4)).toEqual([0x0a, 0xc8, 0x01, 0]);
    expect([...join(repeated([1, 2], (value) => integer(1, value)))]).toEqual([8, 1, 8, 2]);
  });

  test.each([-1, 0.5, NaN, 2 ** 53])("refuses %d", (value) => {
    expect(() => integer(1, value)).toThrow(RangeError);
  });
});

test("a model has its parts at the numbers of the format", () => {
  const model = onnxModel({
    nodes: [{ op: "MatMul", inputs: ["x", "w"], outputs: ["y"], attributes: { axis: 2 }, domain: "com.microsoft" }],
    constants: [{ name: "w", shape: [1, 1], data: Float32Array.of(0.5) }],
    inputs: [{ name: "x", shape: [3, 1] }],
    outputs: [{ name: "y", shape: [3, 1] }],
  });
  const dims = message(2, message(1, integer(1, 3)), message(1, integer(1, 1)));
  const type = message(2, message(1, integer(1, 1), dims));
  const expected = join(
    integer(1, 8),
    message(
      7,
      message(
        1,
        text(1, "x"),
        text(1, "w"),
        text(2, "y"),
        text(4, "MatMul"),
        message(5, text(1, "axis"), integer(3, 2), integer(20, 2)),
        text(7, "com.microsoft"),
      ),
      text(2, "bench"),
      message(5, integer(1, 1), integer(1, 1), integer(2, 1), text(8, "w"), bytes(9, Uint8Array.of(0, 0, 0, 0x3f))),
      message(11, text(1, "x"), type),
      message(12, text(1, "y"), type),
    ),
    message(8, integer(2, 17)),
    message(8, text(1, "com.microsoft"), integer(2, 1)),
  );
  expect([...model]).toEqual([...expected]);
});
