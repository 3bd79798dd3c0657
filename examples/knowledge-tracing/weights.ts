import { full, type Shape, type ShapeArgument, tensor, type Tensor, zeros } from "heddle";
import { exerciseCount, interactionId, steps } from "./program.js";

/** What the exercises are about; exercise `e` is about skill `e % 5`. */
export const skills: readonly string[] = ["fractions", "angles", "powers", "roots", "ratios"];

/** The skill that an exercise is about. */
export function skillOf(exercise: number): number {
  return exercise % skills.length;
}

// Features: the first are the skills. These say if an answer was right, 1 or -1, and what was gathered of that.
const [rightFeature, gatheredFeature] = [8, 9];

/**
 * Weights written by hand, so that it can be seen what attention does: one head compares skills and gathers whether the
 * answers were right; the rest does nothing. A trained model finds finer ways.
 */
export function weights() {
  const exercises = table([exerciseCount, 32], (set) => {
    for (let exercise = 0; exercise < exerciseCount; exercise++) set(exercise, skillOf(exercise), 1);
  });
  const interactions = table([2 * exerciseCount, 32], (set) => {
    for (let exercise = 0; exercise < exerciseCount; exercise++) {
      for (const isRight of [true, false]) {
        set(interactionId(exercise, isRight), skillOf(exercise), 1);
        set(interactionId(exercise, isRight), rightFeature, isRight ? 1 : -1);
      }
    }
  });
  const bySkill = table([32, 32], (set) => {
    for (const skill of skills.keys()) set(skill, skill, 3.5);
  });
  return {
    exercises,
    interactions,
    positions: zeros([steps, 32]),
    wq: bySkill,
    wk: bySkill,
    wv: table([32, 32], (set) => set(0, rightFeature, 1)),
    wo: table([32, 32], (set) => set(gatheredFeature, 0, 1)),
    attentionScale: full([32], 1),
    attentionShift: zeros([32]),
    up: zeros([64, 32]),
    upBias: zeros([64]),
    down: zeros([32, 64]),
    downBias: zeros([32]),
    layerScale: full([32], 1),
    layerShift: zeros([32]),
    chance: table([1, 32], (set) => set(0, gatheredFeature, 0.5)),
    chanceBias: zeros([1]),
  };
}

/** A matrix of zeros but for what `fill` sets, at a row and a column. */
function table<const S extends Shape>(
  shape: ShapeArgument<S>,
  fill: (set: (row: number, column: number, value: number) => void) => void,
): Tensor<S> {
  const { sizes } = zeros(shape);
  const [rows = 0, columns = 0] = sizes;
  const data = new Float32Array(rows * columns);
  fill((row, column, value) => (data[row * columns + column] = value));
  return tensor(data, shape);
}
