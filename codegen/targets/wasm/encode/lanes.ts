import { type Code, code } from "./code.js";

/** Four lanes of 32 bits by their numbers: 0 to 3 those of the first operand, 4 to 7 those of the second. */
export type ShuffledLanes = readonly [number, number, number, number];

const scalars = {
  f32x4: { kind: "f32", lanes: 4, extract: 31, replace: 32 },
  f64x2: { kind: "f64", lanes: 2, extract: 33, replace: 34 },
  i32x4: { kind: "i32", lanes: 4, extract: 27, replace: 28 },
} as const;

/** The shapes of vectors whose lanes can be taken out and put in. */
export type LaneShape = keyof typeof scalars;

type LaneKind<S extends LaneShape> = (typeof scalars)[S]["kind"];

interface ShapeOf<K> {
  readonly kind: K;
  readonly lanes: number;
  readonly extract: number;
}

/** One lane of a vector. Throws RangeError for a lane that there is not. */
export function extractLane<S extends LaneShape>(shape: S, vector: Code<"v128">, lane: number): Code<LaneKind<S>> {
  const { kind, lanes, extract }: ShapeOf<LaneKind<S>> = scalars[shape];
  requireLane(lane, lanes);
  return code(kind, (out) => {
    vector.write(out);
    out.byte(0xfd);
    out.unsigned(extract);
    out.byte(lane);
  });
}

/** A vector with another value in one lane. Throws RangeError for a lane that there is not. */
export function replaceLane<S extends LaneShape>(
  shape: S,
  vector: Code<"v128">,
  lane: number,
  value: Code<LaneKind<NoInfer<S>>>,
): Code<"v128"> {
  const { lanes, replace } = scalars[shape];
  requireLane(lane, lanes);
  return code("v128", (out) => {
    vector.write(out);
    value.write(out);
    out.byte(0xfd);
    out.unsigned(replace);
    out.byte(lane);
  });
}

/** Lanes of 32 bits of two vectors in a new order. Throws RangeError for a lane that there is not. */
export function shuffle(left: Code<"v128">, right: Code<"v128">, lanes: ShuffledLanes): Code<"v128"> {
  for (const lane of lanes) requireLane(lane, 8);
  return code("v128", (out) => {
    left.write(out);
    right.write(out);
    out.byte(0xfd);
    out.unsigned(13);
    for (const lane of lanes) for (let byte = 0; byte < 4; byte++) out.byte(4 * lane + byte);
  });
}

function requireLane(lane: number, count: number): void {
  if (!Number.isInteger(lane) || lane < 0 || lane >= count)
    throw new RangeError(`there is no lane ${lane} of ${count}`);
}
