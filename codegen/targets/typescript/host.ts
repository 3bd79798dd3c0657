import { scaleOffset, showOffset } from "../../ir/offset.js";
import type { MemoryPlan } from "../../plan/memory.js";
import { BYTES } from "../../plan/regions.js";
import { arrayType, type PrintedFunctions } from "./functions.js";
import { CallPrinter } from "./host-call.js";
import { checkNames } from "./host-checks.js";
import { constantNames, dataLiteral } from "./host-constants.js";
import { type HostWindow, type StateEntry, stateNames, StatePrinter } from "./host-state.js";
import { dataType, type Host } from "./host-types.js";
import { Identifiers } from "./names.js";

/** Prints the body of `create…`: it checks the params, holds the memory, and returns the function that runs a call. */
export class HostPrinter {
  readonly #host: Host;
  readonly #memory: MemoryPlan;
  readonly #run: PrintedFunctions["run"];
  readonly #identifiers: Identifiers;
  readonly #arguments: CallPrinter;
  readonly #state: StatePrinter | undefined;

  constructor(host: Host, memory: MemoryPlan, run: PrintedFunctions["run"], topNames: Iterable<string>) {
    this.#host = host;
    this.#memory = memory;
    this.#run = run;
    const own = "params options inputs out target disposed reserve dispose call memory bytes".split(" ");
    this.#identifiers = new Identifiers([
      ...topNames,
      ...checkNames,
      ...own,
      ...stateNames(host.state),
      ...constantNames(host.constants),
    ]);
    this.#arguments = new CallPrinter(host, this.#identifiers);
    this.#state = host.state && new StatePrinter(host.program, host.state, (dim) => this.#dim(dim));
  }

  /** The statements of `create…`. */
  create(): string {
    return [
      `const { target = "typescript" } = options;`,
      `if (target !== "typescript") {
        throw new RangeError(\`${this.#host.program}: there is no target \${String(target)} here; this module has: typescript\`);
      }`,
      ...this.#host.params.flatMap((param) => this.#arguments.param(param, "let")),
      ...this.#host.constants.map(({ buffer, data }) => `const ${this.#buffer(buffer)} = ${dataLiteral(data)};`),
      ...this.#outside(),
      ...this.#entries(),
      ...this.#capacity(),
      ...this.#views().map(({ name, type }) => `let ${name}: ${type} = new ${type}(0);`),
      `let disposed = false;`,
      "",
      ...this.#grow(),
      ...this.#reserve(),
      this.#call(),
      "",
      ...(this.#state ? [this.#state.methods(this.#refuseDisposed()), ""] : []),
      this.#dispose(),
      "",
      this.#state ? this.#state.kernel(["dispose"]) : `return Object.assign(call, { dispose });`,
    ].join("\n");
  }

  /** The array in which a call says which of its own indices are outside. */
  #outside(): readonly string[] {
    const { guards } = this.#host;
    return guards ? [`const ${this.#buffer(guards.buffer)} = new Int32Array(${2 * guards.ranges.length});`] : [];
  }

  /** The cache: how long it is, and an array for each entry. */
  #entries(): readonly string[] {
    const state = this.#state;
    if (!state) return [];
    const arrays = this.#host.state?.entries.map((entry) => {
      const type = dataType(entry.dtype);
      return `let ${this.#buffer(entry.buffer)}: ${type} = new ${type}(${state.elements(entry)});`;
    });
    return [...state.variables(), ...(arrays ?? [])];
  }

  #grow(): readonly string[] {
    const state = this.#state;
    if (!state) return [];
    const entries = this.#host.state?.entries ?? [];
    if (state.window) return this.#makeRoom(state, state.window, entries);
    const larger = (buffer: string): string => this.#identifiers.of("value", `${buffer}Larger`);
    return [
      "/** Makes room for so many positions, and for at least twice what there was, so that it is seldom done. */",
      "function grow(needed: number): void {",
      `const room = Math.max(needed, 2 * ${state.capacity});`,
      // Where there is no memory for them, the call fails here and leaves everything as it was.
      ...entries.map(
        (entry) => `const ${larger(entry.buffer)} = new ${dataType(entry.dtype)}(${state.elements(entry, "room")});`,
      ),
      ...entries.flatMap((entry) => [
        `copyRows(${this.#buffer(entry.buffer)}, ${state.row(entry)}, ${larger(entry.buffer)}, ${state.row(entry, "room")});`,
        `${this.#buffer(entry.buffer)} = ${larger(entry.buffer)};`,
      ]),
      `${state.capacity} = room;`,
      "}",
      "",
    ];
  }

  /** Room where a window drops old positions: what is kept moves to the front, seldom to a larger array. */
  #makeRoom(state: StatePrinter, window: HostWindow, entries: readonly StateEntry[]): readonly string[] {
    const moved = (buffer: string): string => this.#identifiers.of("value", `${buffer}Moved`);
    return [
      `/** Makes room for so many positions behind the last ${window.least}, or for as many more: what is older is dropped. */`,
      "function makeRoom(added: number): void {",
      state.keep(window),
      ...entries.map((entry) => {
        const [array, larger] = [this.#buffer(entry.buffer), state.elements(entry, "room")];
        return `const ${moved(entry.buffer)} = isRoomy ? ${array} : new ${dataType(entry.dtype)}(${larger});`;
      }),
      ...entries.flatMap((entry) => [
        state.move(entry, this.#buffer(entry.buffer), state.capacity, moved(entry.buffer), "room"),
        `${this.#buffer(entry.buffer)} = ${moved(entry.buffer)};`,
      ]),
      `${state.capacity} = room;`,
      `${state.held} = kept;`,
      "}",
      "",
    ];
  }

  /** The statement of a call that makes room for what it adds. */
  #makesRoom(): string {
    const state = this.#state;
    if (!state) return "";
    return `if (${state.isFull()}) ${state.window ? `makeRoom(${state.added()})` : `grow(${state.after()})`};`;
  }

  #refuseDisposed(): string {
    return `if (disposed) throw new Error("${this.#host.program}: this kernel has been disposed of");`;
  }

  #capacity(): readonly string[] {
    return this.#growing().map((dim) => `let ${this.#capacityOf(dim)} = 0;`);
  }

  /** The dims that the memory grows with. */
  #growing(): readonly string[] {
    const used = new Set(this.#memory.peak.terms.flatMap(({ variables }) => variables));
    // The loops may not ask for the capacity, and their memory depend on it all the same.
    const capacity = this.#host.state ? [this.#host.state.capacity] : [];
    return [...new Set([...this.#run.dims, ...capacity])].filter((dim) => used.has(dim));
  }

  #views(): readonly { readonly name: string; readonly type: string }[] {
    return this.#memory.placed.map(({ buffer }) => ({
      name: this.#buffer(buffer.name),
      type: arrayType(buffer.element),
    }));
  }

  /**
   * Memory for the call that needs most so far: it only grows. It is laid out for the sizes of one call, and once more
   * where another has a larger one. Where no size comes with a call, all of that is done at once.
   */
  #reserve(): readonly string[] {
    if (this.#memory.placed.length === 0) return [];
    const sizes = (offset: Parameters<typeof showOffset>[0]): string => showOffset(offset, (dim) => this.#dim(dim));
    const views = this.#memory.placed.map(({ buffer, offset, bytes }) => {
      const length = scaleOffset(bytes, 1 / BYTES[buffer.element]);
      return `${this.#buffer(buffer.name)} = new ${arrayType(buffer.element)}(memory, ${sizes(offset)}, ${sizes(length)});`;
    });
    const growing = this.#growing();
    if (growing.length === 0) return [`let memory = new ArrayBuffer(${sizes(this.#memory.peak)});`, ...views, ""];
    return [
      "let memory = new ArrayBuffer(0);",
      "",
      "/** Lays the memory out so that a call of these sizes fits, and grows it if need be. */",
      `function reserve(${growing.map((dim) => `${this.#dim(dim)}: number`).join(", ")}): void {`,
      `const bytes = ${sizes(this.#memory.peak)};`,
      // Where there is none for it, the call fails here and leaves everything as it was.
      "if (bytes > memory.byteLength) memory = new ArrayBuffer(bytes);",
      ...views,
      ...growing.map((dim) => `${this.#capacityOf(dim)} = ${this.#dim(dim)};`),
      "}",
      "",
    ];
  }

  #call(): string {
    const growing = this.#growing();
    const grows = growing.map((dim) => `${this.#dim(dim)} > ${this.#capacityOf(dim)}`).join(" || ");
    const dims = this.#run.dims.map((dim) => this.#dim(dim));
    return `${this.#arguments.signature()}
${this.#refuseDisposed()}
${this.#state ? this.#state.before() : ""}
${this.#arguments.inputs()}
${this.#arguments.outputs(this.#host.params)}
${this.#makesRoom()}
${grows === "" ? "" : `if (${grows}) reserve(${growing.map((dim) => this.#dim(dim)).join(", ")});`}
${this.#run.identifier}(${[...this.#run.buffers.map((buffer) => this.#buffer(buffer.name)), ...dims].join(", ")});
${this.#guards()}${this.#state ? this.#state.advance() : ""}
${this.#arguments.result()}
}`;
  }

  #guards(): string {
    const { guards } = this.#host;
    return guards ? `${this.#arguments.guards(this.#buffer(guards.buffer))}\n` : "";
  }

  #dispose(): string {
    const held = [...this.#host.params, ...(this.#host.state?.entries ?? [])].map(
      ({ buffer, dtype }) => [buffer, dataType(dtype)] as const,
    );
    const views = this.#memory.placed.map(({ buffer }) => [buffer.name, arrayType(buffer.element)] as const);
    const freed = [...held, ...views].map(([name, type]) => `${this.#buffer(name)} = new ${type}(0);`);
    const memory = views.length > 0 ? ["memory = new ArrayBuffer(0);"] : [];
    return `function dispose(): void {
disposed = true;
${[...freed, ...memory].join("\n")}
}`;
  }

  #buffer(name: string): string {
    return this.#arguments.buffer(name);
  }

  #dim(name: string): string {
    return this.#arguments.dim(name);
  }

  #capacityOf(dim: string): string {
    return this.#identifiers.of("value", `${dim}Capacity`);
  }
}
