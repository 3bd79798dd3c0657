/** What of a stream is asked. */
interface Stream {
  readonly isTTY?: boolean;
  readonly columns?: number;
}

/**
 * Whether to write colours to a stream: where it is a terminal that has them, and NO_COLOR
 * (https://no-color.org) is not set.
 */
export function takesColour(stream: Stream, variables: NodeJS.ProcessEnv): boolean {
  return stream.isTTY === true && !variables["NO_COLOR"] && variables["TERM"] !== "dumb";
}

/** Output is not wider than this. */
const widest = 100;
/** Nor is it squeezed into less than this. */
const narrowest = 40;

/** How many columns to write: as many as the terminal has, from 40 to 100, and 100 where it doesn't say. */
export function columnsOf({ columns = widest }: Stream): number {
  return Math.max(narrowest, Math.min(widest, columns));
}
