import type { ConstantData, Module } from "../../../ir/nodes.js";
import { type HostWindow, type StateEntry, stateNames, StatePrinter } from "../../typescript/host-state.js";
import { dataType, type Host, type HostTensor, namesIn } from "../../typescript/host-types.js";
import { CallPrinter } from "../../typescript/host-call.js";
import { checkNames } from "../../typescript/host-checks.js";
import { arrayOf, constantNames, dataLiteral } from "../../typescript/host-constants.js";
import { stringLiteral } from "../../typescript/literal.js";
import { Identifiers } from "../../typescript/names.js";
import { addressExport, LENGTH_EXPORT, SEEN_EXPORT } from "./exports.js";
import { memoryNames } from "./host-checks.js";
import { type CodeVariant, featuresOf } from "./variants.js";

/**
 * Prints the body of a WebAssembly kernel's `create…`: it checks the params and copies them into a memory of the
 * kernel's own, and returns the function that runs a call.
 */
export class WasmHostPrinter {
  readonly #host: Host;
  readonly #module: Module;
  readonly #identifiers: Identifiers;
  readonly #arguments: CallPrinter;
  readonly #state: StatePrinter | undefined;
  readonly #variants: readonly CodeVariant[];

  /** `topNames` are those of the printed module. */
  constructor(
    host: Host,
    module: Module,
    { topNames, variants }: { readonly topNames: Iterable<string>; readonly variants: readonly CodeVariant[] },
  ) {
    this.#host = host;
    this.#variants = variants;
    this.#module = module;
    const own = "params options inputs out target module wasm reserve dispose call views sizes memory isLaidOut".split(
      " ",
    );
    this.#identifiers = new Identifiers([
      ...topNames,
      ...checkNames,
      ...memoryNames,
      ...own,
      ...stateNames(host.state),
      ...constantNames(host.constants),
    ]);
    this.#arguments = new CallPrinter(host, this.#identifiers);
    this.#state = host.state && new StatePrinter(host.program, host.state, (dim) => this.#arguments.dim(dim));
  }

  /** The statements of `create…`. */
  create(): string {
    const { program, params } = this.#host;
    return [
      `const { target = "wasm", module${this.#hasThreads ? ", threads = 1" : ""} } = options;`,
      `if (target !== "wasm") {
        throw new RangeError(\`${program}: there is no target \${String(target)} here; this module has: wasm\`);
      }
      if (!hasSimd()) throw new RangeError("${program}: there is no target wasm here, since this engine has no WebAssembly with SIMD");`,
      ...params.flatMap((param) => this.#arguments.param(param, "const")),
      this.#instantiate(),
      ...params.filter(({ buffer }) => this.#has(buffer)).map((param) => this.#copyParam(param)),
      ...this.#host.constants.map(
        ({ buffer, data }) => `${this.#arrayAt({ buffer }, data)}.set(${dataLiteral(data)});`,
      ),
      "wasm.prepare();",
      ...(this.#state?.variables() ?? []),
      ...this.#layoutDims().map((dim) => `let ${this.#reserved(dim)} = 0;`),
      ...this.#placed().map((tensor) => {
        const type = dataType(tensor.dtype);
        return `let ${this.#place(tensor)}: ${type} = new ${type}(0);`;
      }),
      "",
      this.#reserve(),
      this.#grow(),
      this.#call(),
      "",
      this.#views(),
      "",
      ...(this.#state ? [this.#state.methods(this.#refuseDisposed()), ""] : []),
      this.#dispose(),
      "",
      ...this.#start(),
      this.#state ? this.#state.kernel(["views", "dispose"]) : "return Object.assign(call, { views, dispose });",
    ].join("\n");
  }

  get #hasThreads(): boolean {
    return featuresOf(this.#variants).has("threads");
  }

  #instantiate(): string {
    const code = `module ?? (await loadCode(${this.#variants.length > 1 ? "variantFor(options)" : ""}))`;
    if (!this.#hasThreads) return `let wasm: WasmExports | undefined = await instantiate(${code});`;
    return `const isShared = hasThreads(threads);
const made = await instantiate(${code}, isShared ? threads : 1);
if (isShared && !made.crew) throw new RangeError("${this.#host.program}: the module was compiled for one thread");
let { wasm, crew }: { wasm: WasmExports | undefined; crew: Crew | undefined } = made;`;
  }

  /** Workers come when the params are in the memory. */
  #start(): readonly string[] {
    return this.#hasThreads ? ["await crew?.start(made.code);", ""] : [];
  }

  /** The expression of the place of a constant. */
  #arrayAt(constant: Pick<HostTensor, "buffer">, data: ConstantData): string {
    return `new ${arrayOf(data)}(wasm.memory.buffer, ${this.#address(constant)}, ${data.length})`;
  }

  #copyParam(param: HostTensor): string {
    const data = this.#arguments.buffer(param.buffer);
    return `new ${dataType(param.dtype)}(wasm.memory.buffer, ${this.#address(param)}, ${this.#arguments.length(param)}).set(${data});`;
  }

  /** Does all that depends on the sizes of a call, and remembers them. Where none come with a call, it is done at once. */
  #reserve(): string {
    const dims = this.#module.dims.map((dim) => this.#arguments.dim(dim));
    const known = this.#module.dims.map((dim) => `${dim} = \${${this.#arguments.dim(dim)}}`).join(", ");
    const wanted = known === "" ? "a call" : `a call with ${known}`;
    // A size beyond 31 bits would wrap on its way into WebAssembly.
    const tooLong = dims.map((dim) => `${dim} > 0x7fffffff || `).join("");
    const places = this.#placed().map(
      (tensor) =>
        `${this.#place(tensor)} = new ${dataType(tensor.dtype)}(wasm.memory.buffer, ${this.#address(tensor)}, ${this.#arguments.length(tensor)});`,
    );
    return `/** Lays the memory out for calls of ${dims.length > 0 ? "these" : "all"} sizes, and grows it if need be. */
function reserve(${["wasm: WasmExports", ...dims.map((dim) => `${dim}: number`)].join(", ")}): void {
const memory = wasm.memory.buffer;
if (${tooLong}wasm.reserve(${dims.join(", ")}) === 0) {
throw new RangeError(\`${this.#host.program}: there is not enough memory for ${wanted}\`);
}
if (wasm.memory.buffer !== memory) outgrown.add(memory);
${[...places, ...this.#layoutDims().map((dim) => `${this.#reserved(dim)} = ${this.#arguments.dim(dim)};`)].join("\n")}
}
${dims.length > 0 ? "" : "reserve(wasm);\n"}`;
  }

  /** Makes room in the cache: it is taken out of the memory, which is then laid out anew, and put back. */
  #grow(): string {
    const [state, entries] = [this.#state, this.#host.state?.entries ?? []];
    if (!state) return "";
    const held = ({ buffer }: StateEntry): string => this.#identifiers.of("value", `${buffer}Held`);
    const elements = (entry: StateEntry, capacity: string): string =>
      `new ${dataType(entry.dtype)}(wasm.memory.buffer, ${this.#address(entry)}, ${state.elements(entry, capacity)})`;
    if (state.window) return this.#makeRoom(state, state.window, { entries, held, elements });
    return `/** Makes room for what a call adds, and for at least twice what there was, so that it is seldom done. */
function grow(${["wasm: WasmExports", ...this.#dimsBut(state.capacity).map((dim) => `${dim}: number`)].join(", ")}): void {
const before = ${this.#reserved(this.#host.state?.capacity ?? "")};
const room = Math.max(${state.after()}, 2 * ${state.capacity});
${entries.map((entry) => `const ${held(entry)} = ${elements(entry, "before")}.slice();`).join("\n")}
reserve(${["wasm", ...this.#dims().map((dim) => (dim === state.capacity ? "room" : dim))].join(", ")});
${entries.map((entry) => `copyRows(${held(entry)}, ${state.row(entry, "before")}, ${elements(entry, "room")}, ${state.row(entry, "room")});`).join("\n")}
${state.capacity} = room;
}
`;
  }

  /** Room where a window drops old positions: what is kept moves to the front, seldom with a new layout. */
  #makeRoom(
    state: StatePrinter,
    window: HostWindow,
    {
      entries,
      held,
      elements,
    }: {
      readonly entries: readonly StateEntry[];
      readonly held: (entry: StateEntry) => string;
      readonly elements: (entry: StateEntry, capacity: string) => string;
    },
  ): string {
    const sizes = this.#dimsBut(state.capacity).filter((dim) => dim !== state.held);
    return `/** Makes room for what a call adds behind the last ${window.least} positions, or for as many more: what is older is dropped. */
function makeRoom(${["wasm: WasmExports", ...sizes.map((dim) => `${dim}: number`)].join(", ")}): void {
const added = ${state.added()};
${state.keep(window)}
const before = ${this.#reserved(this.#host.state?.capacity ?? "")};
${entries.map((entry) => `const ${held(entry)} = isRoomy ? ${elements(entry, "before")} : ${elements(entry, "before")}.slice();`).join("\n")}
if (!isRoomy) reserve(${["wasm", ...this.#dims().map((dim) => (dim === state.capacity ? "room" : dim))].join(", ")});
${entries.map((entry) => state.move(entry, held(entry), "before", elements(entry, "room"), "room")).join("\n")}
${state.capacity} = room;
${state.held} = kept;
}
`;
  }

  #call(): string {
    const { inputs, outputs } = this.#host;
    const read = inputs.filter(({ buffer }) => this.#has(buffer));
    const check = (what: string, tensor: HostTensor): string =>
      `const ${this.#kept(tensor)} = isInPlace(${stringLiteral(what)}, ${this.#data(tensor)}, ${this.#place(tensor)}, isLaidOut);`;
    return `${this.#arguments.signature()}
${this.#refuseDisposed()}
${this.#state?.before() ?? ""}
${this.#arguments.inputs()}
${this.#arguments.outputs([])}
const isLaidOut = ${this.#isLaidOut()};
${read.map((input) => check(`input ${input.name}`, input)).join("\n")}
${outputs.map((output) => check(this.#arguments.outName(output), output)).join("\n")}
${this.#reserveIf("!isLaidOut")}
${read.map((input) => `if (!${this.#kept(input)}) ${this.#place(input)}.set(${this.#data(input)});`).join("\n")}
${this.#tellsState()}
${this.#hasThreads ? "if (crew) crew.run(wasm.run);\nelse wasm.run();" : "wasm.run();"}
${this.#guards()}${this.#state?.advance() ?? ""}
${outputs.map((output) => `if (!${this.#kept(output)}) ${this.#data(output)}.set(${this.#place(output)});`).join("\n")}
${this.#arguments.result()}
}`;
  }

  /** What a call says of its own indices lies where it always does: below all that moves. */
  #guards(): string {
    const { guards } = this.#host;
    if (!guards) return "";
    const place = `new Int32Array(wasm.memory.buffer, ${this.#address(guards)}, ${2 * guards.ranges.length})`;
    const outside = this.#arguments.buffer(guards.buffer);
    return `const ${outside} = ${place};\n${this.#arguments.guards(outside)}\n`;
  }

  /** Tells the loops how many positions they find. */
  #tellsState(): string {
    if (!this.#state) return "";
    const { window, held } = this.#state;
    const told = `wasm[${stringLiteral(LENGTH_EXPORT)}].value = ${window ? held : "length"};`;
    return window?.seen === undefined ? told : `${told}\nwasm[${stringLiteral(SEEN_EXPORT)}].value = length;`;
  }

  #views(): string {
    const { inputs, outputs, single, stem } = this.#host;
    const sizes = this.#arguments.sizes;
    const [only] = outputs;
    const view = (tensor: HostTensor): string =>
      this.#has(tensor.buffer)
        ? this.#place(tensor)
        : `new ${dataType(tensor.dtype)}(${this.#arguments.length(tensor)})`;
    const record = (tensors: readonly HostTensor[]): string =>
      `{ ${tensors.map((tensor) => `${tensor.name}: ${view(tensor)}`).join(", ")} }`;
    return `function views(${sizes.length > 0 ? `sizes: ${stem}Sizes` : ""}): ${stem}Views {
${this.#refuseDisposed()}
${this.#state?.before() ?? ""}
${sizes.map((dim) => `const ${this.#arguments.dim(dim)} = sizeFrom(${stringLiteral(dim)}, sizes?.${dim});`).join("\n")}
${this.#reserveIf(this.#isOtherwise())}
return { inputs: ${record(inputs)}, out: ${single && only ? view(only) : record(outputs)} };
}`;
  }

  #dispose(): string {
    const dropped = this.#placed().map((tensor) => `${this.#place(tensor)} = new ${dataType(tensor.dtype)}(0);`);
    return `function dispose(): void {
wasm = undefined;
${this.#hasThreads ? "crew?.end();\ncrew = undefined;" : ""}
${dropped.join("\n")}
}`;
  }

  #refuseDisposed(): string {
    return `if (wasm === undefined) throw new Error("${this.#host.program}: this kernel has been disposed of");`;
  }

  /** Whether the memory is laid out for the sizes of the call. */
  #isLaidOut(): string {
    const same = this.#layoutDims().map((dim) => `${this.#arguments.dim(dim)} === ${this.#reserved(dim)}`);
    return [...same, ...(this.#state ? [`!(${this.#state.isFull()})`] : [])].join(" && ") || "true";
  }

  /** Whether it is not. */
  #isOtherwise(): string {
    return this.#layoutDims()
      .map((dim) => `${this.#arguments.dim(dim)} !== ${this.#reserved(dim)}`)
      .join(" || ");
  }

  #reserveIf(condition: string): string {
    if (this.#module.dims.length === 0) return "";
    const reserve = `if (${condition}) reserve(${["wasm", ...this.#dims()].join(", ")});`;
    if (!this.#state) return reserve;
    const { capacity, held, window } = this.#state;
    const grow = `grow(${["wasm", ...this.#dimsBut(capacity)].join(", ")});`;
    if (window) {
      // What is dropped leaves the layout as it is, which may not be that of this call.
      const sizes = this.#dimsBut(capacity).filter((dim) => dim !== held);
      return `if (${this.#state.isFull()}) makeRoom(${["wasm", ...sizes].join(", ")});\n${reserve}`;
    }
    return `if (${this.#state.isFull()}) ${grow}\nelse ${reserve}`;
  }

  /** The identifiers of the module's dims. */
  #dims(): readonly string[] {
    return this.#module.dims.map((dim) => this.#arguments.dim(dim));
  }

  #dimsBut(identifier: string): readonly string[] {
    return this.#dims().filter((dim) => dim !== identifier);
  }

  /**
   * The dims on which the places in memory depend. That is not how long the cache is, but for a tensor of as many
   * elements: its place is as long as the cache allows, but what a call sees of it is not.
   */
  #layoutDims(): readonly string[] {
    const length = this.#host.state?.length;
    const follows = this.#placed().some(({ shape }) => namesIn(shape).some((name) => name === length));
    const seen = this.#host.state?.window?.seen;
    return this.#module.dims.filter((dim) => dim !== seen && (dim !== length || follows));
  }

  /** The inputs and outputs that the kernel's memory holds: no input that nothing reads. */
  #placed(): readonly HostTensor[] {
    return [...this.#host.inputs, ...this.#host.outputs].filter(({ buffer }) => this.#has(buffer));
  }

  #has(buffer: string): boolean {
    return this.#module.buffers.some(({ name }) => name === buffer);
  }

  /** Addresses are unsigned; globals give them signed. */
  #address({ buffer }: Pick<HostTensor, "buffer">): string {
    return `wasm[${stringLiteral(addressExport(buffer))}].value >>> 0`;
  }

  #data({ buffer }: HostTensor): string {
    return this.#arguments.buffer(buffer);
  }

  #place({ buffer }: HostTensor): string {
    return this.#identifiers.of("value", `${buffer}Place`);
  }

  #kept({ buffer }: HostTensor): string {
    return this.#identifiers.of("value", `${buffer}IsInPlace`);
  }

  #reserved(dim: string): string {
    return this.#identifiers.of("value", `${dim}Reserved`);
  }
}
