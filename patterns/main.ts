import { runPatterns } from "./run.js";

const { stdout, stderr } = process;
// A reader such as `head` may close the pipe early, which is no error.
stdout.on("error", () => process.exit());
process.exitCode = await runPatterns(process.argv.slice(2), {
  stdout: (text) => stdout.write(text),
  stderr: (text) => stderr.write(text),
});
