import { type InterfaceDeclarationStructure, StructureKind } from "ts-morph";
import type { Target } from "../../kernel.js";
import type { Statement } from "./emit.js";
import { type CreateOption, type Entry, hasOwnTypes, header, tensorImport } from "./entry.js";
import type { HostState } from "./host-state.js";
import { dataType, givenType, type Host, outType, resultType, sizeNames, tensorType } from "./host-types.js";

type Interface = InterfaceDeclarationStructure;

const exported = { kind: StructureKind.Interface, isExported: true } as const;

/** The names of the types that a kernel for these targets has. */
export function topTypes({ stem }: Host, targets: readonly Target[]): readonly string[] {
  const common = [stem, `${stem}Params`, `${stem}Inputs`, `${stem}Outputs`, `${stem}Options`];
  return targets.includes("wasm") ? [...common, `${stem}Sizes`, `${stem}Views`, `Wasm${stem}`] : common;
}

/** The types of a kernel's entry: of what `create` and a call take and give. */
export function typeStatements(host: Host, { targets, options }: Entry): readonly Statement[] {
  const { stem, program } = host;
  const elements = "tensors, or their elements in row-major order.";
  const isOnlyWasm = targets.every((target) => target === "wasm");
  const hasWasm = targets.includes("wasm");
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
      properties: [
        { name: "target", type: unionOf(targets), isReadonly: true, hasQuestionToken: true },
        ...[...(host.state ? [capacityOption] : []), ...options].map(({ name, type, docs }) => ({
          name,
          type,
          docs: [docs],
          isReadonly: true,
          hasQuestionToken: true,
        })),
      ],
    },
    ...(host.single ? [] : [outputsType(host)]),
    ...(hasWasm ? viewTypes(host) : []),
    kernelType(host, isOnlyWasm),
    ...(hasWasm && !isOnlyWasm ? [wasmKernelType(host)] : []),
  ];
}

const capacityOption: CreateOption = {
  name: "capacity",
  type: "number",
  docs: "How many positions the cache has room for at first; by default 128. It doubles where more come.",
};

/** The module of types that the targets of a kernel share. */
export function typesModule(host: Host, entry: Entry): readonly Statement[] {
  const notes = "What the modules of the targets take and give.";
  return [`${header(host, entry, notes)}\n${tensorImport}`, ...typeStatements(host, entry)];
}

/** The type of `options` in the module of one target: a type of its own only where that is the whole kernel. */
export function optionsType({ stem, state }: Host, entry: Entry, target: Target): string {
  if (hasOwnTypes(entry)) return `${stem}Options`;
  const own = [...(state ? [capacityOption] : []), ...(target === "wasm" ? entry.options : [])];
  const options = own.map(({ name, type }) => `; readonly ${name}?: ${type}`);
  return `{ readonly target?: ${unionOf([target])}${options.join("")} }`;
}

/** The type of a kernel that runs as WebAssembly. */
export function wasmKernelName({ stem }: Host, entry: Entry): string {
  return hasOwnTypes(entry) ? stem : `Wasm${stem}`;
}

function outputsType(host: Host): Interface {
  return {
    ...exported,
    name: `${host.stem}Outputs`,
    docs: [`The results of ${host.program}.`],
    properties: host.outputs.map((output) => ({ name: output.name, type: tensorType(output), isReadonly: true })),
  };
}

function kernelType(host: Host, hasViews: boolean): Interface {
  const { stem, program } = host;
  const call = { parameters: [{ name: "inputs", type: `${stem}Inputs` }], returnType: resultType(host) };
  const into = {
    typeParameters: [{ name: "Out", constraint: outType(host) }],
    parameters: [...call.parameters, { name: "out", type: "Out" }],
    returnType: "Out",
  };
  const dispose = { name: "dispose", returnType: "void", docs: ["Lets go of params and memory. Later calls throw."] };
  return {
    ...exported,
    name: stem,
    docs: [`${program}, ready to be called.${host.state ? " It keeps a cache from call to call." : ""}`],
    properties: host.state ? stateProperties(host.state) : [],
    callSignatures: [
      {
        ...call,
        docs: [`Computes the result into a new array.${host.state ? " Where it throws, the cache is unchanged." : ""}`],
      },
      { ...into, docs: ["Computes the result into `out`, which is given back. Nothing is allocated."] },
    ],
    methods: [...(hasViews ? [viewsMethod(host)] : []), ...(host.state ? stateMethods(host.state) : []), dispose],
  };
}

function stateProperties({ window }: HostState) {
  const [length, capacity] = window
    ? [
        "How many positions there have been. The oldest are dropped by and by.",
        "How many positions there is room for before old ones are dropped, or it has to grow.",
      ]
    : ["How many positions the cache holds.", "How many it has room for before it has to grow."];
  return [
    { name: "length", type: "number", isReadonly: true, docs: [length] },
    { name: "capacity", type: "number", isReadonly: true, docs: [capacity] },
  ];
}

function stateMethods({ window }: HostState) {
  const forgets = "Forgets all but the first positions of the cache. Throws RangeError for more than it holds";
  const dropped = `, and where one of the ${window?.least} before is dropped, which is never so for what the last call added`;
  return [
    { name: "reset", returnType: "void", docs: ["Forgets the cache: the next call is a first one."] },
    {
      name: "truncate",
      parameters: [{ name: "to", type: "number" }],
      returnType: "void",
      docs: [`${forgets}${window ? dropped : ""}.`],
    },
  ];
}

function wasmKernelType(host: Host): Interface {
  return {
    ...exported,
    name: `Wasm${host.stem}`,
    extends: [host.stem],
    docs: [`${host.program} in WebAssembly, ready to be called.`],
    methods: [viewsMethod(host)],
  };
}

function viewsMethod(host: Host) {
  const { stem } = host;
  const growth = host.state ? ", or until the cache grows" : "";
  return {
    name: "views",
    parameters: sizeNames(host).length > 0 ? [{ name: "sizes", type: `${stem}Sizes` }] : [],
    returnType: `${stem}Views`,
    docs: [
      `Where a call of these sizes has its inputs and its result in the kernel's memory: what is given in place is not
copied. A view holds what was put there until a call of other sizes${growth}; then take views again.`,
    ],
  };
}

function viewTypes(host: Host): readonly Interface[] {
  const { stem, program, inputs, outputs, single } = host;
  const [only] = outputs;
  const names = sizeNames(host);
  const sizes = {
    ...exported,
    name: `${stem}Sizes`,
    docs: [`The sizes of one call of ${program}.`],
    properties: names.map((name) => ({ name, type: "number", isReadonly: true })),
  };
  const views = {
    ...exported,
    name: `${stem}Views`,
    docs: [`Places in the memory of ${program}, to be given to a call: \`kernel(views.inputs, views.out)\`.`],
    properties: [
      { name: "inputs", type: arraysType(inputs), isReadonly: true, docs: ["To be filled."] },
      {
        name: "out",
        type: single && only ? dataType(only.dtype) : arraysType(outputs),
        isReadonly: true,
        docs: ["Holds the result until the next call."],
      },
    ],
  };
  return names.length > 0 ? [sizes, views] : [views];
}

/** A record of the elements of tensors. */
function arraysType(tensors: Host["inputs"]): string {
  const properties = tensors.map(({ name, dtype }) => `readonly ${name}: ${dataType(dtype)}`);
  return properties.length === 0 ? "{}" : `{ ${properties.join("; ")} }`;
}

function unionOf(targets: readonly Target[]): string {
  return targets.map((target) => `"${target}"`).join(" | ");
}

function givenProperties(tensors: Host["params"]) {
  return tensors.map((tensor) => ({ name: tensor.name, type: givenType(tensor), isReadonly: true }));
}
