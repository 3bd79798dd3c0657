import type { CompileKernel } from "../compile-programs.js";

/** Where text goes: what of a stream the CLI uses. */
export interface Output {
  readonly isTTY: boolean;
  write(text: string): void;
}

/** What the CLI takes from its surroundings, so that tests can give something else. */
export interface CliEnvironment {
  /** The folder that the CLI was started in, absolute. */
  readonly cwd: string;
  readonly stdout: Output;
  readonly stderr: Output;
  readonly variables: Readonly<Record<string, string | undefined>>;
  /** The package's version, for `--version`. */
  readonly version: string;
  /** Milliseconds, for the time that a kernel takes. */
  now(): number;
  /** Loaded when a command needs it, because it needs a peer dependency. */
  loadCompiler(): Promise<CompileKernel>;
}
