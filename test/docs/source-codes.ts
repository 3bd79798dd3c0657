import { readdirSync, readFileSync } from "node:fs";

/** A ShapeError in the source. */
export interface SourceError {
  /** The operation, undefined if it is only known when it runs. */
  readonly op: string | undefined;
  readonly kind: string;
}

/** Kinds that are a variable in the source: a parameter that its type lets be only these. */
const variables: Readonly<Record<string, readonly string[]>> = {
  "${what}": ["weight", "bias"],
  "${kind}": ["mask", "bias"],
};

/** All ShapeErrors that the source makes. */
export function errorsInSource(): SourceError[] {
  return sourceFiles().flatMap(({ path, text }) => {
    return [...text.matchAll(/new ShapeError\(\s*(["`](.+?)\/(.+?)["`],)?/g)].flatMap(([found, code, op, kind]) => {
      if (code === undefined || op === undefined || kind === undefined) {
        throw new Error(`src/${path}: the code of an error isn't written out: ${found}`);
      }
      return (variables[kind] ?? [kind]).map((each) => ({ op: op.includes("${") ? undefined : op, kind: each }));
    });
  });
}

/** The codes that docstrings name, such as `matmul/inner`. */
export function codesInDocstrings(): string[] {
  const lines = sourceFiles().flatMap(({ text }) => text.match(/^ \* .*$/gm) ?? []);
  const codes = [...lines.join("\n").matchAll(/`(\w+)\/([a-z]+)`/g)];
  // Rules that several operations share write `op/rank` of theirs; `heddle/nn` is a module.
  return codes.filter(([, op]) => op !== "op" && op !== "heddle").map(([, op, kind]) => `${op}/${kind}`);
}

function sourceFiles(): { readonly path: string; readonly text: string }[] {
  const folder = new URL("../../src/", import.meta.url);
  return readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter((path) => path.endsWith(".ts"))
    .map((path) => ({ path, text: readFileSync(new URL(path, folder), "utf8") }));
}
