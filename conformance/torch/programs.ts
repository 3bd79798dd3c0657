import type { Program } from "heddle";
import type { Tensors } from "../suite.js";

/** Programs and their params, each made once, so that targets compile each program once. */
export class Programs {
  readonly #programs = new Map<string, Program>();
  readonly #params = new Map<Program, Map<object, Tensors>>();

  /** The program that `make` gives for what `key` says of it. */
  program(key: string, make: () => Program): Program {
    const known = this.#programs.get(key);
    if (known) return known;
    const made = make();
    this.#programs.set(key, made);
    return made;
  }

  /** The params that `make` takes for `program` from `source`. */
  params(program: Program, source: object, make: () => Tensors): Tensors {
    const ofProgram = this.#params.get(program) ?? new Map<object, Tensors>();
    this.#params.set(program, ofProgram);
    const known = ofProgram.get(source);
    if (known) return known;
    const made = make();
    ofProgram.set(source, made);
    return made;
  }
}
