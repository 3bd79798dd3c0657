import { ShapeError } from "../../src/shape/index.js";
import { caseFiles } from "../types/case-files.js";
import { runExample } from "./examples.js";

/** Wrong calls, after the common start of the examples, with codes that no other wrong program in the repository has. */
const rareCalls = `
  all(mask, 2)
  mean(zeros([0]))
  min(zeros([0]))
  argMax(zeros([0]))
  neg(ids)
  mean(ids)
  reduce(x, "s (h d) -> h s", "sum", { h: -8 })
  reduce(x, "s (h d) -> h s", "sum", { w: 8 })
  reduce(x, "s (h d) -> h s", "sum")
  reduce([], "b d -> d", "sum")
  reduce([x, zeros([4, 512])], "b s d -> d", "sum")
  rearrange([x, cast(x, "i32")], "b s d -> s b d")
  repeat(x, "d -> d 2")
  repeat(x, "s (h d) -> h s d", { w: 8 })
  repeat(x, "s (h d) -> h s d")
  repeat([], "b d -> b d 2")
  repeat([x, zeros([4, 512])], "b s d -> b s d 2")
  cast(x, "f16")
  zeros([4], "f16")
  ones([4], "f16")
  full([4], 1, "f16")
  tensor([], [0], "f16")
  view(new ArrayBuffer(8), [4], { dtype: "f16" })
`;

/** The codes that wrong programs are refused with when they run: those of the type tests, and some more. */
export async function thrownCodes(start: string): Promise<ReadonlySet<string>> {
  const calls: (() => unknown)[] = rareCalls
    .trim()
    .split("\n")
    .map((call) => () => runExample(start, call));
  for (const { url } of caseFiles("messages").filter(({ name }) => name.startsWith("cases/"))) {
    const { cases }: { cases: readonly (() => unknown)[] } = await import(url.href);
    calls.push(...cases);
  }
  return new Set(calls.map(codeOf));
}

function codeOf(call: () => unknown): string {
  try {
    call();
  } catch (error) {
    if (error instanceof ShapeError) return error.code;
    throw error;
  }
  throw new Error(`accepted: ${call}`);
}
