import type { Case, Check } from "../cases.js";
import type { Fields } from "./fields.js";

/** An entry with an `equation`, as the list of einsum's cases has them. */
export function readEinsumCase(fields: Fields): Case {
  const [id, equation, shapes] = [fields.string("id"), fields.string("equation"), fields.shapes("shapes")];
  const call = { op: "einsum", equation, shapes } as const;
  const expect = fields.choice("expect", ["accepted", "rejected", "disputed"]);
  if (expect === "disputed") return { id, expect };
  const check: Check =
    expect === "rejected"
      ? { expect: "refused", call, reason: fields.string("reason") }
      : {
          expect,
          call,
          outcome: {
            shapes: [fields.sizes("output_shape")],
            flat: fields.optionalNumbers("output_flat"),
            checksum: fields.optionalCount("output_checksum"),
          },
        };
  return { id, expect: check.expect, checks: [check] };
}
