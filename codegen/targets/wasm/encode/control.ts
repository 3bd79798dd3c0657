import { type Code, code } from "./code.js";
import type { Label } from "./code-writer.js";
import { blockType, type ResultKind, type ValueKind } from "./kinds.js";

/** A block: a branch to its label leaves it. */
export function block(body: (label: Label) => Code): Code {
  const label: Label = { of: "block" };
  return labelled(0x02, label, body(label));
}

/** A loop: a branch to its label starts it again; without one it is left at its end. */
export function loop(body: (label: Label) => Code): Code {
  const label: Label = { of: "loop" };
  return labelled(0x03, label, body(label));
}

/** Goes to a label. */
export function branch(label: Label): Code {
  return code("nothing", (out) => {
    out.byte(0x0c);
    out.unsigned(out.depthOf(label));
  });
}

/** Goes to a label unless `condition` is 0. */
export function branchIf(label: Label, condition: Code<"i32">): Code {
  return code("nothing", (out) => {
    condition.write(out);
    out.byte(0x0d);
    out.unsigned(out.depthOf(label));
  });
}

/** `whenTrue` unless `condition` is 0, else `otherwise`; both leave the same kind. */
export function ifElse<K extends ResultKind>(
  condition: Code<"i32">,
  whenTrue: Code<K>,
  otherwise?: Code<NoInfer<K>>,
): Code<K> {
  return code(whenTrue.kind, (out) => {
    condition.write(out);
    out.byte(0x04);
    out.byte(blockType(whenTrue.kind));
    out.within(undefined, () => {
      whenTrue.write(out);
      if (otherwise === undefined) return;
      out.byte(0x05);
      otherwise.write(out);
    });
  });
}

/** `whenTrue` unless `condition` is 0, else `otherwise`; both are computed. */
export function select<K extends ValueKind>(
  condition: Code<"i32">,
  whenTrue: Code<K>,
  otherwise: Code<NoInfer<K>>,
): Code<K> {
  return code(whenTrue.kind, (out) => {
    whenTrue.write(out);
    otherwise.write(out);
    condition.write(out);
    out.byte(0x1b);
  });
}

/** Leaves the function with `value`. */
export function giveBack(value?: Code<ValueKind>): Code {
  return code("nothing", (out) => {
    value?.write(out);
    out.byte(0x0f);
  });
}

/** Traps: this place is never come to. */
export const unreachable: Code = code("nothing", (out) => out.byte(0x00));

function labelled(opcode: number, label: Label, body: Code): Code {
  return code("nothing", (out) => {
    out.byte(opcode);
    out.byte(blockType("nothing"));
    out.within(label, () => body.write(out));
  });
}
