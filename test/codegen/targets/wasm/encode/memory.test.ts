import { describe, expect, test } from "vitest";
import {
  after,
  atomic,
  type AtomicName,
  drop,
  extractLane,
  f32,
  f32x4,
  f64,
  fence,
  i32,
  i32x4,
  i64,
  load,
  loadLane,
  type LoadName,
  memoryCopy,
  memoryFill,
  memoryGrow,
  memorySize,
  operation,
  replaceLane,
  sequence,
  shuffle,
  store,
  storeLane,
} from "../../../../../codegen/targets/wasm/encode/index.js";
import { instantiate, RESULT_AT, storeResult } from "./run-code.js";

const pattern = Uint8Array.from({ length: 32 }, (_, i) => (37 * i + 129) % 256);
const bytesFrom = (memory: DataView<ArrayBuffer>, count: number) => [
  ...new Uint8Array(memory.buffer, RESULT_AT, count),
];

/** `pattern` from byte 4 on as 16 result bytes. */
const expectedLoads: Readonly<Record<LoadName, (at: (i: number) => number) => readonly number[]>> = {
  "i32.load": (at) => [at(0), at(1), at(2), at(3)],
  "i64.load": (at) => [0, 1, 2, 3, 4, 5, 6, 7].map(at),
  "f32.load": (at) => [at(0), at(1), at(2), at(3)],
  "f64.load": (at) => [0, 1, 2, 3, 4, 5, 6, 7].map(at),
  "i32.load8_u": (at) => [at(0), 0, 0, 0],
  "i32.load8_s": (at) => [at(0), ...sign(at(0), 3)],
  "i32.load16_u": (at) => [at(0), at(1), 0, 0],
  "i32.load16_s": (at) => [at(0), at(1), ...sign(at(1), 2)],
  "v128.load": (at) => Array.from({ length: 16 }, (_, i) => at(i)),
  "v128.load8x8_s": (at) => [0, 1, 2, 3, 4, 5, 6, 7].flatMap((i) => [at(i), sign(at(i), 1)].flat()),
  "v128.load8x8_u": (at) => [0, 1, 2, 3, 4, 5, 6, 7].flatMap((i) => [at(i), 0]),
  "v128.load16x4_s": (at) => [0, 2, 4, 6].flatMap((i) => [at(i), at(i + 1), sign(at(i + 1), 2)].flat()),
  "v128.load16x4_u": (at) => [0, 2, 4, 6].flatMap((i) => [at(i), at(i + 1), 0, 0]),
  "v128.load8_splat": (at) => Array.from({ length: 16 }, () => at(0)),
  "v128.load16_splat": (at) => Array.from({ length: 16 }, (_, i) => at(i % 2)),
  "v128.load32_splat": (at) => Array.from({ length: 16 }, (_, i) => at(i % 4)),
  "v128.load64_splat": (at) => Array.from({ length: 16 }, (_, i) => at(i % 8)),
  "v128.load32_zero": (at) => Array.from({ length: 16 }, (_, i) => (i < 4 ? at(i) : 0)),
  "v128.load64_zero": (at) => Array.from({ length: 16 }, (_, i) => (i < 8 ? at(i) : 0)),
};

function sign(byte: number, count: number): readonly number[] {
  return Array.from({ length: count }, () => (byte > 127 ? 255 : 0));
}

describe("loads", () => {
  const names = Object.keys(expectedLoads).filter((name): name is LoadName => name in expectedLoads);

  test.each(names)("%s", (name) => {
    const place = { address: i32(1), offset: 3 };
    const { memory, run } = instantiate("nothing", () => storeResult(load(name, place)));
    new Uint8Array(memory.buffer).set(pattern);
    run();
    const expected = expectedLoads[name]((i) => pattern[4 + i] ?? 0);
    expect(bytesFrom(memory, expected.length)).toEqual(expected);
  });
});

describe("stores", () => {
  test("whole values and parts", () => {
    const at = (offset: number) => ({ address: i32(RESULT_AT), offset });
    const { memory, run } = instantiate("nothing", () =>
      sequence(
        store("i32.store", at(0), i32(0x01020304)),
        store("i64.store", at(4), i64(-2n)),
        store("f32.store", at(12), f32(1.5)),
        store("f64.store", at(16), f64(-0.1)),
        store("i32.store8", at(24), i32(0x1ff)),
        store("i32.store16", at(25), i32(0x1fffe)),
        store("v128.store", { ...at(32), alignment: 1 }, i32x4(1, -2, 3, -4)),
        store("v128.store", at(48), f32x4(1, 2, 3, 4)),
      ),
    );
    run();
    expect(memory.getInt32(RESULT_AT, true)).toBe(0x01020304);
    expect(memory.getBigInt64(RESULT_AT + 4, true)).toBe(-2n);
    expect(memory.getFloat32(RESULT_AT + 12, true)).toBe(1.5);
    expect(memory.getFloat64(RESULT_AT + 16, true)).toBe(-0.1);
    expect([24, 25, 26, 27].map((i) => memory.getUint8(RESULT_AT + i))).toEqual([255, 254, 255, 0]);
    expect([32, 36, 40, 44].map((i) => memory.getInt32(RESULT_AT + i, true))).toEqual([1, -2, 3, -4]);
    expect([48, 52, 56, 60].map((i) => memory.getFloat32(RESULT_AT + i, true))).toEqual([1, 2, 3, 4]);
  });

  test.each([8, 16, 32, 64] as const)("single lanes of %i bits", (bits) => {
    const lane = 128 / bits - 1;
    const { memory, run } = instantiate("nothing", () =>
      sequence(
        storeResult(loadLane(bits, { address: i32(4) }, load("v128.load", { address: i32(16) }), lane)),
        storeLane(bits, { address: i32(RESULT_AT + 16) }, load("v128.load", { address: i32(0) }), 1),
      ),
    );
    new Uint8Array(memory.buffer).set(pattern);
    run();
    const width = bits / 8;
    const loaded = [...pattern.slice(16, 32 - width), ...pattern.slice(4, 4 + width)];
    expect(bytesFrom(memory, 32).slice(0, 16)).toEqual(loaded);
    expect(bytesFrom(memory, 32).slice(16, 16 + width)).toEqual(Array.from(pattern.slice(width, 2 * width)));
    expect(() => loadLane(bits, { address: i32(0) }, i32x4(0, 0, 0, 0), lane + 1)).toThrow(RangeError);
  });
});

test("lanes are taken out, put in and shuffled", () => {
  const [low, high] = [i32x4(1, 2, 3, 4), i32x4(5, 6, 7, 8)];
  const { memory, run } = instantiate("f32", () => {
    const mixed = shuffle(low, high, [7, 0, 5, 2]);
    const replaced = replaceLane("i32x4", mixed, 1, extractLane("i32x4", high, 3));
    const float = replaceLane("f32x4", f32x4(1, 2, 3, 4), 2, f32(9.5));
    return after([storeResult(replaced)], extractLane("f32x4", float, 2));
  });
  expect(run()).toBe(9.5);
  expect([0, 4, 8, 12].map((i) => memory.getInt32(RESULT_AT + i, true))).toEqual([8, 8, 6, 3]);
  expect(() => shuffle(low, high, [0, 1, 2, 8])).toThrow(RangeError);
  expect(() => extractLane("f32x4", low, 4)).toThrow(RangeError);
});

test("memory is copied, filled, measured and grown", () => {
  const { memory, run } = instantiate("nothing", () =>
    sequence(memoryFill(i32(RESULT_AT), i32(0x1aa), i32(8)), memoryCopy(i32(RESULT_AT + 2), i32(0), i32(4))),
  );
  new Uint8Array(memory.buffer).set(pattern);
  run();
  expect(bytesFrom(memory, 9)).toEqual([0xaa, 0xaa, ...pattern.slice(0, 4), 0xaa, 0xaa, 0]);
  expect(instantiate("i32", () => after([drop(memoryGrow(i32(2)))], memorySize)).run()).toBe(3);
});

describe("atomics", () => {
  const place = { address: i32(RESULT_AT - 4), offset: 4 };
  const updates: readonly (readonly [Extract<AtomicName, `i32.atomic.rmw.${string}`>, number])[] = [
    ["i32.atomic.rmw.add", 17],
    ["i32.atomic.rmw.sub", 7],
    ["i32.atomic.rmw.and", 12 & 5],
    ["i32.atomic.rmw.or", 12 | 5],
    ["i32.atomic.rmw.xor", 12 ^ 5],
    ["i32.atomic.rmw.xchg", 5],
  ];

  test.each(updates)("%s leaves what was there", (name, expected) => {
    if (name === "i32.atomic.rmw.cmpxchg") return;
    const { memory, run } = instantiate("i32", () => atomic(name, place, i32(5)));
    memory.setInt32(RESULT_AT, 12, true);
    expect(run()).toBe(12);
    expect(memory.getInt32(RESULT_AT, true)).toBe(expected);
  });

  test("compare and exchange, 64 bits, and loads and stores", () => {
    const exchange = (expected: number) => {
      const { memory, run } = instantiate("i32", () => atomic("i32.atomic.rmw.cmpxchg", place, i32(expected), i32(5)));
      memory.setInt32(RESULT_AT, 12, true);
      return [run(), memory.getInt32(RESULT_AT, true)];
    };
    expect([exchange(12), exchange(13)]).toEqual([
      [12, 5],
      [12, 12],
    ]);
    const wide = instantiate("i64", () =>
      after(
        [
          atomic("i64.atomic.store", { address: i32(8) }, i64(40n)),
          fence,
          atomic("i32.atomic.store", { address: i32(16) }, i32(2)),
          drop(atomic("i64.atomic.rmw.add", { address: i32(8) }, i64(1n))),
        ],
        operation(
          "i64.add",
          atomic("i64.atomic.load", { address: i32(8) }),
          operation("i64.extend_i32_s", atomic("i32.atomic.load", { address: i32(16) })),
        ),
      ),
    );
    expect(wide.run()).toBe(43n);
  });

  test("notify wakes nobody here; waiting in memory that isn't shared traps", () => {
    expect(instantiate("i32", () => atomic("memory.atomic.notify", place, i32(1))).run()).toBe(0);
    const waiting = [
      instantiate("i32", () => atomic("memory.atomic.wait32", place, i32(1), i64(0n))),
      instantiate("i32", () => atomic("memory.atomic.wait64", { address: i32(8) }, i64(1n), i64(0n))),
    ];
    for (const { run } of waiting) expect(run).toThrow(WebAssembly.RuntimeError);
  });
});
