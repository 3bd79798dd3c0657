import { runBench } from "./run.js";

// A reader such as `head` may close the pipe early, which is no error.
process.stdout.on("error", () => process.exit());
// Whoever stops a run finds nothing left of it: without these there would be no exit that could clear it away.
process.once("SIGINT", () => process.exit(130));
process.once("SIGTERM", () => process.exit(143));
process.exitCode = await runBench(process.argv.slice(2), process);
