import { execFileSync } from "node:child_process";
import { cpSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, describe, expect, test, vi } from "vitest";
import { mha64x4 } from "../../../../../presets/multi-head.js";
import { CALL, TICKET } from "../../../../../codegen/targets/wasm/lower/control.js";
import { randomParams, randomRows } from "../../../kernels/tensors.js";
import { compileFrom, complaint, filesFor, importFrom, writeKernel } from "../host/kernel-folder.js";

const params = randomParams(mha64x4);
const x = randomRows(40, 64);
const threaded = { targets: ["wasm"], wasm: { bytes: "base64", threads: true } } as const;

const original = writeKernel(mha64x4, threaded);
let copies = 0;

/** A folder of the kernel's own: what one makes or says holds for all kernels of a folder. */
function copy(): string {
  const folder = `${original}-${copies++}`;
  cpSync(original, folder, { recursive: true });
  return folder;
}

/** A kernel's folder in which a module's text is changed. */
function changed(module: string, from: string, to: string): string {
  const folder = copy();
  const path = join(folder, module);
  const text = readFileSync(path, "utf8");
  if (!text.includes(from)) throw new Error(`${module} has no ${from}`);
  writeFileSync(path, text.replace(from, to));
  return folder;
}

/** A kernel on two threads whose worker does something else once it is ready. */
async function withWorker(does: string, folder = changed("worker.js", "exports.work();", does)) {
  return (await importFrom(folder))(params, { threads: 2 });
}

/** What a worker does that never hears of a call. */
const idle = "for (;;) Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0);";

/** Waits for what other threads have sent. */
const moment = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 100));

afterEach(() => {
  vi.unstubAllGlobals();
  vi.restoreAllMocks();
});

describe("a kernel's workers", () => {
  test("keep no process alive, and end with the kernel", () => {
    const folder = copy();
    const script = `
      import { syncBuiltinESMExports } from "node:module";
      import threads from "node:worker_threads";
      const { Worker } = threads;
      let alive = 0;
      threads.Worker = class extends Worker {
        constructor(...given) {
          super(...given);
          alive++;
          this.on("exit", () => alive--);
        }
      };
      syncBuiltinESMExports();
      const { createMha64x4 } = await import(${JSON.stringify(join(folder, "index.js"))});
      const params = Object.fromEntries(${JSON.stringify(Object.entries(mha64x4.params).map(([name, { shape }]) => [name, shape]))}
        .map(([name, shape]) => [name, new Float32Array(shape.reduce((size, dim) => size * dim, 1))]));
      const kernels = await Promise.all([2, 3, 2].map((threads) => createMha64x4(params, { threads })));
      for (const kernel of kernels) kernel({ x: new Float32Array(64 * 40) });
      const before = alive;
      kernels[0].dispose();
      kernels[1].dispose();
      await new Promise((resolve) => setTimeout(resolve, 300));
      console.log(before, alive);
    `;
    const given = ["--input-type=module", "--eval", script];
    expect(execFileSync(process.execPath, given, { encoding: "utf8", timeout: 20_000 })).toBe("4 1\n");
  });

  test("that throw are an error of the call, and of all that follow", async () => {
    const kernel = await withWorker(`throw new Error("out of thread");`);
    const failed = "Error: mha64x4: a worker of this kernel has failed: ";
    await vi.waitFor(async () => expect(await complaint(() => kernel({ x }))).toContain(failed));
    await moment();
    expect(await complaint(() => kernel({ x }))).toMatch(failed);
    kernel.dispose();
    expect(await complaint(() => kernel({ x }))).toBe("Error: mha64x4: this kernel has been disposed of");
  });

  test("that end are one too, though nothing was amiss until that was known", async () => {
    const kernel = await withWorker("process.exit(3);");
    await moment();
    expect(await complaint(() => kernel({ x }))).toBe(
      "Error: mha64x4: a worker of this kernel has failed: it has ended with code 3; make a new kernel",
    );
  });

  test("aren't missed by a call as long as they have taken nothing on", async () => {
    const [one, lazy] = [await (await importFrom(copy()))(params), await withWorker(idle)];
    expect(lazy({ x })).toEqual(one({ x }));
    for (const kernel of [one, lazy]) kernel.dispose();
  });

  test("that take on work and then stand still are an error, not a hang", async () => {
    // Takes one of the passes of the first loop that it sees.
    const hangs = `
      const tickets = new BigInt64Array(memory.buffer, 0, 512);
      for (let taken = false; !taken;) {
        const ticket = Atomics.load(tickets, ${TICKET / 8});
        const isOpen = ticket >> 32n > 0n && ticket >> 32n < 1000n && (ticket & 0xffffffffn) < 4n;
        taken = isOpen && Atomics.compareExchange(tickets, ${TICKET / 8}, ticket, ticket + 1n) === ticket;
      }
      for (;;) Atomics.wait(new Int32Array(memory.buffer, 0, 64), ${CALL / 4}, -1, 1000);`;
    const folder = changed("worker.js", "exports.work();", hangs);
    const crew = join(folder, "crew.js");
    writeFileSync(crew, readFileSync(crew, "utf8").replace("PATIENCE = 10_000", "PATIENCE = 100"));
    const kernel = await withWorker(hangs, folder);
    const calls = async () => {
      for (let i = 0; i < 1000; i++) kernel({ x: randomRows(300, 64) });
    };
    const failed = "Error: mha64x4: a worker of this kernel has failed: it doesn't go on; make a new kernel";
    expect(await complaint(calls)).toBe(failed);
    expect(await complaint(() => kernel({ x }))).toBe(failed);
  });

  test("that can't be started leave no kernel", async () => {
    const folder = copy();
    rmSync(join(folder, "worker.js"));
    const create = await importFrom(folder);
    expect(await complaint(() => create(params, { threads: 2 }))).toMatch(
      /^Error: mha64x4: a worker can't be started: Error.*Cannot find module.*worker\.js/,
    );
  });
});

describe("the number of threads", () => {
  test("is checked", async () => {
    const create = await importFrom(copy());
    for (const threads of [0, 1.5, 65, "2"]) {
      expect(await complaint(() => create(params, { threads }))).toBe(
        `RangeError: mha64x4: threads is an integer from 1 to 64: got ${threads}`,
      );
    }
  });

  test.each([
    ["SharedArrayBuffer", undefined],
    ["crossOriginIsolated", false],
  ])("is one where memory can't be shared, which is said once: %s", async (name, value) => {
    vi.stubGlobal(name, value);
    const warn = vi.spyOn(console, "warn").mockReturnValue();
    const create = await importFrom(copy());
    const kernels = [await create(params), await create(params, { threads: 2 }), await create(params, { threads: 2 })];
    expect(kernels[1]?.({ x })).toEqual(kernels[0]?.({ x }));
    expect(warn.mock.calls).toEqual([
      [
        "mha64x4: it runs on one thread, since memory can't be shared here. A page may share it where it is " +
          "cross-origin isolated: serve it with the headers Cross-Origin-Opener-Policy: same-origin and " +
          "Cross-Origin-Embedder-Policy: require-corp.",
      ],
    ]);
  });

  test("fits the module that is given", async () => {
    const folder = copy();
    const [create, compile] = [await importFrom(folder), await compileFrom(folder)];
    const [one, two] = [await compile(), await compile({ threads: 2 })];
    expect(await complaint(() => create(params, { module: one, threads: 2 }))).toBe(
      "RangeError: mha64x4: the module was compiled for one thread",
    );
    const kernels = await Promise.all(
      [{ module: two, threads: 2 }, { module: two }, { module: one }].map((options) => create(params, options)),
    );
    const [shared, ...others] = kernels.map((kernel) => kernel({ x }));
    for (const other of others) expect(other).toEqual(shared);
    for (const kernel of kernels) kernel.dispose();
  });

  test("costs nothing where it is off", () => {
    const files = new Map(filesFor(mha64x4, { targets: ["wasm"] }).map(({ path, text }) => [path, text]));
    const others = filesFor(mha64x4, threaded);
    expect(files.get("kernel-wasm.ts")).toBe(others.find(({ path }) => path === "kernel-wasm.ts")?.text);
    expect([...files.keys()].filter((path) => /thread|crew|worker/.test(path))).toEqual([]);
    expect([...files.values()].filter((text) => /thread|crew/i.test(text))).toEqual([]);
  });
});
