/** The sizes of a tensor's axes. */
export type Sizes = readonly number[];

/** The reductions that `reduce` knows. */
export const reductions = ["sum", "mean", "max", "min", "prod", "any", "all"] as const;

/** What an operation that takes a tensor or a list of tensors is given. */
export type Input =
  | { readonly kind: "tensor"; readonly shape: Sizes }
  | { readonly kind: "list"; readonly shapes: readonly Sizes[] };

/** One call that a case speaks of. */
export type Call =
  | { readonly op: "einsum"; readonly equation: string; readonly shapes: readonly Sizes[] }
  | { readonly op: "rearrange" | "repeat"; readonly pattern: string; readonly input: Input; readonly lengths: Lengths }
  | {
      readonly op: "reduce";
      readonly pattern: string;
      readonly input: Input;
      readonly lengths: Lengths;
      /** A name that isn't one of {@link reductions} must be refused. */
      readonly reduction: string;
    }
  | { readonly op: "pack"; readonly pattern: string; readonly shapes: readonly Sizes[] }
  | { readonly op: "unpack"; readonly pattern: string; readonly shape: Sizes; readonly packedShapes: readonly Sizes[] }
  | { readonly op: "parseShape"; readonly pattern: string; readonly shape: Sizes };

/** Sizes by the names of axes. */
export type Lengths = Readonly<Record<string, number>>;

/** What an accepted call gives. */
export interface Outcome {
  /** The shapes of the tensors that it gives, in order. */
  readonly shapes: readonly Sizes[];
  /** The elements of the only tensor, row-major, where the list has them. */
  readonly flat?: readonly number[] | undefined;
  /** Sum of `(i + 1) * element i`, modulo 1000003, of the only tensor, where the list has it. */
  readonly checksum?: number | undefined;
  /** What `pack` gives beside the tensor. */
  readonly packedShapes?: readonly Sizes[] | undefined;
  /** What `parseShape` gives. */
  readonly lengths?: Lengths | undefined;
}

/** A call with what must become of it. */
export type Check =
  | { readonly expect: "accepted"; readonly call: Call; readonly outcome: Outcome }
  | { readonly expect: "refused"; readonly call: Call; readonly reason: string };

/** An entry that can be judged. All checks expect the same; a reduction by several functions has one for each. */
export interface JudgedCase {
  readonly id: string;
  readonly expect: "accepted" | "refused";
  readonly checks: readonly Check[];
}

/** One entry of a list. */
export type Case =
  | JudgedCase
  /** The libraries that judged it disagree: nothing is expected. */
  | { readonly id: string; readonly expect: "disputed" }
  /** It belongs to an operation that isn't there by design. */
  | { readonly id: string; readonly expect: "not ours"; readonly op: string };

/** A call as a reader would write it: `reduce([2, 3], "a b -> a", "sum")`. */
export function showCall(call: Call): string {
  switch (call.op) {
    case "einsum":
      return `einsum(${[JSON.stringify(call.equation), ...call.shapes.map(showSizes)].join(", ")})`;
    case "rearrange":
    case "repeat":
      return `${call.op}(${showInput(call.input)}, ${JSON.stringify(call.pattern)}${showLengths(call.lengths)})`;
    case "reduce": {
      const [pattern, reduction] = [JSON.stringify(call.pattern), JSON.stringify(call.reduction)];
      return `reduce(${showInput(call.input)}, ${pattern}, ${reduction}${showLengths(call.lengths)})`;
    }
    case "pack":
      return `pack([${call.shapes.map(showSizes).join(", ")}], ${JSON.stringify(call.pattern)})`;
    case "unpack": {
      const packed = call.packedShapes.map(showSizes).join(", ");
      return `unpack(${showSizes(call.shape)}, [${packed}], ${JSON.stringify(call.pattern)})`;
    }
    case "parseShape":
      return `parseShape(${showSizes(call.shape)}, ${JSON.stringify(call.pattern)})`;
  }
}

function showLengths(lengths: Lengths): string {
  return Object.keys(lengths).length === 0 ? "" : `, ${JSON.stringify(lengths)}`;
}

/** Sizes as messages print them: `[2, 3]`. */
export function showSizes(sizes: Sizes): string {
  return `[${sizes.join(", ")}]`;
}

function showInput(input: Input): string {
  return input.kind === "tensor" ? showSizes(input.shape) : `[${input.shapes.map(showSizes).join(", ")}]`;
}

/** Whether something is expected of the entry. */
export function isJudged(entry: Case): entry is JudgedCase {
  return entry.expect === "accepted" || entry.expect === "refused";
}
