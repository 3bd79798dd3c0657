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
import type { VectorCeiling } from "./ceiling.js";

const SUMS = 12;
/** Floating-point operations in each pass: vectors of four, each multiplied and added to. */
const OPERATIONS_PER_PASS = SUMS * 4 * 2;
const PASSES = 40_000;

/**
 * The most that 128-bit vectors do in float32 with relaxed SIMD, where a product and a sum are one instruction: in registers
 * alone, with as many sums as a tile of 6 x 8 has. Undefined where the engine has no relaxed SIMD.
 */
export function relaxedCeiling(): VectorCeiling | undefined {
  const wasm = new ModuleBuilder("relaxed ceiling");
  wasm.useMemory({ initial: 1 });
  const reference = wasm.function(
    "run",
    ["i32"],
    "nothing",
    (locals, passes) => {
      const left = locals.make("v128", "left");
      const right = locals.make("v128", "right");
      const sums = Array.from({ length: SUMS }, (_, i) => locals.make("v128", `sum${i}`));
      return sequence(
        setLocal(left, load("v128.load", { address: i32(0) })),
        setLocal(right, load("v128.load", { address: i32(16) })),
        loop((again) =>
          sequence(
            ...sums.map((sum) =>
              setLocal(sum, operation("f32x4.relaxed_madd", getLocal(left), getLocal(right), getLocal(sum))),
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
  const bytes = encodeModule(wasm);
  if (!WebAssembly.validate(bytes)) return undefined;
  const { run } = new WebAssembly.Instance(new WebAssembly.Module(bytes)).exports;
  if (typeof run !== "function") throw new Error("the ceiling exports run");
  return { operations: OPERATIONS_PER_PASS * PASSES, run: () => run(PASSES) };
}
