import { visible } from "./text.js";

/** What an example gives back: 0 fine, 1 a result is not what it should be. */
export type ExitCode = 0 | 1;

/**
 * Runs an example on the arguments of this process and sets the process's exit code: that of the example, or 2 after
 * an error, which is one line on stderr.
 */
export async function runExample(name: string, main: (args: readonly string[]) => Promise<ExitCode>): Promise<void> {
  // `npm run demo | head` closes the pipe early, which is no error.
  process.stdout.on("error", () => process.exit());
  try {
    process.exitCode = await main(process.argv.slice(2));
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    console.error(visible(message.startsWith(`${name}: `) ? message : `${name}: ${message}`));
    process.exitCode = 2;
  }
}
