import type { Command } from "../command.js";
import { checkCommand } from "./check.js";
import { generateCommand } from "./generate.js";
import { initCommand } from "./init.js";
import { inspectCommand } from "./inspect.js";

/** The CLI's commands, in the order of the help. */
export const commands: readonly Command[] = [initCommand, generateCommand, checkCommand, inspectCommand];
