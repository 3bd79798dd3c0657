import { compileFunction } from "node:vm";
import { transformSync } from "esbuild";
import * as attention from "../../src/attention/index.js";
import * as heddle from "../../src/index.js";
import * as nn from "../../src/nn/index.js";
import { type Compiler, errorsOf } from "../../patterns/compiler.js";

/*
 * Examples are statements that stand after a common start, with all that heddle, heddle/attention and heddle/nn export in
 * scope.
 */

/** What examples have in scope, by name. */
export const scope: Readonly<Record<string, unknown>> = { ...nn, ...attention, ...heddle };

const layers = Object.keys(nn).filter((name) => !(name in heddle));
const functions = Object.keys(attention).filter((name) => !(name in heddle));
const imports = [
  `import { ${functions.join(", ")} } from "heddle/attention";`,
  `import { ${Object.keys(heddle).join(", ")} } from "heddle";`,
  `import type { Dim, Shape, Tensor } from "heddle";`,
];
const layerImport = `import { ${layers.join(", ")} } from "heddle/nn";`;
const strictMode = 'declare module "heddle" { interface ShapeConfig { dynamic: "error" } }';

/** What a compiler says of examples. */
export interface Verdict {
  /** The first lines of the errors, for each example. */
  readonly ofExamples: readonly (readonly string[])[];
  /** Those of what all examples start with. */
  readonly ofStart: readonly string[];
}

/**
 * Compiles examples in one file, each in a function of its own. In strict mode they have no layers: the compiler would
 * look at the source of these too, where dims are unknown.
 */
export async function compileExamples(
  start: string,
  examples: readonly string[],
  compiler: Compiler,
  { strict = false } = {},
): Promise<Verdict> {
  const lines = [...imports, strict ? strictMode : layerImport, ...start.trimEnd().split("\n")];
  const startEnd = lines.length;
  const ends = examples.map((example, i) => {
    return lines.push(`export function example${i}() {`, ...example.trimEnd().split("\n"), "}");
  });
  const errors = await errorsOf(`${lines.join("\n")}\n`, compiler);
  const between = (from: number, to: number): string[] => {
    return [...errors].filter(([line]) => line > from && line <= to).flatMap(([, texts]) => texts);
  };
  return { ofExamples: ends.map((end, i) => between(ends[i - 1] ?? startEnd, end)), ofStart: between(0, startEnd) };
}

/** Runs an example. Its errors are thrown. */
export function runExample(start: string, example: string): void {
  const { code } = transformSync(`${start}\n{\n${example}}`, { loader: "ts" });
  compileFunction(code, Object.keys(scope))(...Object.values(scope));
}
