import { StructureKind } from "ts-morph";
import type { ArithmeticName } from "../../../ir/interpreter/arithmetic.js";
import type { Module } from "../../../ir/nodes.js";
import type { KernelFile, WasmOptions } from "../../../kernel.js";
import { emitModule, type Statement } from "../../typescript/emit.js";
import {
  compileParameters,
  type Entry,
  hasOwnTypes,
  header,
  tensorImport,
  typeImports,
} from "../../typescript/entry.js";
import { checkFunctions } from "../../typescript/host-checks.js";
import { constantFunctions } from "../../typescript/host-constants.js";
import { stateFunctions } from "../../typescript/host-state.js";
import { type Host, sizeNames } from "../../typescript/host-types.js";
import { optionsType, topTypes, typeStatements, wasmKernelName } from "../../typescript/module-types.js";
import { Identifiers } from "../../typescript/names.js";
import { base64Module, base64Name, CODE_CONSTANT, codeImport, codeLoading, wasmFile } from "./code-loading.js";
import { engineTypes } from "./exports.js";
import { memoryChecks, outgrownComplaint } from "./host-checks.js";
import { WasmHostPrinter } from "./host.js";
import { relaxedProbe, simdProbe } from "./simd-probe.js";
import { crewImport, threadFiles, threadNames } from "./threads.js";
import { type CodeVariant, featuresOf, variantChoice } from "./variants.js";

/** What a WebAssembly kernel is made of: its loops, and the bytes that they were lowered to in each variant. */
export interface WasmKernel {
  readonly module: Module;
  /** The width of floats while they are worked with. */
  readonly arithmetic: ArithmeticName;
  /** The code in its variants, the plain one first. What they export is the same. */
  readonly variants: readonly CodeVariant[];
  /** The name of an export by which the code is known. */
  readonly mark: string;
  readonly bytes: WasmOptions["bytes"];
}

/** Names that the module has besides types and checks. */
const OWN_NAMES = [
  ..."code instantiate loadCode readCode readBytes fetchBytes hasSimd WasmAddress WasmExports FileUrl FileReading".split(
    " ",
  ),
  ..."WebAssembly WeakSet URL fetch atob".split(" "),
  ..."CodeVariant variantFor hasRelaxedSimd codes carriers".split(" "),
  CODE_CONSTANT,
  ...threadNames,
];

const relaxedNote = `Where the engine has relaxed SIMD, products and sums are one instruction: faster, but its rounding is up to the
processor, so the last bits of a result may differ between machines. { relaxed: false } gives the same bits everywhere.`;

/** The module that runs a kernel as WebAssembly, and the file that holds the code. */
export function wasmFiles(kernel: WasmKernel, host: Host, entry: Entry): readonly KernelFile[] {
  const hasThreads = featuresOf(kernel.variants).has("threads");
  return [
    ...emitModule(entry.module, moduleStatements(kernel, host, entry)),
    ...codeFiles(kernel, host),
    ...(hasThreads ? threadFiles(host.program) : []),
  ];
}

function codeFiles({ variants, bytes }: WasmKernel, { program }: Host): readonly KernelFile[] {
  return variants.flatMap((variant): readonly KernelFile[] =>
    bytes === "file"
      ? [{ path: wasmFile(variant), text: variant.code, encoding: "base64" }]
      : emitModule(base64Name(variant), [base64Module(program, variant)]),
  );
}

function moduleStatements(kernel: WasmKernel, host: Host, entry: Entry): readonly Statement[] {
  const { module, arithmetic, variants } = kernel;
  const { program, stem } = host;
  const made = wasmKernelName(host, entry);
  const topNames = [`create${stem}`, `compile${stem}`, ...topTypes(host, entry.targets), ...OWN_NAMES];
  const body = new WasmHostPrinter(host, module, { topNames, variants }).create();
  const used = [
    made,
    `${stem}Params`,
    `${stem}Inputs`,
    `${stem}Views`,
    ...(sizeNames(host).length > 0 ? [`${stem}Sizes`] : []),
    ...(host.single ? [] : [`${stem}Outputs`]),
  ];
  const features = featuresOf(variants);
  const notes = [
    `Arithmetic is in ${arithmetic === "f64" ? "float64" : "float32"}. The code is WebAssembly; this module takes arguments to its memory and results back.`,
    ...(features.has("relaxed") ? [relaxedNote] : []),
  ].join("\n");
  return [
    `${header(host, entry, notes)}
${tensorImport}${codeImport(kernel)}${features.has("threads") ? crewImport : ""}${typeImports(entry, used)}`,
    ...(hasOwnTypes(entry) ? typeStatements(host, entry) : []),
    engineTypes(module, new Identifiers(topNames), features.has("threads")),
    simdProbe(),
    ...(features.has("relaxed") ? [relaxedProbe()] : []),
    variantChoice(variants),
    codeLoading(program, kernel),
    memoryChecks(program, body, features.has("threads")),
    `${checkFunctions(program, body, outgrownComplaint(program))}${stateFunctions(program, host.state)}${constantFunctions(body)}`,
    compileFunction(host, entry),
    {
      kind: StructureKind.Function,
      name: `create${stem}`,
      isExported: true,
      isAsync: true,
      docs: ["Makes the kernel for these params, which are copied into its memory."],
      parameters: [
        { name: host.params.length > 0 ? "params" : "_params", type: `${stem}Params` },
        { name: "options", type: optionsType(host, entry, "wasm"), initializer: "{}" },
      ],
      returnType: `Promise<${made}>`,
      statements: body,
    },
  ];
}

/** The function that gives callers the code, for kernels that are made elsewhere. */
function compileFunction({ stem }: Host, entry: Entry): string {
  const parameters = compileParameters(entry);
  return `
/** Compiles the kernel's code, a \`WebAssembly.Module\`: workers that are sent it make kernels of it. */
export async function compile${stem}(${parameters}): Promise<object> {
  return loadCode(${parameters === "" ? "" : "variantFor(options)"});
}
`;
}
