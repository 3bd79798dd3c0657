import { type Code, code, type Operands } from "./code.js";
import type { ResultKind, ValueKind } from "./kinds.js";

/** A function of a module, imported or its own. */
export interface FunctionReference<
  P extends readonly ValueKind[] = readonly ValueKind[],
  R extends ResultKind = ResultKind,
> {
  readonly name: string;
  readonly parameters: P;
  readonly result: R;
}

/** A global of a module. */
export interface GlobalReference<K extends ValueKind = ValueKind> {
  readonly name: string;
  readonly kind: K;
  readonly mutable: boolean;
}

/** A global that code may set. */
export interface MutableGlobal<K extends ValueKind = ValueKind> extends GlobalReference<K> {
  readonly mutable: true;
}

/** Calls a function. */
export function call<P extends readonly ValueKind[], R extends ResultKind>(
  callee: FunctionReference<P, R>,
  ...operands: Operands<P>
): Code<R> {
  return code(callee.result, (out) => {
    for (const operand of operands) operand.write(out);
    out.byte(0x10);
    out.unsigned(out.indices.functionIndex(callee));
  });
}

/** The value of a global. */
export function getGlobal<K extends ValueKind>(global: GlobalReference<K>): Code<K> {
  return code(global.kind, (out) => {
    out.byte(0x23);
    out.unsigned(out.indices.globalIndex(global));
  });
}

/** Gives a global another value. */
export function setGlobal<K extends ValueKind>(global: MutableGlobal<K>, value: Code<NoInfer<K>>): Code {
  return code("nothing", (out) => {
    value.write(out);
    out.byte(0x24);
    out.unsigned(out.indices.globalIndex(global));
  });
}
