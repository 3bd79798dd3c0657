import type { CliEnvironment, Output } from "./environment.js";

/** Codes of ANSI's "select graphic rendition". */
const styles = { bold: 1, dim: 2, red: 31, green: 32, yellow: 33 } as const;

/** A way to set off text on a terminal. */
export type Style = keyof typeof styles;

/** How much a command says. */
export interface Verbosity {
  /** One JSON object on stdout and nothing else. */
  readonly json: boolean;
  /** Only what went wrong. */
  readonly quiet: boolean;
}

/** Prints lines, in colour where the stream is a terminal and `NO_COLOR` is not set. */
export class Terminal {
  readonly #stdout: Output;
  readonly #stderr: Output;
  readonly #isColourful: boolean;
  readonly #verbosity: Verbosity;
  #hasStatus = false;

  constructor({ stdout, stderr, variables }: CliEnvironment, verbosity: Verbosity) {
    this.#stdout = stdout;
    this.#stderr = stderr;
    this.#isColourful = !variables["NO_COLOR"] && variables["TERM"] !== "dumb";
    this.#verbosity = verbosity;
  }

  /** Whether a status line can be shown. */
  get isInteractive(): boolean {
    return this.#stdout.isTTY && this.#verbosity.json === false && this.#verbosity.quiet === false;
  }

  /** A line about how things go. */
  info(line: string): void {
    if (!this.#verbosity.quiet) this.print(line);
  }

  /** A line that `--quiet` shows too. */
  print(line: string): void {
    if (!this.#verbosity.json) this.#write(this.#stdout, `${line}\n`);
  }

  /** A line that the next one takes the place of. Nothing where stdout is not a terminal. */
  status(line: string): void {
    if (!this.isInteractive) return;
    this.#write(this.#stdout, line);
    this.#hasStatus = true;
  }

  /** The result under `--json`: one object on one line. */
  json(value: object): void {
    if (this.#verbosity.json) this.#write(this.#stdout, `${JSON.stringify(value)}\n`);
  }

  /** A line on stderr. */
  error(line: string): void {
    this.#write(this.#stderr, `${line}\n`);
  }

  /** `text` for stdout in that style. */
  paint(style: Style, text: string): string {
    return this.#painted(this.#stdout, style, text);
  }

  /** `text` for stderr in that style. */
  paintError(style: Style, text: string): string {
    return this.#painted(this.#stderr, style, text);
  }

  #painted(output: Output, style: Style, text: string): string {
    return output.isTTY && this.#isColourful ? `\u001b[${styles[style]}m${text}\u001b[0m` : text;
  }

  /** Erases the status line, if there is one, before anything else is written. */
  #write(output: Output, text: string): void {
    if (this.#hasStatus) this.#stdout.write("\r\u001b[2K");
    this.#hasStatus = false;
    output.write(text);
  }
}
