import { constantValue } from "../../ir/affine.js";
import type { Affine, Module } from "../../ir/nodes.js";
import { lengthOf, type Offset, showIndex, showOffset } from "../../ir/offset.js";
import { lengthOfState } from "../../ir/state.js";
import type { TensorSpec } from "../../plan/program.js";
import type { HostTensor } from "./host-types.js";

/** How many positions a cache has room for where a caller says nothing. */
const USUAL_CAPACITY = 128;

/** What a kernel keeps from call to call. */
export interface HostState {
  /** The dim that says how many positions are held. */
  readonly length: string;
  /** The dim that says how many there is room for. */
  readonly capacity: string;
  /** How many positions are held after a call. */
  readonly after: Affine;
  readonly entries: readonly StateEntry[];
  /** Where the oldest positions are dropped: what is kept of them. */
  readonly window: HostWindow | undefined;
}

/** What is kept of a cache that drops its oldest positions. */
export interface HostWindow {
  /** How many positions before those that a call adds are held, if there have been as many. */
  readonly least: number;
  /** How many a call adds. */
  readonly growth: Affine;
  /** The dim that says how many there have been; undefined where the loops don't ask. */
  readonly seen: string | undefined;
}

/** One entry of a cache: a number of rows, each of them as long as the capacity says. */
export interface StateEntry extends HostTensor {
  readonly rows: number;
  /** The elements of a row. */
  readonly row: Offset;
}

/** What `module`, which is of a program with these entries in its cache, keeps from call to call. */
export function stateOf(module: Module, cache: Readonly<Record<string, TensorSpec>>): HostState | undefined {
  const { state } = module;
  if (!state) return undefined;
  const entries = module.buffers.flatMap(({ name, role, extents }) => {
    const spec = cache[name];
    if (role !== "state" || !spec) return [];
    const axis = extents.findIndex(({ terms }) => terms.some(([dim]) => dim === state.capacity));
    const rows = extents.slice(0, axis).reduce((count, extent) => count * (constantValue(extent) ?? 0), 1);
    return [{ ...spec, name, buffer: name, rows, row: lengthOf(extents.slice(axis)) }];
  });
  const { length, capacity, growth, window } = state;
  const seen = module.dims.find((dim) => dim === window?.seen);
  return {
    length,
    capacity,
    after: lengthOfState(state, "after"),
    entries,
    window: window && { least: window.least, growth, seen },
  };
}

/** Prints what kernels with a cache have, whatever their target. */
export class StatePrinter {
  readonly #program: string;
  readonly #state: HostState;
  /** The identifier of a dim's size. */
  readonly #dim: (name: string) => string;

  constructor(program: string, state: HostState, dim: (name: string) => string) {
    this.#program = program;
    this.#state = state;
    this.#dim = dim;
  }

  /** The identifier of the capacity. */
  get capacity(): string {
    return this.#dim(this.#state.capacity);
  }

  /** What is kept where the oldest positions are dropped. */
  get window(): HostWindow | undefined {
    return this.#state.window;
  }

  /** The identifier of how many positions are held. */
  get held(): string {
    return this.#dim(this.#state.length);
  }

  /** The variables that hold how long the cache is, and how long it may become. */
  variables(): readonly string[] {
    const held = this.window ? [`let ${this.held} = 0;`] : [];
    return ["let length = 0;", ...held, `let ${this.capacity} = capacityFrom(options.capacity);`];
  }

  /** What a call begins with: how many positions it finds. */
  before(): string {
    if (!this.window) return `const ${this.held} = length;`;
    if (this.window.seen === undefined) return "";
    // As an int of 32 bits it would wrap.
    return `const ${this.#dim(this.window.seen)} = length;
if (length > 0x7fffffff) throw new RangeError("${this.#program}: the cache has seen more positions than can be told apart: reset it");`;
  }

  /** How many positions are held after a call. */
  after(): string {
    return showIndex(this.#state.after, this.#dim);
  }

  /** Whether there is no room for what a call adds. */
  isFull(): string {
    return `${this.after()} > ${this.capacity}`;
  }

  /** What comes after a call that went well. */
  advance(): string {
    if (!this.window) return `length = ${this.after()};`;
    return `length += ${this.added()};\n${this.held} = ${this.after()};`;
  }

  /** How many positions a call adds. */
  added(): string {
    return this.window ? showIndex(this.window.growth, this.#dim) : "0";
  }

  /** The constants of what is kept, dropped and made room for, where old positions make room for new ones. */
  keep({ least }: HostWindow): string {
    return `const kept = Math.min(${this.held}, ${least});
const dropped = ${this.held} - kept;
const isRoomy = kept + added <= ${this.capacity} && 2 * kept <= ${this.capacity};
const room = isRoomy ? ${this.capacity} : Math.max(kept + added, Math.min(2 * ${this.capacity}, ${2 * least}));`;
  }

  /** Moves what is kept of an entry from one array to the front of another, whose capacities are called so. */
  move(entry: StateEntry, from: string, before: string, into: string, room: string): string {
    const [start, end] = [this.row(entry, "dropped"), this.row(entry, this.held)];
    return `keepRows(${from}, ${this.row(entry, before)}, ${start}, ${end}, ${into}, ${this.row(entry, room)});`;
  }

  /** The elements of a row of an entry where the capacity is called so. */
  row({ row }: StateEntry, capacity = this.capacity): string {
    return showOffset(row, (name) => (name === this.#state.capacity ? capacity : this.#dim(name)));
  }

  /** The elements of an entry where the capacity is called so. */
  elements(entry: StateEntry, capacity = this.capacity): string {
    const row = this.row(entry, capacity);
    return entry.rows === 1 ? row : `${entry.rows} * ${row}`;
  }

  /** `reset` and `truncate`; `refuseDisposed` is the statement that complains after `dispose`. */
  methods(refuseDisposed: string): string {
    const { window, held } = this;
    return `function reset(): void {
${refuseDisposed}
length = 0;${window ? `\n${held} = 0;` : ""}
}

function truncate(to: number): void {
${refuseDisposed}
if (!Number.isSafeInteger(to) || to < 0 || to > length) {
throw new RangeError(\`${this.#program}: truncate takes a length from 0 to \${length}, that of the cache: got \${String(to)}\`);
}
${window ? this.#truncateHeld(window) : ""}length = to;
}`;
  }

  /** A call looks back as far as the window: so much must be held before where the next one begins. */
  #truncateHeld({ least }: HostWindow): string {
    const { held } = this;
    return `const first = ${held} < length ? length - ${held} + ${least} : 0;
if (to > 0 && to < first) {
throw new RangeError(\`${this.#program}: truncate takes 0, or a length from \${first} to \${length}: what is needed before that is dropped by now: got \${to}\`);
}
${held} = to === 0 ? 0 : ${held} - (length - to);
`;
  }

  /** Gives back the kernel with these methods, and with `length` and `capacity` as they are whenever they are read. */
  kernel(methods: readonly string[]): string {
    const { capacity } = this;
    const given = capacity === "capacity" ? "capacity" : `capacity: ${capacity}`;
    return `const kernel = Object.assign(call, { ${["reset", "truncate", ...methods, given].join(", ")} });
Object.defineProperties(kernel, { length: { get: () => length }, capacity: { get: () => ${capacity} } });
return kernel;`;
  }
}

/** The functions at the top of a module whose kernel has a cache; nothing for one that has none. */
export function stateFunctions(program: string, state: HostState | undefined): string {
  if (!state) return "";
  return `
/** How many positions a cache has room for at first. */
function capacityFrom(given: number | undefined): number {
  if (given === undefined) return ${USUAL_CAPACITY};
  if (Number.isSafeInteger(given) && given >= 1) return given;
  throw new RangeError(\`${program}: capacity takes a positive integer: got \${String(given)}\`);
}

${state.window ? keepRows : copyRows}`;
}

const copyRows = `/** Copies rows of \`row\` elements into those of \`longer\` ones. */
function copyRows(
  from: Float32Array | Int32Array | Uint8Array,
  row: number,
  into: Float32Array | Int32Array | Uint8Array,
  longer: number,
): void {
  for (let i = 0; i * row < from.length; i++) into.set(from.subarray(i * row, (i + 1) * row), i * longer);
}
`;

const keepRows = `/** Copies the elements from \`start\` to \`end\` of rows of \`row\` ones to the front of those of \`longer\` ones. */
function keepRows(
  from: Float32Array | Int32Array | Uint8Array,
  row: number,
  start: number,
  end: number,
  into: Float32Array | Int32Array | Uint8Array,
  longer: number,
): void {
  for (let i = 0; i * row < from.length; i++) into.set(from.subarray(i * row + start, i * row + end), i * longer);
}
`;

/** The names that the printed body and those functions have; none without a cache. */
export function stateNames(state: HostState | undefined): readonly string[] {
  if (!state) return [];
  const names = "length reset truncate grow kernel needed room before capacityFrom copyRows".split(" ");
  return state.window ? [...names, ..."makeRoom keepRows kept dropped isRoomy added first".split(" ")] : names;
}
