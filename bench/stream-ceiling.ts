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
} from "../codegen/targets/wasm/encode/index.js";

/** Four vectors at once, so that no load waits for another. */
const VECTORS = 4;
const BYTES_PER_PASS = 16 * VECTORS;

/** A function that reads that many bytes once, in vectors of 128 bits: the least time for a task that must read them. */
export function streamCeiling(bytes: number): () => void {
  const end = Math.ceil(bytes / BYTES_PER_PASS) * BYTES_PER_PASS;
  const wasm = new ModuleBuilder("stream");
  wasm.useMemory({ initial: Math.ceil(end / 65_536) });
  const reference = wasm.function("run", ["i32"], "nothing", (locals, place) => {
    const seen = Array.from({ length: VECTORS }, (_, i) => locals.make("v128", `seen${i}`));
    return sequence(
      loop((again) =>
        sequence(
          setLocal(place, operation("i32.sub", getLocal(place), i32(BYTES_PER_PASS))),
          ...seen.map((vector, i) =>
            setLocal(
              vector,
              operation("v128.or", getLocal(vector), load("v128.load", { address: getLocal(place), offset: 16 * i })),
            ),
          ),
          branchIf(again, getLocal(place)),
        ),
      ),
      // What nothing reads could be left out.
      ...seen.map((vector, i) => store("v128.store", { address: i32(16 * i) }, getLocal(vector))),
    );
  });
  wasm.export("run", reference);
  const { run } = new WebAssembly.Instance(new WebAssembly.Module(encodeModule(wasm))).exports;
  if (typeof run !== "function") throw new Error("the stream exports run");
  return () => run(end);
}
