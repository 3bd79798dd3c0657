import { runExample } from "../terminal/run-example.js";
import { knowledgeTracing, steps } from "./program.js";
import { inputsOf, type Student, students } from "./students.js";
import { skillOf, skills, weights } from "./weights.js";

await runExample("knowledge-tracing", async () => {
  const { data } = knowledgeTracing.evaluate({ ...inputsOf(students), ...weights() });
  console.log(
    [
      "How likely each next answer is right, from the answers before: attention finds those on the same skill.",
      `Sequences are padded to ${steps} steps; padding and later answers are masked.`,
      ...students.flatMap((student, i) => linesOf(student, data.subarray(i * steps, (i + 1) * steps))),
    ].join("\n"),
  );
  return data.every((chance) => chance >= 0 && chance <= 1) ? 0 : 1;
});

/** The answers of a student, each with the chance that was given to it before. */
function linesOf({ name, answers }: Student, chances: Float32Array): string[] {
  const lines = answers.map(({ exercise, isRight }, step) => {
    const skill = skills[skillOf(exercise)] ?? "";
    const answer = `  ${skill.padEnd(10)} ${(isRight ? "right" : "wrong").padEnd(6)}`;
    return `${answer}  ${forecast(chances[step - 1])}`.trimEnd();
  });
  return ["", name.toUpperCase(), ...lines];
}

function forecast(chance: number | undefined): string {
  if (chance === undefined) return "";
  return `expected ${(100 * chance).toFixed(0).padStart(3)}% ${"#".repeat(Math.round(20 * chance))}`;
}
