/** A place in one of the user's files. Line and column count from 1. */
export interface SourceLocation {
  /** Absolute. */
  readonly file: string;
  readonly line: number;
  readonly column: number;
}

/** One thing that is wrong, and where, if that is known. */
export interface Problem {
  readonly message: string;
  readonly location: SourceLocation | undefined;
}

/** The user's config or program is wrong: what is wrong, at places in the user's own files. */
export class SourceError extends Error {
  override readonly name = "SourceError";

  /**
   * @param problems at least one
   * @param trace the stack trace with the user's own lines in it, where there is one
   */
  constructor(
    readonly problems: readonly Problem[],
    readonly trace?: string,
  ) {
    super(problems.map(({ message }) => message).join("\n"));
  }
}

/** Knows which of the user's lines stand behind a stack trace. */
export interface StackReader {
  /** The innermost of the user's lines on the stack of `error`. */
  locate(error: unknown): SourceLocation | undefined;
  /** `stack` with the user's own files and lines in it. */
  mapStack(stack: string): string;
}

/**
 * A {@link SourceError} for an error that came out of the user's code or the compiler.
 *
 * @param otherwise the place to name if none of the user's lines is on the stack
 */
export function sourceError(error: unknown, reader: StackReader, otherwise?: SourceLocation): SourceError {
  const trace = error instanceof Error && error.stack !== undefined ? reader.mapStack(error.stack) : undefined;
  const message = error instanceof Error ? error.message : `thrown: ${String(error)}`;
  return new SourceError([{ message, location: reader.locate(error) ?? otherwise }], trace);
}
