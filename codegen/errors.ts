/** A program that can't be made into a kernel: an operation, a dtype or a shape that the generator doesn't cover. */
export class GenerateError extends Error {
  override readonly name = "GenerateError";
  /** The operation that the generator refused: `"einsum"`. */
  readonly op: string | undefined;
  /** The name of the program it stands in. */
  readonly program: string | undefined;

  constructor(message: string, where: { readonly op?: string; readonly program?: string } = {}) {
    super(message);
    this.op = where.op;
    this.program = where.program;
  }
}

/** A config that can't be used: a field that is missing, of the wrong kind, or contradicts another. */
export class ConfigError extends Error {
  override readonly name = "ConfigError";

  /**
   * @param field the field at fault: `"programs[1]"`
   * @param problem what is wrong with it and what to do, for people
   */
  constructor(
    readonly field: string,
    problem: string,
  ) {
    super(`config: ${field} ${problem}`);
  }
}

/** A file or folder that can't be written, or that heddle must not touch. */
export class OutputError extends Error {
  override readonly name = "OutputError";

  /**
   * @param path the file or folder, relative to the project folder
   * @param problem what is wrong with it and what to do, for people
   */
  constructor(
    readonly path: string,
    problem: string,
  ) {
    super(`${path}: ${problem}`);
  }
}
