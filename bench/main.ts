import { runBench } from "./run.js";

// A reader such as `head` may close the pipe early, which is no error.
process.stdout.on("error", () => process.exit());
process.exitCode = await runBench(process.argv.slice(2), process);
