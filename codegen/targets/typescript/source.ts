import { IndentationText, Project, type SourceFile, ts, VariableDeclarationKind } from "ts-morph";
import type { Module } from "../../ir/nodes.js";
import { constantValue } from "../../ir/affine.js";
import { planMemory } from "../../plan/memory.js";
import type { ProgramGraph } from "../../plan/program.js";
import { POWERS } from "./expression.js";
import { arrayType, printFunctions, type PrintedFunction } from "./functions.js";
import { checkFunctions } from "./host-checks.js";
import { HostPrinter } from "./host.js";
import { givenType, type Host, hostOf, isSingle, outType, resultType, showShape, tensorType } from "./host-types.js";
import { Identifiers } from "./names.js";

/** The files of a kernel: the TypeScript to read, the JavaScript to run, and its types. */
export interface TypeScriptFiles {
  readonly "index.ts": string;
  readonly "index.js": string;
  readonly "index.d.ts": string;
}

/** Prints a module of scalars as a self-contained TypeScript module, and compiles it. */
export function printTypeScript(module: Module, program: ProgramGraph, command: string): TypeScriptFiles {
  const project = new Project({
    useInMemoryFileSystem: true,
    compilerOptions: {
      target: ts.ScriptTarget.ES2022,
      module: ts.ModuleKind.ESNext,
      declaration: true,
      newLine: ts.NewLineKind.LineFeed,
      strict: true,
    },
    manipulationSettings: { indentationText: IndentationText.TwoSpaces },
  });
  const host = hostOf(program);
  const source = project.createSourceFile("index.ts", header(host, command));
  writeModule(source, module, host);
  source.formatText({ indentSize: 2 });
  const emitted = project.emitToMemory();
  const emittedText = (extension: string): string => {
    const file = emitted.getFiles().find(({ filePath }) => filePath.endsWith(extension));
    if (!file) throw new Error(`nothing was emitted for ${extension}`);
    return file.text;
  };
  return { "index.ts": source.getFullText(), "index.js": emittedText(".js"), "index.d.ts": emittedText(".d.ts") };
}

function header({ program, params, inputs, outputs }: Host, command: string): string {
  const line = (role: string, tensors: Host["params"]): string =>
    `//   ${role}: ${tensors.map(({ name, shape }) => `${name} ${showShape(shape)}`).join(", ") || "none"}`;
  return `// ${program}: a kernel written by heddle. Don't edit it; make it again with
//   ${command}
// Shapes:
${line("params", params)}
${line("inputs", inputs)}
${line("outputs", outputs)}
// Sums are taken in float64 and rounded to float32 where a result is stored.

`;
}

function writeModule(source: SourceFile, module: Module, host: Host): void {
  const { program, stem } = host;
  const top = new Identifiers([`create${stem}`, stem, `${stem}Params`, `${stem}Inputs`, `${stem}Outputs`, `${stem}Options`]);
  const printed = printFunctions(module, top);
  source.addImportDeclaration({ moduleSpecifier: "heddle", isTypeOnly: true, namedImports: ["Tensor"] });
  writeTypes(source, host);
  for (const buffer of module.buffers.filter(({ role }) => role === "scratch")) {
    const length = buffer.extents.reduce((total, extent) => total * (constantValue(extent) ?? 1), 1);
    const type = arrayType(buffer.element);
    const extents = buffer.extents.map((extent) => constantValue(extent)).join(" x ");
    source.addVariableStatement({
      declarationKind: VariableDeclarationKind.Const,
      leadingTrivia: `/** A block to work in: ${extents}. */\n`,
      declarations: [{ name: printed.scratch.get(buffer.name) ?? buffer.name, initializer: `new ${type}(${length})` }],
    });
  }
  if (printed.usesPowers) source.addStatements(powersTable());
  for (const made of printed.functions) writeFunction(source, made);
  source.addStatements(checkFunctions(program));
  const names = [...printed.scratch.values(), ...printed.functions.map(({ name }) => name)];
  const creation = new HostPrinter(host, planMemory(module), printed.run, names);
  source.addFunction({
    name: `create${stem}`,
    isExported: true,
    isAsync: true,
    docs: [`Makes the kernel for these params, whose arrays are read in place at each call.`],
    parameters: [
      { name: "params", type: `${stem}Params` },
      { name: "options", type: `${stem}Options`, initializer: "{}" },
    ],
    returnType: `Promise<${stem}>`,
    statements: creation.create(),
  });
}

function writeFunction(source: SourceFile, { name, summary, parameters, lines }: PrintedFunction): void {
  source.addFunction({ name, docs: [summary], parameters: [...parameters], returnType: "void", statements: [...lines] });
}

function writeTypes(source: SourceFile, host: Host): void {
  const { stem, program } = host;
  const properties = (tensors: Host["params"]) =>
    tensors.map((tensor) => ({ name: tensor.name, type: givenType(tensor), isReadonly: true }));
  source.addInterface({
    name: `${stem}Params`,
    isExported: true,
    docs: [`The params of ${program}: tensors, or their elements in row-major order.`],
    properties: properties(host.params),
  });
  source.addInterface({
    name: `${stem}Inputs`,
    isExported: true,
    docs: [`The inputs of ${program}: tensors, or their elements in row-major order.`],
    properties: properties(host.inputs),
  });
  source.addInterface({
    name: `${stem}Options`,
    isExported: true,
    docs: [`How ${program} is to run.`],
    properties: [{ name: "target", type: `"typescript"`, isReadonly: true, hasQuestionToken: true }],
  });
  if (!isSingle(host)) {
    source.addInterface({
      name: `${stem}Outputs`,
      isExported: true,
      docs: [`The results of ${program}.`],
      properties: host.outputs.map((output) => ({ name: output.name, type: tensorType(output), isReadonly: true })),
    });
  }
  const call = { parameters: [{ name: "inputs", type: `${stem}Inputs` }], returnType: resultType(host) };
  const into = {
    typeParameters: [{ name: "Out", constraint: outType(host) }],
    parameters: [...call.parameters, { name: "out", type: "Out" }],
    returnType: "Out",
  };
  source.addInterface({
    name: stem,
    isExported: true,
    docs: [`${program}, ready to be called.`],
    callSignatures: [
      { ...call, docs: ["Computes the result into a new array."] },
      { ...into, docs: ["Computes the result into `out`, which is given back. Nothing is allocated."] },
    ],
    methods: [{ name: "dispose", returnType: "void", docs: ["Lets go of params and memory. Later calls throw."] }],
  });
}

function powersTable(): string {
  const { name, least, greatest } = POWERS;
  return `
/** The normal powers of two, from 2^${least} up. */
const ${name} = new Float64Array(${greatest - least + 1});
for (let exponent = 0, power = 2 ** ${least}; exponent < ${name}.length; exponent++, power *= 2) {
  ${name}[exponent] = power;
}
`;
}
