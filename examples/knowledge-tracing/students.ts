import { dim, tensor } from "heddle";
import { interactionId, steps } from "./program.js";

/** One answer of a student. */
export interface Answer {
  readonly exercise: number;
  readonly isRight: boolean;
}

/** A student's answers, the oldest first. */
export interface Student {
  readonly name: string;
  readonly answers: readonly Answer[];
}

/** Written as the skill's letter, large where the answer was right: fractions, angles, powers, roots, ratios (`x`). */
export const students: readonly Student[] = [
  { name: "Ada", answers: read("FfFAaFApPFA") },
  { name: "Ben", answers: read("fafAfaFAfa") },
  { name: "Cleo", answers: read("RrXRRX") },
];

function read(text: string): readonly Answer[] {
  return Array.from(text, (letter, step) => {
    const skill = "faprx".indexOf(letter.toLowerCase());
    return { exercise: skill + 5 * (step % 4), isRight: letter !== letter.toLowerCase() };
  });
}

/**
 * The inputs of the program: the answers but for the last, the exercises that come next, and how many there are. Padding
 * has the id 0, which is a real one: the lengths keep it out.
 */
export function inputsOf(all: readonly Student[]) {
  const batch = dim("batch", all.length);
  const answered = all.flatMap(({ answers }) =>
    padded(answers.slice(0, -1).map(({ exercise, isRight }) => interactionId(exercise, isRight))),
  );
  const next = all.flatMap(({ answers }) => padded(answers.slice(1).map(({ exercise }) => exercise)));
  return {
    answered: tensor(answered, [batch, steps], "i32"),
    next: tensor(next, [batch, steps], "i32"),
    lengths: tensor(
      all.map(({ answers }) => answers.length - 1),
      [batch],
      "i32",
    ),
  };
}

function padded(ids: readonly number[]): number[] {
  return Array.from({ length: steps }, (_, step) => ids[step] ?? 0);
}
