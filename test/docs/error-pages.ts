import { readdirSync, readFileSync } from "node:fs";

/*
 * The pages in docs/errors: one for each kind of mistake, with a section for each operation that can tell of it.
 * A section has three blocks: the wrong code, what it is told, and the mended code.
 */

const folder = new URL("../../docs/errors/", import.meta.url);

/** Who finds a mistake: the compiler, only the run time, or only the compiler in strict mode. */
export type Finder = "compiler" | "run time" | "strict mode";

/** A section of a page. */
export interface Section {
  /** The page: `inner` of docs/errors/inner.md. */
  readonly kind: string;
  /** The code of the error, `matmul/inner`; of one that strict mode finds, which never runs, the operation alone. */
  readonly code: string;
  readonly foundBy: Finder;
  readonly wrong: string;
  readonly message: string;
  readonly mended: string;
}

/** A page. */
export interface Page {
  readonly kind: string;
  /** The heading. */
  readonly title: string;
  readonly text: string;
  readonly sections: readonly Section[];
}

/** A row of the table in the index. */
export interface Row {
  readonly kind: string;
  readonly title: string;
  readonly operations: readonly string[];
}

/** The pages, but for the index. */
export function readPages(): Page[] {
  return readdirSync(folder)
    .filter((file) => file.endsWith(".md") && file !== "README.md")
    .toSorted()
    .map((file) => readPage(file.replace(/\.md$/, "")));
}

function readPage(kind: string): Page {
  const text = readFileSync(new URL(`${kind}.md`, folder), "utf8");
  const [head = "", ...sections] = text.split(/^## /m);
  const [, title] = /^# (.+)\n\n\S/.exec(head) ?? [];
  if (title === undefined) throw new Error(`docs/errors/${kind}.md needs a heading and a paragraph under it`);
  return { kind, title, text, sections: sections.map((section) => parseSection(kind, section)) };
}

function parseSection(kind: string, text: string): Section {
  const place = `docs/errors/${kind}.md: ${text.split("\n", 1)[0]}`;
  const heading = /^`(?:([a-zA-Z]+\/[a-z]+)`( when it runs)?|([a-zA-Z]+)` with strict mode)\n/.exec(text);
  const [, code, runs, operation] = heading ?? [];
  if (heading === null) throw new Error(`${place}: the heading is no code with when it is found`);
  const blocks = [...text.matchAll(/^```(\w*)\n([^]*?)^```$/gm)];
  const languages = blocks.map(([, language]) => language).join(" ");
  if (languages !== "ts text ts") throw new Error(`${place} has the blocks ${languages}, not ts text ts`);
  const [wrong = "", message = "", mended = ""] = blocks.map(([, , content]) => content);
  const foundBy = operation !== undefined ? "strict mode" : runs !== undefined ? "run time" : "compiler";
  return { kind, code: code ?? operation ?? "", foundBy, wrong, message: message.trimEnd(), mended };
}

/** What all examples start with: the one block of code in the index. */
export function readCommonStart(): string {
  const blocks = [...readIndex().matchAll(/^```ts\n([^]*?)^```$/gm)];
  const [[, code] = []] = blocks;
  if (code === undefined || blocks.length > 1) throw new Error("docs/errors/README.md needs one block of code");
  return code;
}

/** The table of the index. */
export function readIndexRows(): Row[] {
  const rows = readIndex().matchAll(/^\| \[(\w+)\]\((\w+)\.md\) \| (.+?) \| (.*) \|$/gm);
  return [...rows].map(([row, kind = "", file, title = "", operations = ""]) => {
    if (kind !== file) throw new Error(`docs/errors/README.md links another page than it says: ${row}`);
    return { kind, title, operations: [...operations.matchAll(/`(\w+)`/g)].map(([, operation = ""]) => operation) };
  });
}

function readIndex(): string {
  return readFileSync(new URL("README.md", folder), "utf8");
}
