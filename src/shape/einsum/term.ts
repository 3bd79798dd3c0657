import { ShapeError } from "../message.js";
import { isLabel } from "./label.js";
import type { Label } from "./label.js";

/**
 * The labels of one term, in order, with `"..."` where the ellipsis stands; or what is wrong with it. Spaces between
 * labels mean nothing.
 */
export type ParseTerm<Text, Found extends string[] = []> = Text extends `${infer C}${infer Rest}`
  ? C extends Label
    ? ParseTerm<Rest, [...Found, C]>
    : C extends " "
      ? ParseTerm<Rest, Found>
      : C extends "."
        ? ParseEllipsis<Text, Found>
        : `character ${C} is no label (use letters)`
  : Found;

type ParseEllipsis<Text, Found extends string[]> = Text extends `...${infer Rest}`
  ? "..." extends Found[number]
    ? "... stands twice in one term"
    : ParseTerm<Rest, [...Found, "..."]>
  : "a . is not part of ... (write three)";

/**
 * The labels of one term of `equation`, in order, with `"..."` where the ellipsis stands. Spaces between labels mean
 * nothing.
 *
 * @throws ShapeError `einsum/equation`
 */
export function parseTerm(text: string, equation: string): readonly string[] {
  const found: string[] = [];
  for (let i = 0; i < text.length; i++) {
    const character = text.charAt(i);
    if (isLabel(character)) {
      found.push(character);
    } else if (character === ".") {
      if (!text.startsWith("...", i)) throw malformed("a . is not part of ... (write three)", equation);
      if (found.includes("...")) throw malformed("... stands twice in one term", equation);
      found.push("...");
      i += 2;
    } else if (character !== " ") {
      throw malformed(`character ${character} is no label (use letters)`, equation);
    }
  }
  return found;
}

function malformed(what: string, equation: string): ShapeError {
  return new ShapeError("einsum/equation", `einsum: ${what}: ${equation}`);
}
