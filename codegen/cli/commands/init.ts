import { init } from "../../init.js";
import { exitFine, quietOption } from "../command.js";
import type { Command } from "../command.js";

/** `heddle init`: a config and a program to start from. */
export const initCommand: Command = {
  name: "init",
  summary: "write a config and a program to start from into this folder",
  operands: { text: "", least: 0, most: 0 },
  options: [quietOption],
  details: ["Files that exist are left as they are."],
  async run({ terminal, environment }) {
    const { written, kept } = init(environment.cwd);
    for (const name of written) terminal.info(`${terminal.paint("green", "wrote")} ${name}`);
    for (const name of kept) terminal.info(`kept ${name}, which was there already`);
    terminal.info("");
    terminal.info("Next:");
    terminal.info("  npm install --save-dev esbuild ts-morph   what the generator needs");
    terminal.info("  npx heddle generate                       writes the kernels to generated/");
    terminal.info("  npx heddle check                          in CI: fails if they are out of date");
    terminal.json({ written, kept });
    return exitFine;
  },
};
