import type { Program } from "heddle";
import { expect } from "vitest";
import { lowerProgram } from "../../../codegen/compile.js";
import type { Module } from "../../../codegen/ir/index.js";
import { expectClose, expectSimilar } from "./close.js";
import { type AnyKernel, type AnyTensor, outputsOf } from "./any-kernel.js";
import { compile } from "./compile.js";
import { interpretProgram } from "./interpret.js";
import { declaredTensors } from "./tensors.js";

type Tensors = Readonly<Record<string, AnyTensor>>;

/** A program with its kernel, which several tests share. */
export interface Subject {
  readonly program: Program;
  readonly module: Module;
  /** The outputs of the kernel by name. */
  run(tensors: Tensors): Promise<ReadonlyMap<string, AnyTensor>>;
  /** The outputs of the reference evaluator by name. */
  evaluate(tensors: Tensors): ReadonlyMap<string, AnyTensor>;
  /** Expects of every output that the kernel gives what the evaluator gives. */
  expectClose(tensors: Tensors): Promise<void>;
  /** Expects about the same, as {@link expectSimilar} does. */
  expectSimilar(tensors: Tensors): Promise<void>;
  /** Expects of every output the very bits that the interpreter gives for the module. */
  expectSameBits(tensors: Tensors): Promise<void>;
}

/** Compiles a program, once. */
export function subject(program: Program): Subject {
  const module = lowerProgram(program);
  const created = compile(program);
  // The params of a program stay what they were at its first call; programs here take all as inputs, or once.
  let kernel: Promise<AnyKernel> | undefined;
  const run = async (tensors: Tensors): Promise<ReadonlyMap<string, AnyTensor>> => {
    kernel ??= created.then((create) => create(pick(tensors, Object.keys(program.params))));
    return outputsOf(program, (await kernel)(pick(tensors, Object.keys(program.inputs))));
  };
  const evaluate = (tensors: Tensors) => outputsOf(program, program.evaluate(tensors));
  const compare = async (tensors: Tensors, compareOutput: typeof expectClose): Promise<void> => {
    const [actual, expected] = [await run(tensors), evaluate(tensors)];
    expect([...actual.keys()]).toEqual([...expected.keys()]);
    for (const [name, { sizes, data }] of expected) {
      expect(actual.get(name)?.sizes).toEqual(sizes);
      compareOutput(actual.get(name)?.data ?? [], data);
    }
  };
  return {
    program,
    module,
    run,
    evaluate,
    expectClose: (tensors) => compare(tensors, expectClose),
    expectSimilar: (tensors) => compare(tensors, expectSimilar),
    async expectSameBits(tensors) {
      const expected = interpretProgram(module, program, tensors);
      for (const [name, { data }] of await run(tensors)) expect(bytes(data)).toEqual(bytes(expected.get(name)));
    },
  };
}

/** Expects that a program's kernel gives what the evaluator gives, at those sizes, with its outputs in its order. */
export async function works(program: Program, sizes: Readonly<Record<string, number>>): Promise<void> {
  const checked = subject(program);
  const tensors = declaredTensors({ ...program.params, ...program.inputs }, sizes);
  await checked.expectClose(tensors);
  expect([...(await checked.run(tensors)).keys()]).toEqual(program.outputs.map(({ name }) => name));
}

/** The bytes of an array: equal only where the bits are, also in NaN and -0. */
export function bytes(data: ArrayBufferView | undefined): Uint8Array {
  return data ? new Uint8Array(data.buffer, data.byteOffset, data.byteLength) : new Uint8Array();
}

function pick(tensors: Tensors, names: readonly string[]): Tensors {
  return Object.fromEntries(
    names.map((name) => {
      const tensor = tensors[name];
      if (!tensor) throw new Error(`no tensor is given for ${name}`);
      return [name, tensor] as const;
    }),
  );
}
