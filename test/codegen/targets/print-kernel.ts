/* Prints the files of a kernel as JSON: run as a process of its own. */
import { mha64x4 } from "../../../presets/multi-head.js";
import { filesOf } from "../kernels/compile.js";

process.stdout.write(JSON.stringify(Object.fromEntries(filesOf(mha64x4))));
