import { runInProcess } from "../../../codegen/cli/index.js";
import { GenerateError } from "../../../codegen/errors.js";
import { fakeCompiler } from "../fake-compiler.js";

/** The CLI with a compiler that prints a program's inputs, and refuses programs whose names start with `refused`. */
await runInProcess(async () => (program, options) => {
  if (program.name.startsWith("refused")) {
    throw new GenerateError(`sort can't be generated, in ${program.name}`, { op: "sort", program: program.name });
  }
  const text = `// ${options.command}\nexport const inputs = ${JSON.stringify(program.inputs)};\n`;
  return fakeCompiler({ [program.name]: { "index.js": text } })(program, options);
});
