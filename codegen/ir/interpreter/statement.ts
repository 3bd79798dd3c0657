import { IrError } from "../errors.js";
import type { Affine, Statement } from "../nodes.js";
import { offsetOf } from "./access.js";
import { compileExpression, compileLane } from "./expression.js";
import type { Evaluate, Scope } from "./scope.js";

/** Runs a statement. */
export type Execute = () => void;

/** Finds the callee of a call for the buffers that the call passes, and gives what runs it with index arguments. */
export type Linker = (scope: Scope, call: Extract<Statement, { kind: "call" }>) => (indices: readonly number[]) => void;

/** One closure that runs `body` in order. */
export function compileBody(scope: Scope, body: readonly Statement[], link: Linker): Execute {
  const steps = body.map((statement) => compileStatement(scope, statement, link));
  const [first, second] = steps;
  if (first === undefined) return () => {};
  if (second === undefined) return first;
  return () => {
    for (let i = 0; i < steps.length; i++) steps[i]!();
  };
}

function compileStatement(scope: Scope, statement: Statement, link: Linker): Execute {
  const { slots } = scope;
  switch (statement.kind) {
    case "let":
    case "var": {
      const lanes = compileExpression(scope, statement.value);
      return write(slots, scope.define(statement.name, lanes.length), lanes);
    }
    case "assign":
      return write(slots, scope.placeOf(statement.name), compileExpression(scope, statement.value));
    case "bind":
      return write(slots, scope.define(statement.name), [compileLeast(scope, statement.min)]);
    case "bindMax":
      return write(slots, scope.define(statement.name), [compileGreatest(scope, statement.max)]);
    case "bindValue": {
      const value = compileLane(scope, statement.value, 0);
      const extent = scope.index(statement.extent);
      return write(slots, scope.define(statement.name), [() => Math.min(Math.max(value(), 0), extent() - 1)]);
    }
    case "store":
      return compileStore(scope, statement);
    case "for":
      return compileFor(scope, statement, link);
    case "strip":
      return compileStrip(scope, statement, link);
    case "if": {
      const condition = compileLane(scope, statement.condition, 0);
      const whenTrue = compileBody(scope, statement.whenTrue, link);
      const otherwise = compileBody(scope, statement.otherwise, link);
      return () => (condition() !== 0 ? whenTrue() : otherwise());
    }
    case "block":
      return compileBody(scope, statement.body, link);
    case "call": {
      const indices = statement.indices.map((index) => scope.index(index));
      const call = link(scope, statement);
      return () => call(indices.map((index) => index()));
    }
  }
}

/** Writes all lanes at once: none is changed before every one is computed. */
function write(slots: number[], place: number, lanes: readonly Evaluate[]): Execute {
  const [only] = lanes;
  if (only !== undefined && lanes.length === 1) {
    return () => {
      slots[place] = only();
    };
  }
  const values = lanes.map(() => 0);
  return () => {
    for (let lane = 0; lane < lanes.length; lane++) values[lane] = lanes[lane]!();
    for (let lane = 0; lane < lanes.length; lane++) slots[place + lane] = values[lane]!;
  };
}

function compileStore(scope: Scope, statement: Extract<Statement, { kind: "store" }>): Execute {
  const memory = scope.memoryOf(statement.buffer);
  const { data } = memory;
  const lanes = compileExpression(scope, statement.value);
  const offsets = lanes.map((_, lane) => offsetOf("store", scope, memory, statement.indices, lane));
  const values = lanes.map(() => 0);
  return () => {
    for (let lane = 0; lane < lanes.length; lane++) values[lane] = lanes[lane]!();
    for (let lane = 0; lane < lanes.length; lane++) data[offsets[lane]!()] = values[lane]!;
  };
}

function compileFor(scope: Scope, loop: Extract<Statement, { kind: "for" }>, link: Linker): Execute {
  const { slots } = scope;
  const { step } = loop;
  const lower = scope.index(loop.lower);
  const upper = compileLeast(scope, loop.upper);
  const place = scope.define(loop.variable);
  const body = compileBody(scope, loop.body, link);
  const { isolated } = scope;
  if (loop.parallel && isolated) {
    return () => {
      const before = isolated.map((data) => data.slice());
      const first = lower();
      const passes = Math.max(0, Math.ceil((upper() - first) / step));
      for (let pass = passes - 1; pass >= 0; pass--) {
        slots[place] = first + pass * step;
        body();
        for (const [i, data] of isolated.entries()) data.set(before[i]!);
      }
    };
  }
  return () => {
    const end = upper();
    for (let i = lower(); i < end; i += step) {
      slots[place] = i;
      body();
    }
  };
}

function compileStrip(scope: Scope, strip: Extract<Statement, { kind: "strip" }>, link: Linker): Execute {
  const { slots } = scope;
  const lower = scope.index(strip.lower);
  const upper = compileLeast(scope, strip.upper);
  const place = scope.define(strip.variable);
  const parts = strip.parts.map(({ width, body }) => ({ width, run: compileBody(scope, body, link) }));
  return () => {
    const end = upper();
    let i = lower();
    for (const { width, run } of parts) {
      for (; i + width <= end; i += width) {
        slots[place] = i;
        run();
      }
    }
  };
}

function compileLeast(scope: Scope, bounds: readonly Affine[]): Evaluate {
  return bounds.map((bound) => scope.index(bound)).reduce(least, () => Infinity);
}

function compileGreatest(scope: Scope, bounds: readonly Affine[]): Evaluate {
  if (bounds.length === 0) throw new IrError(`${scope.procedure}: bindMax of nothing`);
  return bounds.map((bound) => scope.index(bound)).reduce((left, right) => () => Math.max(left(), right()));
}

function least(left: Evaluate, right: Evaluate): Evaluate {
  return () => Math.min(left(), right());
}
