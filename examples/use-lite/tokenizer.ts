import { arrayOf, isString } from "./json-shape.js";

/** Pieces with their scores (log probabilities); a piece's place in the list is its id. */
export type Vocabulary = readonly (readonly [piece: string, score: number])[];

/** What stands for a space in pieces: U+2581, lower one eighth block. Every sentence begins with one. */
const SEPARATOR = "\u2581";
/** The id of whatever no piece matches. */
const UNKNOWN = 0;
/** The first ids are the unknown token, control tokens and spare ones: no text becomes them. */
const RESERVED = 6;

/**
 * The vocabulary of vocab.json. Seven pieces with a colon have no score there (`null`); they count 0, as in the
 * package's own tokenizer.
 *
 * @throws {Error} where `json` isn't a list of `[piece, score]`.
 */
export function parseVocabulary(json: unknown): Vocabulary {
  return arrayOf(json, isEntry, "vocab.json").map(([piece, score]) => [piece, score ?? 0]);
}

function isEntry(entry: unknown): entry is readonly [string, number | null] {
  return (
    Array.isArray(entry) &&
    entry.length === 2 &&
    isString(entry[0]) &&
    entry[0] !== "" &&
    (entry[1] === null || Number.isFinite(entry[1]))
  );
}

/** Turns a sentence into the ids of its pieces. */
export type Tokenizer = (sentence: string) => number[];

interface Piece {
  readonly id: number;
  readonly score: number;
}

/** How the best segmentation up to a position ends. */
interface Step {
  readonly score: number;
  readonly start: number;
  readonly id: number;
}

/**
 * A SentencePiece unigram tokenizer (Kudo 2018, https://arxiv.org/abs/1804.10959): of all ways to cut a sentence into
 * pieces it takes the one with the highest sum of scores, found by the Viterbi algorithm in time linear in the sentence.
 *
 * The text is normalised to NFKC; a separator is put before it and in place of each space (U+0020; other white space is a
 * character like any other). A code point at which no piece begins becomes the unknown token, and neighbouring
 * unknowns become one. Of equal sums the one with the shorter last piece wins. An empty sentence has no tokens.
 */
export function createTokenizer(vocabulary: Vocabulary): Tokenizer {
  const pieces = new Map<string, Piece>();
  let longest = 1;
  for (const [id, [piece, score]] of vocabulary.entries()) {
    if (id >= RESERVED) {
      pieces.set(piece, { id, score });
      longest = Math.max(longest, Array.from(piece).length);
    }
  }
  return (sentence) => {
    const text = sentence.normalize("NFKC");
    const symbols = text === "" ? [] : Array.from(SEPARATOR + text.replaceAll(" ", SEPARATOR));
    return mergeUnknown(bestPath(symbols, pieces, longest));
  };
}

function bestPath(symbols: readonly string[], pieces: ReadonlyMap<string, Piece>, longest: number): number[] {
  const steps: (Step | undefined)[] = [];
  for (let start = 0; start < symbols.length; start++) {
    const before = start === 0 ? 0 : steps[start]?.score;
    if (before === undefined) {
      continue; // inside a piece: no segmentation ends here
    }
    let found = false;
    let text = "";
    for (let end = start + 1; end <= Math.min(start + longest, symbols.length); end++) {
      text += symbols[end - 1];
      const piece = pieces.get(text);
      if (piece !== undefined) {
        found = true;
        offer(steps, end, { score: before + piece.score, start, id: piece.id });
      }
    }
    if (!found) {
      offer(steps, start + 1, { score: before, start, id: UNKNOWN });
    }
  }
  return idsOf(steps, symbols.length);
}

/**
 * Keeps `step` where it is the best so far. A sum of exactly 0 counts as none, as in the package's own tokenizer: with
 * the scoreless colon pieces it decides how a sentence that begins with a colon is cut.
 */
function offer(steps: (Step | undefined)[], end: number, step: Step): void {
  const best = steps[end];
  if (best === undefined || best.score === 0 || step.score >= best.score) {
    steps[end] = step;
  }
}

function idsOf(steps: readonly (Step | undefined)[], length: number): number[] {
  const ids: number[] = [];
  for (let end = length; end > 0;) {
    const step = steps[end];
    ids.push(step?.id ?? UNKNOWN);
    end = step?.start ?? 0;
  }
  return ids.toReversed();
}

function mergeUnknown(ids: readonly number[]): number[] {
  return ids.filter((id, i) => id !== UNKNOWN || ids[i - 1] !== UNKNOWN);
}
