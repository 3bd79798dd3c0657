import { type AffineLike, variable } from "../ir/affine.js";
import { procedure, type ProcedureBuilder } from "../ir/builder.js";
import { FreshNames } from "../ir/names.js";
import type { Affine, Buffer, BufferParameter, Procedure } from "../ir/nodes.js";
import { indicesOf, visitStatements } from "../ir/traverse.js";

/** Gives the buffers of the plan as the procedure under construction knows them. */
export interface Scope {
  /** The parameter that stands for `buffer`; scratch buffers stand for themselves. */
  use(buffer: Buffer): BufferParameter;
}

/** A procedure with what its callers pass. */
export interface Defined {
  readonly procedure: Procedure;
  /** The buffers of the plan that it takes. */
  readonly buffers: readonly Buffer[];
  /** Which of the indices in its outline it takes: those that its body names. */
  readonly taken: readonly boolean[];
}

/** What a procedure is called and takes. */
export interface Outline {
  /** Tells the shape: `multiply3x2x512`. */
  readonly name: string;
  readonly summary: string;
  readonly indices?: readonly string[];
  /** What the procedure calls a buffer of the plan; the buffer's own name where nothing is said. */
  readonly rename?: ReadonlyMap<Buffer, string>;
}

/**
 * The procedures of a module. Each takes the buffers that it uses as parameters, so that steps of the same shape,
 * such as the projections of query, key and value, share one.
 */
export class Procedures {
  readonly all: Procedure[] = [];
  readonly #byBody = new Map<string, Procedure>();
  readonly #names = new FreshNames();
  readonly #dims: readonly string[];

  /** `dims` are index variables that every procedure sees. */
  constructor(dims: readonly string[]) {
    this.#dims = dims;
  }

  /** The procedure whose statements `write` gives; `write` is run twice, first to see which buffers it uses. */
  define(outline: Outline, write: (b: ProcedureBuilder, scope: Scope, ...indices: readonly Affine[]) => void): Defined {
    const used = new Map<Buffer, BufferParameter>();
    const names = new FreshNames();
    const scope: Scope = {
      use(buffer) {
        if (buffer.role === "scratch") return buffer;
        const name = outline.rename?.get(buffer) ?? buffer.name;
        const parameter = used.get(buffer) ?? {
          name: names.fresh(name),
          element: buffer.element,
          extents: buffer.extents,
        };
        used.set(buffer, parameter);
        return parameter;
      },
    };
    // A program may call a dim "batch" or "row" too: then the index is the one that gets a number.
    const indexNames = new FreshNames(this.#dims);
    const indices = (outline.indices ?? []).map((name) => indexNames.fresh(name));
    const build = (): Procedure =>
      procedure(
        outline.name,
        { summary: outline.summary, buffers: [...used.values()], indices, reserved: this.#dims },
        (b) => write(b, scope, ...indices.map(variable)),
      );
    build();
    const made = build();
    const named = namedIndices(made);
    const taken = indices.map((name) => named.has(name));
    const kept = this.#shared({ ...made, indices: indices.filter((_, i) => taken[i]) });
    return { procedure: kept, buffers: [...used.keys()], taken };
  }

  /** A procedure that callers outside of the module run: it sees the module's buffers by name. */
  entry(name: string, summary: string, write: (b: ProcedureBuilder) => void): Procedure {
    return procedure(name, { summary, reserved: this.#dims }, write);
  }

  #shared(made: Procedure): Procedure {
    const body = bodyOf(made);
    const known = this.#byBody.get(body);
    if (known) return known;
    const unique = { ...made, name: this.#names.fresh(made.name) };
    this.#byBody.set(body, unique);
    this.all.push(unique);
    return unique;
  }
}

/**
 * What a procedure does, as text, whatever it is called, and without the numbers that tell the buffers of one layer from
 * those of another: layers share their procedures.
 */
function bodyOf({ buffers, indices, body }: Procedure): string {
  const places = new Map(buffers.map(({ name }, place) => [name, place]));
  const placed = (name: unknown): unknown => (typeof name === "string" ? (places.get(name) ?? name) : name);
  const text = JSON.stringify(body, (key: string, field: unknown): unknown => {
    if (key === "buffer") return placed(field);
    return key === "buffers" && Array.isArray(field) ? field.map(placed) : field;
  });
  const taken = buffers.map(({ name, ...rest }) => ({ ...rest, stem: name.replace(/\d+$/, "") }));
  return JSON.stringify([taken, indices, text]);
}

/** Calls `callee` with the caller's own names for its buffers; `indices` are those of its outline. */
export function call(b: ProcedureBuilder, scope: Scope, callee: Defined, indices: readonly AffineLike[] = []): void {
  const buffers = callee.buffers.map((buffer) => scope.use(buffer));
  b.call(
    callee.procedure,
    buffers,
    indices.filter((_, i) => callee.taken[i]),
  );
}

/** The index variables that a procedure's statements name. */
function namedIndices({ body }: Procedure): ReadonlySet<string> {
  const names = new Set<string>();
  visitStatements(body, (statement) => {
    for (const { terms } of indicesOf(statement)) for (const [name] of terms) names.add(name);
  });
  return names;
}
