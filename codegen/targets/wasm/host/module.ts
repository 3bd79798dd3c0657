import { StructureKind } from "ts-morph";
import type { Module } from "../../../ir/nodes.js";
import type { KernelFile, WasmOptions } from "../../../kernel.js";
import { emitModule, type Statement } from "../../typescript/emit.js";
import { type Entry, hasOwnTypes, header, tensorImport, typeImports } from "../../typescript/entry.js";
import { checkFunctions } from "../../typescript/host-checks.js";
import type { Host } from "../../typescript/host-types.js";
import { optionsType, sizeNames, topTypes, typeStatements, wasmKernelName } from "../../typescript/module-types.js";
import { Identifiers } from "../../typescript/names.js";
import { base64Module, BASE64_MODULE, codeImport, codeLoading, WASM_FILE } from "./code-loading.js";
import { engineTypes } from "./exports.js";
import { memoryChecks, outgrownComplaint } from "./host-checks.js";
import { WasmHostPrinter } from "./host.js";
import { simdProbe } from "./simd-probe.js";

/** What a WebAssembly kernel is made of: its loops, and the bytes that they were lowered to. */
export interface WasmKernel {
  readonly module: Module;
  /** In base64. */
  readonly code: string;
  readonly bytes: WasmOptions["bytes"];
}

/** Names that the module has besides types and checks. */
const OWN_NAMES = [
  ..."code instantiate compileCode readBytes fetchBytes hasSimd WasmAddress WasmExports FileUrl FileReading".split(" "),
  ..."WebAssembly WeakSet URL fetch atob".split(" "),
  BASE64_MODULE.constant,
];

/** The module that runs a kernel as WebAssembly, and the file that holds the code. */
export function wasmFiles(kernel: WasmKernel, host: Host, entry: Entry): readonly KernelFile[] {
  return [...emitModule(entry.module, moduleStatements(kernel, host, entry)), ...codeFiles(kernel, host)];
}

function codeFiles({ code, bytes }: WasmKernel, { program }: Host): readonly KernelFile[] {
  if (bytes === "file") return [{ path: WASM_FILE, text: code, encoding: "base64" }];
  const size = (code.length / 4) * 3 - (/=*$/.exec(code)?.[0].length ?? 0);
  return emitModule(BASE64_MODULE.name, [base64Module(program, code, size)]);
}

function moduleStatements({ module, bytes }: WasmKernel, host: Host, entry: Entry): readonly Statement[] {
  const { program, stem } = host;
  const kernel = wasmKernelName(host, entry);
  const topNames = [`create${stem}`, ...topTypes(host, entry.targets), ...OWN_NAMES];
  const body = new WasmHostPrinter(host, module, topNames).create();
  const used = [
    kernel,
    `${stem}Params`,
    `${stem}Inputs`,
    `${stem}Views`,
    ...(sizeNames(host).length > 0 ? [`${stem}Sizes`] : []),
    ...(host.single ? [] : [`${stem}Outputs`]),
  ];
  const notes =
    "Arithmetic is in float32. The code is WebAssembly; this module takes arguments to its memory and results back.";
  return [
    `${header(host, entry, notes)}
${tensorImport}${codeImport(bytes)}${typeImports(entry, used)}`,
    ...(hasOwnTypes(entry) ? typeStatements(host, entry.targets) : []),
    engineTypes(module, new Identifiers(topNames)),
    simdProbe(),
    codeLoading(program, bytes),
    memoryChecks(program, body),
    checkFunctions(program, body, outgrownComplaint(program)),
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
      returnType: `Promise<${kernel}>`,
      statements: body,
    },
  ];
}
