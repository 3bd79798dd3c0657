import { quoted, WeightsError } from "./error.js";

/** A header nests this deep and no deeper: the file's object, a tensor's object, a shape. */
const MAX_DEPTH = 3;

/**
 * Refuses what `JSON.parse` accepts in silence, before it runs: two equal keys in one object, of which it keeps the last,
 * and nesting deeper than a header has. Text that isn't JSON may pass; `JSON.parse` refuses it.
 *
 * @throws {WeightsError} with the repeated key or the position.
 */
export function checkHeaderText(text: string): void {
  const open: Set<string>[] = [];
  for (let at = 0; at < text.length; at++) {
    const character = text[at];
    if (character === "{" || character === "[") {
      open.push(new Set());
      if (open.length > MAX_DEPTH) {
        throw new WeightsError(`safetensors: the header nests more than ${MAX_DEPTH} deep at character ${at}`);
      }
    } else if (character === "}" || character === "]") {
      open.pop();
    } else if (character === '"') {
      const end = endOfString(text, at);
      if (isKey(text, end)) {
        addKey(open.at(-1), text.slice(at, end));
      }
      at = end - 1;
    }
  }
}

/** The position after the closing quote of the string that begins at `start`. */
function endOfString(text: string, start: number): number {
  let at = start + 1;
  while (at < text.length && text[at] !== '"') {
    at += text[at] === "\\" ? 2 : 1;
  }
  return Math.min(at + 1, text.length);
}

function isKey(text: string, end: number): boolean {
  let at = end;
  while (at < text.length && " \t\n\r".includes(text.charAt(at))) {
    at++;
  }
  return text[at] === ":";
}

function addKey(keys: Set<string> | undefined, literal: string): void {
  const key = literal.includes("\\") ? unescaped(literal) : literal.slice(1, -1);
  if (keys?.has(key)) {
    throw new WeightsError(`safetensors: the header has the key ${quoted(key)} twice`);
  }
  keys?.add(key);
}

function unescaped(literal: string): string {
  try {
    return String(JSON.parse(literal));
  } catch {
    return literal;
  }
}
