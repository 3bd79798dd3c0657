import { evaluateAffine } from "../affine.js";
import { IrError } from "../errors.js";
import type { Affine, Module, Procedure, Statement } from "../nodes.js";
import { expressionsOf } from "../traverse.js";
import { typeOf } from "../types.js";
import { type Cost, type CountedBuffer, expressionCost, nothing, storeCost, sum, times } from "./tally.js";
import { Variation } from "./variation.js";

type StatementOf<K extends Statement["kind"]> = Extract<Statement, { readonly kind: K }>;

/**
 * The cost of one call of `run` for the sizes in `dims`. Of an `if`, the branch with more operations counts: which one
 * is taken is not known without the data. Throws IrError where a dim has no size.
 */
export function cost(module: Module, dims: Readonly<Record<string, number>>): Cost {
  const run = module.procedures.find((procedure) => procedure.name === module.run);
  if (run === undefined) throw new IrError(`${module.name}: there is no procedure ${module.run}`);
  const sizes = Object.fromEntries(module.dims.map((dim) => [dim, evaluateAffine(dim, dims)]));
  const buffers = new Map(module.buffers.map((buffer) => [buffer.name, buffer]));
  return new CostWalk(module, sizes).body(run.body, { buffers, indices: sizes });
}

interface Environment {
  readonly buffers: ReadonlyMap<string, CountedBuffer>;
  readonly indices: Readonly<Record<string, number>>;
}

class CostWalk {
  readonly #procedures: ReadonlyMap<string, Procedure>;
  readonly #dims: Readonly<Record<string, number>>;
  readonly #scratch: readonly (readonly [name: string, buffer: CountedBuffer])[];
  readonly #variation: Variation;

  constructor(module: Module, dims: Readonly<Record<string, number>>) {
    this.#procedures = new Map(module.procedures.map((procedure) => [procedure.name, procedure]));
    this.#dims = dims;
    this.#scratch = module.buffers.flatMap((buffer) =>
      buffer.role === "scratch" ? [[buffer.name, buffer] as const] : [],
    );
    this.#variation = new Variation(module);
  }

  body(body: readonly Statement[], environment: Environment): Cost {
    const { buffers } = environment;
    const indices = { ...environment.indices };
    let total = nothing;
    for (const statement of body) {
      if (statement.kind === "bind") {
        indices[statement.name] = Math.min(...valuesOf(statement.min, indices));
      } else if (statement.kind === "bindMax") {
        indices[statement.name] = Math.max(...valuesOf(statement.max, indices));
      } else {
        // Which value it has is not known without the data.
        if (statement.kind === "bindValue") indices[statement.name] = 0;
        total = sum(total, this.#statement(statement, { buffers, indices }));
      }
    }
    return total;
  }

  #statement(statement: Statement, environment: Environment): Cost {
    const bufferOf = (name: string) => bufferIn(environment, name);
    const own = expressionsOf(statement).map((expression) => expressionCost(expression, bufferOf));
    return [...own, this.#inside(statement, environment)].reduce(sum, nothing);
  }

  #inside(statement: Statement, environment: Environment): Cost {
    switch (statement.kind) {
      case "store":
        return storeCost(bufferIn(environment, statement.buffer), typeOf(statement.value).lanes);
      case "for": {
        const { variable, body, step } = statement;
        const { start, end } = rangeOf(statement, environment);
        return this.#passes({ variable, body, step, start, end }, environment);
      }
      case "strip":
        return this.#strip(statement, environment);
      case "if": {
        const whenTrue = this.body(statement.whenTrue, environment);
        const otherwise = this.body(statement.otherwise, environment);
        return otherwise.operations > whenTrue.operations ? otherwise : whenTrue;
      }
      case "block":
        return this.body(statement.body, environment);
      case "call":
        return this.#call(statement, environment);
      default:
        return nothing;
    }
  }

  #strip(strip: StatementOf<"strip">, environment: Environment): Cost {
    const { variable } = strip;
    const range = rangeOf(strip, environment);
    let { start } = range;
    let total = nothing;
    for (const { width, body } of strip.parts) {
      const end = start + width * Math.floor(Math.max(0, range.end - start) / width);
      total = sum(total, this.#passes({ variable, body, step: width, start, end }, environment));
      start = end;
    }
    return total;
  }

  #passes(loop: Passes, environment: Environment): Cost {
    const { variable, body, step, start, end } = loop;
    const passes = Math.max(0, Math.ceil((end - start) / step));
    if (passes === 0) return nothing;
    const pass = (index: number) =>
      this.body(body, { ...environment, indices: { ...environment.indices, [variable]: index } });
    if (!this.#variation.depends(body, variable)) return times(pass(start), passes);
    return Array.from({ length: passes }, (_, i) => pass(start + i * step)).reduce(sum, nothing);
  }

  #call(call: StatementOf<"call">, environment: Environment): Cost {
    const callee = this.#procedures.get(call.callee);
    if (callee === undefined) throw new IrError(`there is no procedure ${call.callee}`);
    const buffers = callee.buffers.map(
      ({ name }, i) => [name, bufferIn(environment, call.buffers[i] ?? name)] as const,
    );
    const indices = callee.indices.map(
      (name, i) => [name, evaluateAffine(call.indices[i] ?? name, environment.indices)] as const,
    );
    return this.body(callee.body, {
      buffers: new Map([...this.#scratch, ...buffers]),
      indices: { ...this.#dims, ...Object.fromEntries(indices) },
    });
  }
}

interface Passes {
  readonly variable: string;
  readonly body: readonly Statement[];
  readonly step: number;
  readonly start: number;
  readonly end: number;
}

function rangeOf(loop: StatementOf<"for" | "strip">, environment: Environment): { start: number; end: number } {
  return {
    start: evaluateAffine(loop.lower, environment.indices),
    end: Math.min(...valuesOf(loop.upper, environment.indices)),
  };
}

function valuesOf(bounds: readonly Affine[], indices: Readonly<Record<string, number>>): readonly number[] {
  return bounds.map((bound) => evaluateAffine(bound, indices));
}

function bufferIn(environment: Environment, name: string): CountedBuffer {
  const buffer = environment.buffers.get(name);
  if (buffer === undefined) throw new IrError(`there is no buffer ${name}`);
  return buffer;
}
