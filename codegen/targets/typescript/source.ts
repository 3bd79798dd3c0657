import { StructureKind } from "ts-morph";
import type { Module } from "../../ir/nodes.js";
import { planMemory } from "../../plan/memory.js";
import type { Statement } from "./emit.js";
import { type Entry, hasOwnTypes, header, tensorImport, typeImports } from "./entry.js";
import { POWERS } from "./expression.js";
import { printFunctions, type PrintedFunction, type PrintedFunctions, type ScratchArray } from "./functions.js";
import { checkFunctions } from "./host-checks.js";
import { constantFunctions } from "./host-constants.js";
import { HostPrinter } from "./host.js";
import { stateFunctions } from "./host-state.js";
import type { Host } from "./host-types.js";
import { optionsType, topTypes, typeStatements } from "./module-types.js";
import { Identifiers } from "./names.js";

/** A module of scalars as a TypeScript module that needs nothing at run time. */
export function typeScriptModule(module: Module, host: Host, entry: Entry): readonly Statement[] {
  const { program, stem } = host;
  const printed = printFunctions(module, new Identifiers([`create${stem}`, ...topTypes(host, entry.targets)]));
  const creation = new HostPrinter(host, planMemory(module), printed.run, [printed.run.identifier]);
  const body = creation.create();
  const used = [stem, `${stem}Params`, `${stem}Inputs`, ...(host.single ? [] : [`${stem}Outputs`])];
  return [
    `${header(host, entry, "Sums are taken in float64 and rounded to float32 where a result is stored.")}
${tensorImport}${typeImports(entry, used)}`,
    ...(hasOwnTypes(entry) ? typeStatements(host, entry) : []),
    loopsStatement(printed),
    `${checkFunctions(program, body)}${stateFunctions(program, host.state)}${constantFunctions(body)}`,
    {
      kind: StructureKind.Function,
      name: `create${stem}`,
      isExported: true,
      isAsync: true,
      docs: ["Makes the kernel for these params, whose arrays are read in place at each call."],
      parameters: [
        { name: host.params.length > 0 ? "params" : "_params", type: `${stem}Params` },
        { name: "options", type: optionsType(host, entry, "typescript"), initializer: "{}" },
      ],
      returnType: `Promise<${stem}>`,
      statements: body,
    },
  ];
}

/**
 * The functions, and the blocks that they work in, inside of a function that is called once. V8 builds the address of a
 * constant into the code. Bundlers make variables of the constants at the top of a module, but keep those of a function:
 * with its blocks at the top, the bundled kernel took 2.8 times as long.
 */
function loopsStatement({ run, scratch, usesPowers, functions }: PrintedFunctions): string {
  const parts = [
    ...scratch.map(scratchText),
    ...(usesPowers ? [powersTable()] : []),
    ...functions.map((each) => `\n${functionText(each)}`),
  ];
  return `/**
 * The loops of a call, and the blocks that they work in. Bundlers make variables of the constants at the top of a module,
 * but not of these.
 */
const ${run.identifier} = /* @__PURE__ */ (() => {
${parts.join("\n").trimStart()}

return ${run.identifier};
})();
`;
}

function scratchText({ name, type, extents }: ScratchArray): string {
  const length = extents.reduce((total, extent) => total * extent, 1);
  return `/** A block to work in: ${extents.join(" x ")}. */\nconst ${name} = new ${type}(${length});`;
}

function functionText({ name, summary, parameters, lines }: PrintedFunction): string {
  const taken = parameters.map((parameter) => `${parameter.name}: ${parameter.type}`).join(", ");
  return `/** ${summary} */\nfunction ${name}(${taken}): void {\n${lines.join("\n")}\n}`;
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
