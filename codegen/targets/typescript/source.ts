import { IndentationText, Project, type StatementStructures, StructureKind, ts } from "ts-morph";
import type { Module } from "../../ir/nodes.js";
import { planMemory } from "../../plan/memory.js";
import type { ProgramGraph } from "../../plan/program.js";
import { POWERS } from "./expression.js";
import { printFunctions, type PrintedFunction, type ScratchArray } from "./functions.js";
import { checkFunctions } from "./host-checks.js";
import { HostPrinter } from "./host.js";
import { givenType, type Host, hostOf, outType, resultType, showShape, tensorType } from "./host-types.js";
import { commentText } from "./literal.js";
import { Identifiers } from "./names.js";

/** The files of a kernel: the TypeScript to read, the JavaScript to run, and its types. */
export interface TypeScriptFiles {
  readonly "index.ts": string;
  readonly "index.js": string;
  readonly "index.d.ts": string;
  /** Says that `index.js` is an ES module, also in a project whose files are CommonJS. */
  readonly "package.json": string;
}

/** Prints a module of scalars as a self-contained TypeScript module, and compiles it. */
export function printTypeScript(module: Module, program: ProgramGraph, command: string): TypeScriptFiles {
  const project = new Project({
    useInMemoryFileSystem: true,
    manipulationSettings: { indentationText: IndentationText.TwoSpaces },
  });
  const host = hostOf(program, module);
  const statements = [header(host, command), ...moduleStatements(module, host)];
  const source = project.createSourceFile("index.ts", { statements });
  source.formatText({ indentSize: 2 });
  const text = source.getFullText();
  // Each export says its types in full, so that neither output needs a type checker.
  const compilerOptions = {
    target: ts.ScriptTarget.ES2022,
    module: ts.ModuleKind.ESNext,
    newLine: ts.NewLineKind.LineFeed,
    isolatedDeclarations: true,
    declaration: true,
  };
  return {
    "index.ts": text,
    "index.js": ts.transpileModule(text, { compilerOptions }).outputText,
    "index.d.ts": ts.transpileDeclaration(text, { compilerOptions }).outputText,
    "package.json": `${JSON.stringify({ type: "module", sideEffects: false }, undefined, 2)}\n`,
  };
}

function header({ program, params, inputs, outputs }: Host, command: string): string {
  return `// ${program}: a kernel written by heddle. Don't edit it; make it again with
//   ${commentText(command)}
// Shapes:
${headerLine("params", params)}
${headerLine("inputs", inputs)}
${headerLine("outputs", outputs)}
// Sums are taken in float64 and rounded to float32 where a result is stored.

import type { Tensor } from "heddle";
`;
}

function headerLine(role: string, tensors: Host["params"]): string {
  const shapes = tensors.map(({ name, shape }) => `${name} ${showShape(shape)}`);
  return `//   ${role}: ${shapes.join(", ") || "none"}`;
}

type Statement = string | StatementStructures;

function moduleStatements(module: Module, host: Host): readonly Statement[] {
  const { program, stem } = host;
  const types = [stem, `${stem}Params`, `${stem}Inputs`, `${stem}Outputs`, `${stem}Options`];
  const printed = printFunctions(module, new Identifiers([`create${stem}`, ...types]));
  const names = [...printed.scratch.map(({ name }) => name), ...printed.functions.map(({ name }) => name)];
  const creation = new HostPrinter(host, planMemory(module), printed.run, names);
  const body = creation.create();
  return [
    ...typeStatements(host),
    ...printed.scratch.map(scratchStatement),
    ...(printed.usesPowers ? [powersTable()] : []),
    ...printed.functions.map(functionStatement),
    checkFunctions(program, body),
    {
      kind: StructureKind.Function,
      name: `create${stem}`,
      isExported: true,
      isAsync: true,
      docs: ["Makes the kernel for these params, whose arrays are read in place at each call."],
      parameters: [
        { name: host.params.length > 0 ? "params" : "_params", type: `${stem}Params` },
        { name: "options", type: `${stem}Options`, initializer: "{}" },
      ],
      returnType: `Promise<${stem}>`,
      statements: body,
    },
  ];
}

function scratchStatement({ name, type, extents }: ScratchArray): Statement {
  const length = extents.reduce((total, extent) => total * extent, 1);
  return `/** A block to work in: ${extents.join(" x ")}. */\nconst ${name} = new ${type}(${length});`;
}

function functionStatement({ name, summary, parameters, lines }: PrintedFunction): Statement {
  const kind = StructureKind.Function;
  return { kind, name, docs: [summary], parameters: [...parameters], returnType: "void", statements: lines.join("\n") };
}

function typeStatements(host: Host): readonly Statement[] {
  const { stem, program } = host;
  const exported = { kind: StructureKind.Interface, isExported: true } as const;
  const elements = "tensors, or their elements in row-major order.";
  const call = { parameters: [{ name: "inputs", type: `${stem}Inputs` }], returnType: resultType(host) };
  const into = {
    typeParameters: [{ name: "Out", constraint: outType(host) }],
    parameters: [...call.parameters, { name: "out", type: "Out" }],
    returnType: "Out",
  };
  const outputs = {
    ...exported,
    name: `${stem}Outputs`,
    docs: [`The results of ${program}.`],
    properties: host.outputs.map((output) => ({ name: output.name, type: tensorType(output), isReadonly: true })),
  };
  return [
    {
      ...exported,
      name: `${stem}Params`,
      docs: [`The params of ${program}: ${elements}`],
      properties: givenProperties(host.params),
    },
    {
      ...exported,
      name: `${stem}Inputs`,
      docs: [`The inputs of ${program}: ${elements}`],
      properties: givenProperties(host.inputs),
    },
    {
      ...exported,
      name: `${stem}Options`,
      docs: [`How ${program} is to run.`],
      properties: [{ name: "target", type: `"typescript"`, isReadonly: true, hasQuestionToken: true }],
    },
    ...(host.single ? [] : [outputs]),
    {
      ...exported,
      name: stem,
      docs: [`${program}, ready to be called.`],
      callSignatures: [
        { ...call, docs: ["Computes the result into a new array."] },
        { ...into, docs: ["Computes the result into `out`, which is given back. Nothing is allocated."] },
      ],
      methods: [{ name: "dispose", returnType: "void", docs: ["Lets go of params and memory. Later calls throw."] }],
    },
  ];
}

function givenProperties(tensors: Host["params"]) {
  return tensors.map((tensor) => ({ name: tensor.name, type: givenType(tensor), isReadonly: true }));
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
