import { beforeAll, describe, expect, test } from "vitest";
import wabt from "wabt";
import { scalarise } from "../../../../codegen/ir/index.js";
import { lowerModule } from "../../../../codegen/targets/wasm/index.js";
import {
  atomic,
  encodeModule,
  fence,
  i32,
  instruction,
  ModuleBuilder,
  opcodes,
  drop,
  sequence,
  type ValueKind,
} from "../../../../codegen/targets/wasm/encode/index.js";
import { tiledMatmul } from "../../ir/tiled-matmul.js";
import { operandCode } from "./encode/run-code.js";

/** A second opinion: the WebAssembly Binary Toolkit reads what the encoder writes, names included. */
let toolkit: Awaited<ReturnType<typeof wabt>>;
beforeAll(async () => {
  toolkit = await wabt();
});

/** The text of a module. The toolkit finds it valid, unless it is of threads: its types can't say so. */
function textOf(bytes: Uint8Array, threads = false): string {
  const read = toolkit.readWasm(bytes, { simd: true, relaxed_simd: true, threads, readDebugNames: true });
  try {
    if (!threads) read.validate();
    read.applyNames();
    return read.toText({});
  } finally {
    read.destroy();
  }
}

const wordsOf = (text: string): ReadonlySet<string> => new Set(text.split(/[\s()]+/));

describe("wabt", () => {
  test("reads every instruction under its own name", () => {
    const module = new ModuleBuilder("every");
    module.useMemory({ initial: 1 });
    module.function("all", [], "nothing", () =>
      sequence(
        ...Object.values(opcodes).map((opcode) =>
          drop(instruction<readonly ValueKind[], ValueKind>(opcode, opcode.takes.map(operandCode))),
        ),
      ),
    );
    const words = wordsOf(textOf(encodeModule(module)));
    for (const name of Object.keys(opcodes)) expect(words).toContain(name);
  });

  test("reads shared memory and atomics", () => {
    const module = new ModuleBuilder("threads");
    module.useMemory({ initial: 1, maximum: 2, shared: true }, { module: "host", name: "memory" });
    module.function("all", [], "nothing", () =>
      sequence(fence, drop(atomic("i32.atomic.rmw.add", { address: i32(64) }, i32(1)))),
    );
    const text = textOf(encodeModule(module), true);
    expect(text).toContain("(memory (;0;) 1 2 shared)");
    for (const name of ["atomic.fence", "i32.atomic.rmw.add"]) expect(wordsOf(text)).toContain(name);
  });

  test("reads what loops are lowered to", () => {
    const text = textOf(lowerModule(scalarise(tiledMatmul()), { names: true }));
    expect(text).toMatch(/\(func \$packPanel \(type \d+\) \(param \$source i32\) \(param \$packed i32\)/);
    expect(text).toContain('(export "run" (func $run))');
    expect(text).toContain("f32.load offset=");
  });
});
