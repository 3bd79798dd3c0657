import { add, constant, showAffine, sub } from "../affine.js";
import { VerifyError } from "../errors.js";
import type { Affine, Buffer, BufferRole, Module, Procedure, Statement } from "../nodes.js";
import { isPrivate, parallelProcedures } from "../parallel.js";
import { heldExtents, rangesOf } from "../state.js";
import { expressionsOf, visitExpression } from "../traverse.js";
import { typeOf } from "../types.js";
import { boundsProblem, definednessProblem } from "./access.js";
import { accessBox, type Box, showBox, type Sweep } from "./box.js";
import { type BoundFact, type Fact, Facts, loopFact, stripFact } from "./facts.js";
import { Frame } from "./frame.js";
import { Independence } from "./independence.js";
import { type Regions, sweptParts, sweptRegions, Written } from "./written.js";

type StatementOf<K extends Statement["kind"]> = Extract<Statement, { readonly kind: K }>;

/** What an entry may do with buffers of each role. */
interface Rights {
  /** Hold values when it starts. */
  readonly given: readonly BufferRole[];
  readonly stored: readonly BufferRole[];
  /** What it must write in full. */
  readonly result: BufferRole;
}

const rightsOf: { readonly [E in "prepare" | "run"]: Rights } = {
  prepare: { given: ["param"], stored: ["packed", "temporary", "scratch"], result: "packed" },
  run: { given: ["param", "packed", "input"], stored: ["output", "temporary", "state", "scratch"], result: "output" },
};

/**
 * Proves, for all values of the dims, that whatever `entry` does to buffers is in bounds, that it reads nothing that was
 * not written, and that it writes its results in full. Calls are followed with their arguments. The module's structure
 * must be right already. Throws VerifyError.
 */
export function verifyAccesses(module: Module, entry: "prepare" | "run"): void {
  const procedures = new Map(module.procedures.map((procedure) => [procedure.name, procedure]));
  const procedure = procedures.get(module[entry]);
  if (procedure === undefined) throw new VerifyError(`there is no procedure ${module[entry]}`, { procedure: "" });
  const facts = new Facts();
  for (const [dim, range] of rangesOf(module)) facts.add(dim, range);
  const written = new Written(facts);
  const { given, stored, result } = rightsOf[entry];
  for (const buffer of module.buffers) {
    if (given.includes(buffer.role)) written.add(buffer.name, boxOf(buffer.extents));
    if (entry === "run" && buffer.role === "state" && module.state) {
      written.add(buffer.name, boxOf(heldExtents(module.state, buffer, "before")));
    }
  }
  const owned = new Set(module.buffers.filter(isPrivate).map(({ name }) => name));
  const walk = new AccessWalk(facts, written, procedures, { entry, stored, owned });
  const frame = Frame.entry(module, procedure);
  // Threads don't see each other's private buffers, and not every thread runs every step.
  const isShared = entry === "run" && parallelProcedures(module).has(procedure.name);
  for (const part of isShared ? procedure.body.map((step) => [step]) : [procedure.body]) {
    walk.body(frame, part);
    if (isShared) written.drop(owned);
  }
  for (const buffer of module.buffers) {
    if (buffer.role === result) requireWritten(written, procedure, buffer, buffer.extents);
    if (entry === "run" && buffer.role === "state" && module.state) {
      requireWritten(written, procedure, buffer, heldExtents(module.state, buffer, "after"));
    }
  }
}

function requireWritten(written: Written, procedure: Procedure, buffer: Buffer, extents: readonly Affine[]): void {
  const whole = boxOf(extents);
  if (written.has(buffer.name, whole)) return;
  const known = written.boxesOf(buffer.name).map(showBox);
  const found = known.length === 0 ? "none of it is" : `only ${known.join(" and ")} is`;
  throw new VerifyError(`${buffer.role} ${buffer.name} ${showBox(whole)} is not written in full: ${found} written`, {
    procedure: procedure.name,
  });
}

function boxOf(extents: readonly Affine[]): Box {
  return extents.map((extent) => ({ lows: [constant(0)], highs: [extent] }));
}

/** What statements may do, for whom. */
interface WalkRights {
  readonly entry: string;
  readonly stored: readonly BufferRole[];
  /** The buffers of which each thread has its own. */
  readonly owned: ReadonlySet<string>;
}

/** Walks statements in program order, with what is known of the variables and what has been written. */
class AccessWalk {
  readonly #facts: Facts;
  readonly #written: Written;
  readonly #procedures: ReadonlyMap<string, Procedure>;
  readonly #rights: WalkRights;
  /** What the passes of the parallel loop around the statement at hand do; undefined outside of one. */
  #passes: Independence | undefined;

  constructor(facts: Facts, written: Written, procedures: ReadonlyMap<string, Procedure>, rights: WalkRights) {
    this.#facts = facts;
    this.#written = written;
    this.#procedures = procedures;
    this.#rights = rights;
  }

  body(frame: Frame, body: readonly Statement[]): void {
    const bound: { readonly name: string; readonly fact: Fact }[] = [];
    for (const statement of body) {
      if (statement.kind === "bind" || statement.kind === "bindMax") bound.push(this.#bind(frame, statement));
      else this.#statement(frame, statement);
      if (statement.kind === "bindValue") bound.push(this.#bindValue(frame, statement));
    }
    for (const { name, fact } of bound.toReversed()) {
      this.#facts.remove(name);
      this.#written.forget(name, fact);
    }
  }

  #bind(frame: Frame, statement: StatementOf<"bind" | "bindMax">): { readonly name: string; readonly fact: BoundFact } {
    const isLeast = statement.kind === "bind";
    const values = (isLeast ? statement.min : statement.max).map((value) => frame.resolve(value));
    const name = frame.define(statement.name);
    const fact: BoundFact = { kind: isLeast ? "least" : "greatest", values };
    this.#facts.add(name, fact);
    return { name, fact };
  }

  /** Which value it has is not known, only where it is kept. */
  #bindValue(frame: Frame, statement: StatementOf<"bindValue">): { readonly name: string; readonly fact: Fact } {
    const extent = frame.resolve(statement.extent);
    if (!this.#facts.atMost(constant(1), extent)) {
      frame.require(statement, `there may be no position to keep it at: cannot prove 1 <= ${showAffine(extent)}`);
    }
    const name = frame.define(statement.name);
    const fact: Fact = { kind: "range", lower: constant(0), uppers: [sub(extent, 1)] };
    this.#facts.add(name, fact);
    return { name, fact };
  }

  #statement(frame: Frame, statement: Statement): void {
    for (const expression of expressionsOf(statement)) {
      visitExpression(expression, (part) => {
        if (part.kind !== "load") return;
        const access = frame.access("load", part.buffer, part.indices, part.type.lanes);
        frame.require(statement, boundsProblem(this.#facts, access));
        frame.require(statement, definednessProblem(this.#written, access));
        this.#passes?.note(access);
      });
    }
    if (statement.kind === "store") this.#store(frame, statement);
    else if (statement.kind === "for") this.#for(frame, statement);
    else if (statement.kind === "strip") this.#strip(frame, statement);
    else if (statement.kind === "if") this.#if(frame, statement);
    else if (statement.kind === "block") this.body(frame, statement.body);
    else if (statement.kind === "call") this.#call(frame, statement);
  }

  #store(frame: Frame, statement: StatementOf<"store">): void {
    const access = frame.access("store", statement.buffer, statement.indices, typeOf(statement.value).lanes);
    const { buffer } = access;
    if (!this.#rights.stored.includes(buffer.role)) {
      frame.require(statement, `${this.#rights.entry} may not store to ${buffer.role} ${buffer.name}`);
    }
    if (frame.isAliased(buffer)) {
      frame.require(statement, `${buffer.name} is stored to, but goes by two names in ${frame.procedure.name}`);
    }
    frame.require(statement, boundsProblem(this.#facts, access));
    this.#passes?.note(access);
    this.#written.add(buffer.name, accessBox(access.indices, access.lanes));
  }

  #for(frame: Frame, loop: StatementOf<"for">): void {
    const { lower, upper, name } = this.#range(frame, loop);
    if (this.#neverRuns(lower, upper)) return;
    const regions = this.#written.during(() =>
      this.#facts.within(name, loopFact(lower, upper, loop.step), () =>
        loop.parallel ? this.#parallel(frame, loop, name, { lower, upper }) : this.body(frame, loop.body),
      ),
    );
    const sweep = { name, lower, upper, step: loop.step, runs: this.#runs(lower, upper) };
    this.#written.addCommon([sweptRegions(this.#facts, loop.parallel ? this.#kept(regions) : regions, sweep)]);
  }

  /** The body of a parallel loop over `variable`, whose passes must not meet. */
  #parallel(
    frame: Frame,
    loop: StatementOf<"for">,
    variable: string,
    { lower, upper }: Pick<Sweep, "lower" | "upper">,
  ): void {
    if (this.#passes) frame.require(loop, "a parallel loop stands in another");
    const passes = new Independence(this.#facts, variable);
    this.#passes = passes;
    this.body(frame, loop.body);
    this.#passes = undefined;
    const isOnePass = upper.some((end) => this.#facts.atMost(end, add(lower, loop.step)));
    if (!isOnePass) frame.require(loop, passes.problem(upper, loop.step));
  }

  /** What a parallel loop writes for those behind it: not the threads' own buffers. */
  #kept(regions: Regions): Regions {
    return new Map([...regions].filter(([name]) => !this.#rights.owned.has(name)));
  }

  #strip(frame: Frame, strip: StatementOf<"strip">): void {
    const { lower, upper, name } = this.#range(frame, strip);
    if (this.#neverRuns(lower, upper)) return;
    const runs = this.#runs(lower, upper);
    const parts = strip.parts.map(({ width, body }) => {
      const fact = stripFact(lower, upper, width);
      const regions = this.#written.during(() => this.#facts.within(name, fact, () => this.body(frame, body)));
      return { regions, sweep: { name, lower, upper, step: width, runs } };
    });
    this.#written.addCommon([sweptParts(this.#facts, parts)]);
  }

  #if(frame: Frame, statement: StatementOf<"if">): void {
    const branches = [statement.whenTrue, statement.otherwise];
    this.#written.addCommon(branches.map((branch) => this.#written.during(() => this.body(frame, branch))));
  }

  #call(frame: Frame, statement: StatementOf<"call">): void {
    const callee = this.#procedures.get(statement.callee);
    if (callee === undefined) return frame.require(statement, `there is no procedure ${statement.callee}`);
    this.body(frame.call(callee, statement), callee.body);
  }

  #range(frame: Frame, loop: StatementOf<"for" | "strip">) {
    const lower = frame.resolve(loop.lower);
    const upper = loop.upper.map((end) => frame.resolve(end));
    return { lower, upper, name: frame.define(loop.variable) };
  }

  #runs(lower: Sweep["lower"], upper: Sweep["upper"]): boolean {
    return upper.every((end) => this.#facts.atMost(add(lower, 1), end));
  }

  /** Whether a loop is proven to be empty: then what its body would do needs no proof. */
  #neverRuns(lower: Sweep["lower"], upper: Sweep["upper"]): boolean {
    return upper.some((end) => this.#facts.atMost(end, lower));
  }
}
