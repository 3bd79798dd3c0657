import { type Code, code, type Operands } from "./code.js";
import type { ValueKind } from "./kinds.js";
import type { Opcode } from "./opcodes.js";
import { relaxedOpcodes } from "./relaxed-opcodes.js";
import { scalarOpcodes } from "./scalar-opcodes.js";
import { vectorOpcodes } from "./vector-opcodes.js";

/** Every instruction that has operands only. */
export const opcodes = { ...scalarOpcodes, ...vectorOpcodes, ...relaxedOpcodes };

/** The name of an instruction in the text format. */
export type OperationName = keyof typeof opcodes;

/** The instruction called `name`: `operation("f32x4.add", left, right)`. */
export function operation<N extends OperationName>(
  name: N,
  ...operands: Operands<(typeof opcodes)[N]["takes"]>
): Code<(typeof opcodes)[N]["gives"]> {
  return instruction<(typeof opcodes)[N]["takes"], (typeof opcodes)[N]["gives"]>(opcodes[name], operands);
}

/** The instruction that a row of a table describes. */
export function instruction<T extends readonly ValueKind[], R extends ValueKind>(
  { prefix, number, gives }: Opcode<T, R>,
  operands: Operands<T>,
): Code<R> {
  return code(gives, (out) => {
    for (const operand of operands) operand.write(out);
    if (prefix === undefined) {
      out.byte(number);
    } else {
      out.byte(prefix);
      out.unsigned(number);
    }
  });
}
