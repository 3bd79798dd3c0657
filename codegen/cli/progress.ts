import type { CompileProgress } from "../compile-programs.js";
import type { CliEnvironment } from "./environment.js";
import type { Terminal } from "./terminal.js";

/** Shows which kernel is being compiled, and how long each took; without times where no one watches. */
export function showProgress(terminal: Terminal, environment: CliEnvironment): CompileProgress {
  let start = 0;
  return {
    started(name) {
      start = environment.now();
      terminal.status(`compiling ${name} ..`);
    },
    compiled(name) {
      const time = terminal.isInteractive ? terminal.paint("dim", `  ${Math.round(environment.now() - start)} ms`) : "";
      terminal.info(`compiled ${name}${time}`);
    },
  };
}
