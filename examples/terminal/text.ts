const graphemes = new Intl.Segmenter("en", { granularity: "grapheme" });

/** The scripts and blocks whose characters take two columns, by and large Unicode's East Asian Width W and F. */
const wide =
  /^[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\p{Script=Bopomofo}\u3000-\u303e\uff01-\uff60\uffe0-\uffe6\p{Emoji_Presentation}]|\ufe0f/u;

/** How many columns of a terminal `text` takes. */
export function displayWidth(text: string): number {
  return Array.from(graphemes.segment(text)).reduce((sum, { segment }) => sum + widthOf(segment), 0);
}

function widthOf(grapheme: string): number {
  return wide.test(grapheme) ? 2 : 1;
}

/** `text` followed by spaces up to `width` columns; where it is longer it is cut, and ends in `…`. */
export function fitted(text: string, width: number): string {
  const missing = width - displayWidth(text);
  return missing >= 0 ? text + " ".repeat(missing) : cut(text, width);
}

function cut(text: string, width: number): string {
  let kept = "";
  let columns = 0;
  for (const { segment } of graphemes.segment(text)) {
    const next = columns + widthOf(segment);
    if (next > width - 1) break;
    kept += segment;
    columns = next;
  }
  return `${kept}…${" ".repeat(width - 1 - columns)}`;
}

/** `text` in the middle of `width` columns. It must not be longer. */
export function centred(text: string, width: number): string {
  return fitted(" ".repeat(Math.floor((width - displayWidth(text)) / 2)) + text, width);
}

/**
 * `text` on one line and harmless to a terminal: control characters, which may move the cursor or change colours, and
 * characters that turn the direction of writing around become visible signs.
 */
export function visible(text: string): string {
  return text.replaceAll(/[\p{Cc}\p{Zl}\p{Zp}\u200e\u200f\u202a-\u202e\u2066-\u2069]/gu, (character) => {
    const code = character.charCodeAt(0);
    return code < 0x20 ? String.fromCharCode(0x2400 + code) : "\ufffd";
  });
}
