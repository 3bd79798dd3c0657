import { type Call, type Case, type Check, type Input, type Outcome, reductions } from "../cases.js";
import type { Fields } from "./fields.js";

/** An entry of `cases`: rearrange, reduce or repeat. */
export function readEinopsCase(fields: Fields): Case {
  const id = fields.string("id");
  const expect = fields.choice("expect", ["accepted", "rejected", "disputed"]);
  const calls = callsOf(fields);
  if (expect === "disputed") return { id, expect };
  if (expect === "rejected") return refused(id, fields, calls);
  const shapes = [fields.sizes("output_shape")];
  const [flat, checksum] = [fields.optionalNumbers("output_flat"), fields.optionalCount("output_checksum")];
  // The elements of a reduction are those of the sum, whatever else the entry names.
  const checks = calls.map((call): Check => {
    const outcome = call.op === "reduce" && call.reduction !== "sum" ? { shapes } : { shapes, flat, checksum };
    return { expect, call, outcome };
  });
  return { id, expect, checks };
}

function callsOf(fields: Fields): readonly Call[] {
  const op = fields.choice("op", ["rearrange", "reduce", "repeat"]);
  const pattern = fields.string("pattern");
  const [input, lengths] = [inputOf(fields), fields.numbersByName("axes_lengths")];
  if (op !== "reduce") return [{ op, pattern, input, lengths }];
  return reductionsOf(fields).map((reduction) => ({ op, pattern, input, lengths, reduction }));
}

function inputOf(fields: Fields): Input {
  return fields.has("input_shapes_list")
    ? { kind: "list", shapes: fields.shapes("input_shapes_list") }
    : { kind: "tensor", shape: fields.sizes("input_shape") };
}

/** Names of reductions that aren't functions: a function of the caller's own, and an internal name of einops. */
const withoutFunction = new Set(["callable", "rearrange"]);

/** The reductions to check. An accepted entry gives the elements of the sum, so that is among them. */
function reductionsOf(fields: Fields): readonly string[] {
  const named = fields.strings("reductions").filter((name) => !withoutFunction.has(name));
  if (fields.string("expect") === "rejected") return named.length > 0 ? named : ["sum"];
  return reductions.filter((reduction) => reduction === "sum" || named.includes(reduction));
}

/** An entry of `other`: pack, unpack, parse_shape, and what belongs to operations that aren't there. */
export function readOtherCase(fields: Fields): Case {
  const [id, op] = [fields.string("id"), fields.string("op")];
  if (op !== "pack" && op !== "unpack" && op !== "parse_shape") return { id, expect: "not ours", op };
  const expect = fields.choice("expect", ["accepted", "rejected", "disputed"]);
  const call = otherCall(op, fields);
  if (expect === "disputed") return { id, expect };
  if (expect === "rejected") return refused(id, fields, [call]);
  return { id, expect, checks: [{ expect, call, outcome: otherOutcome(op, fields) }] };
}

function otherCall(op: "pack" | "unpack" | "parse_shape", fields: Fields): Call {
  const pattern = fields.string("pattern");
  switch (op) {
    case "pack":
      return { op, pattern, shapes: fields.object("shape").shapes("list") };
    case "unpack":
      return { op, pattern, shape: fields.sizes("shape"), packedShapes: fields.shapes("packed_shapes", -1) };
    case "parse_shape":
      return { op: "parseShape", pattern, shape: fields.sizes("shape") };
  }
}

function otherOutcome(op: "pack" | "unpack" | "parse_shape", fields: Fields): Outcome {
  switch (op) {
    case "pack": {
      const out = fields.list("out", 2);
      return { shapes: [out.sizes("0")], packedShapes: out.shapes("1") };
    }
    case "unpack":
      return { shapes: fields.object("out").shapes("list") };
    case "parse_shape":
      return { shapes: [], lengths: fields.numbersByName("out") };
  }
}

function refused(id: string, fields: Fields, calls: readonly Call[]): Case {
  const reason = fields.string("reason");
  return { id, expect: "refused", checks: calls.map((call) => ({ expect: "refused", call, reason })) };
}
