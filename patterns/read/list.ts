import { readFileSync } from "node:fs";
import type { Case } from "../cases.js";
import { ListError } from "../list-error.js";
import { readEinopsCase, readOtherCase } from "./einops.js";
import { readEinsumCase } from "./einsum.js";
import { Fields } from "./fields.js";

/**
 * The cases of a list, every field of them checked: `{ cases: [..], other: [..] }`, where an entry of `cases` with an
 * `equation` is one of einsum and one with an `op` is one of einops.
 *
 * @throws ListError if the file can't be read, is no JSON, or isn't of that form
 */
export function readList(path: string): readonly Case[] {
  const list = new Fields("the list", parse(path, read(path)));
  if (!list.has("cases")) throw new ListError("the list: cases is missing");
  const cases = list
    .objects("cases")
    .map((fields) => (fields.has("equation") ? readEinsumCase : readEinopsCase)(fields));
  return [...cases, ...list.objects("other").map(readOtherCase)];
}

function read(path: string): string {
  try {
    return readFileSync(path, "utf8");
  } catch (error) {
    const code = error instanceof Error && "code" in error ? String(error.code) : String(error);
    throw new ListError(`${path} can't be read (${code})`);
  }
}

function parse(path: string, text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    throw new ListError(`${path} is no JSON: ${error.message.replaceAll(/\s+/g, " ")}`);
  }
}
