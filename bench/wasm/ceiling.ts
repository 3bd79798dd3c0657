import {
  branchIf,
  encodeModule,
  getLocal,
  i32,
  load,
  loop,
  ModuleBuilder,
  operation,
  sequence,
  setLocal,
  store,
} from "../../codegen/targets/wasm/encode/index.js";

/** Floating-point operations in each pass: 13 vectors of four, each multiplied and added to. */
const OPERATIONS_PER_PASS = 13 * 4 * 2;
const PASSES = 40_000;

/** The most that 128-bit vectors do in float32: how many operations a run has, and the run. */
export interface VectorCeiling {
  readonly operations: number;
  readonly run: () => void;
}

/**
 * Multiplies and adds in registers alone. Thirteen sums hide the latency of one, and with both operands fill the 15
 * registers that V8 has for vectors. The sums stay finite: the factor is below 1.
 */
export function vectorCeiling(): VectorCeiling {
  const wasm = new ModuleBuilder("ceiling");
  wasm.useMemory({ initial: 1 });
  const reference = wasm.function(
    "run",
    ["i32"],
    "nothing",
    (locals, passes) => {
      const factor = locals.make("v128", "factor");
      const addend = locals.make("v128", "addend");
      const sums = Array.from({ length: 13 }, (_, i) => locals.make("v128", `sum${i}`));
      return sequence(
        setLocal(factor, load("v128.load", { address: i32(0) })),
        setLocal(addend, load("v128.load", { address: i32(16) })),
        loop((again) =>
          sequence(
            ...sums.map((sum) =>
              setLocal(
                sum,
                operation("f32x4.add", operation("f32x4.mul", getLocal(sum), getLocal(factor)), getLocal(addend)),
              ),
            ),
            setLocal(passes, operation("i32.sub", getLocal(passes), i32(1))),
            branchIf(again, getLocal(passes)),
          ),
        ),
        // What nothing reads could be left out.
        ...sums.map((sum, i) => store("v128.store", { address: i32(64 + 16 * i) }, getLocal(sum))),
      );
    },
    ["passes"],
  );
  wasm.export("run", reference);
  wasm.putData(0, new Uint8Array(new Float32Array([0.5, 0.5, 0.5, 0.5, 0.1, 0.2, 0.3, 0.4]).buffer));
  const { run } = new WebAssembly.Instance(new WebAssembly.Module(encodeModule(wasm))).exports;
  if (typeof run !== "function") throw new Error("the ceiling exports run");
  return { operations: OPERATIONS_PER_PASS * PASSES, run: () => run(PASSES) };
}
