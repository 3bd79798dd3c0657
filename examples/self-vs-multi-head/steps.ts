import { readFile } from "node:fs/promises";

/** One step of a computation and what it gives. */
export interface Step {
  /** As it stands in the source: `q = linear(x, wq, bq)`. */
  readonly code: string;
  /** `[seq, 512]`. */
  readonly shape: string;
}

/** What of a tensor is shown. */
interface Shaped {
  readonly shape: readonly (number | string)[];
}

/**
 * The `const` statements of a function in programs.ts, each with the shape of the tensor of that name.
 *
 * @throws {Error} where the function isn't there, or computes something that isn't in `tensors`.
 */
export async function stepsOf(functionName: string, tensors: Readonly<Record<string, Shaped>>): Promise<Step[]> {
  const source = await readFile(new URL("programs.ts", import.meta.url), "utf8");
  const body = source.match(new RegExp(`function ${functionName}\\(.*?\\n\\}`, "s"))?.[0];
  if (body === undefined) {
    throw new Error(`programs.ts has no function ${functionName}`);
  }
  return Array.from(body.matchAll(/const (\w+) = ([^;]+);/g), ([, name = "", value = ""]) => {
    const tensor = tensors[name];
    if (tensor === undefined) {
      throw new Error(`programs.ts: ${functionName} computes ${name} but doesn't return it`);
    }
    return { code: `${name} = ${value.replaceAll(/\s+/g, " ")}`, shape: `[${tensor.shape.join(", ")}]` };
  });
}
