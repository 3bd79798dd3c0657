import type { Buffer, Module } from "../ir/nodes.js";

/** A temporary, and the first and the last step of `run` that use it. */
export interface Life {
  readonly buffer: Buffer;
  readonly from: number;
  readonly to: number;
}

/** From which call of `run` to which each temporary is in use, in the order of first use. */
export function livesOf(module: Module): readonly Life[] {
  const run = module.procedures.find(({ name }) => name === module.run);
  const calls = (run?.body ?? []).map((statement) => (statement.kind === "call" ? statement.buffers : []));
  const users = new Map<string, number[]>();
  for (const [step, buffers] of calls.entries()) {
    for (const name of buffers) users.set(name, [...(users.get(name) ?? []), step]);
  }
  return module.buffers
    .filter(({ role }) => role === "temporary")
    .map((buffer) => {
      const using = users.get(buffer.name) ?? [];
      return { buffer, from: using[0] ?? 0, to: using.at(-1) ?? calls.length };
    })
    .toSorted((left, right) => left.from - right.from);
}

/** Whether there is a step that uses both. */
export function meet(left: Life, right: Life): boolean {
  return left.from <= right.to && right.from <= left.to;
}
