import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { WeightsError } from "../../src/weights/error.js";
import { readSafetensors } from "../../src/weights/safetensors.js";
import { writeSafetensors } from "../../src/weights/write-safetensors.js";
import { fileOf } from "./stored-tensors.js";

const good = writeSafetensors(
  {
    w: { dtype: "F32", shape: [2, 2], data: Float32Array.of(1, 2, 3, 4) },
    ids: { dtype: "I64", shape: [2], data: BigInt64Array.of(1n, 2n) },
    mask: { dtype: "BOOL", shape: [3], data: Uint8Array.of(1, 0, 1) },
  },
  { note: "small" },
);

/** The message with which a file is refused. Fails where it is accepted or something else is thrown. */
function refusal(file: Uint8Array): string {
  try {
    readSafetensors(file);
  } catch (error) {
    expect(error).toBeInstanceOf(WeightsError);
    return error instanceof Error ? error.message : "";
  }
  return expect.fail("the file was accepted");
}

const bytes = (length: number) => new Uint8Array(length);
const one = (json: string, data = bytes(16)) => fileOf(`{"w":${json}}`, data);

describe("a damaged file is a WeightsError", () => {
  it("when it is cut at any byte", () => {
    for (let length = 0; length < good.length; length++) {
      refusal(good.subarray(0, length));
    }
  });

  it("when bytes follow the data", () => {
    expect(refusal(new Uint8Array([...good, 0]))).toBe("safetensors: the tensors end at 35, the data has 36 bytes");
  });

  it("or is still well formed, whatever single byte of it changes", () => {
    fc.assert(
      fc.property(fc.nat({ max: good.length - 1 }), fc.integer({ min: 1, max: 255 }), (at, change) => {
        const file = good.slice();
        file[at] = (file[at] ?? 0) ^ change;
        try {
          readSafetensors(file);
        } catch (error) {
          expect(error).toBeInstanceOf(WeightsError);
        }
      }),
      { numRuns: 2000 },
    );
  });

  it("or is still well formed, whatever bytes it is made of", () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 64 }), fc.json({ maxDepth: 3 }), (data, json) => {
        for (const file of [data, fileOf(json, data)]) {
          try {
            readSafetensors(file);
          } catch (error) {
            expect(error).toBeInstanceOf(WeightsError);
          }
        }
      }),
    );
  });
});

const withLength = (length: bigint) => {
  const file = good.slice();
  new DataView(file.buffer).setBigUint64(0, length, true);
  return file;
};

describe("the header's length", () => {
  it.each([2n ** 60n, 2n ** 64n - 1n, 2n ** 32n, 100_000_001n])("may not be %s", (length) => {
    expect(refusal(withLength(length))).toBe(
      `safetensors: the header claims ${length} bytes, more than the 100000000 a header may have`,
    );
  });
  it("may not pass the end of the file", () => {
    expect(refusal(withLength(BigInt(good.length)))).toContain(
      `claims ${good.length} bytes, the file has ${good.length - 8}`,
    );
  });
});

describe("the header's text", () => {
  it.each([
    ["", "is not JSON"],
    ["{", "is not JSON"],
    ["{}{}", "is not JSON"],
    ["\ufeff{}", "is not JSON"],
    ["[]", "the header is an array of 0; it must be a JSON object"],
    ["null", "the header is null"],
    ["3", "the header is a JSON number"],
    ['{"w":3}', 'tensor "w" is a JSON number; it must be an object'],
    ['{"w":[]}', 'tensor "w" is an array of 0'],
    ['{"__metadata__":[]}', "__metadata__ is an array of 0; it must be an object of strings"],
    ['{"__metadata__":{"a":1}}', '__metadata__ "a" is a JSON number; it must be a string'],
  ])("%s", (header, message) => {
    expect(refusal(fileOf(header))).toContain(message);
  });

  it("must be UTF-8", () => {
    const file = fileOf('{"a":1}');
    file[9] = 0xff;
    expect(refusal(file)).toBe("safetensors: the header is not valid UTF-8");
  });

  it.each([
    ["a tensor", '{"a":{},"b":{},"a":{}}', '"a"'],
    ["a tensor, spelled with an escape", '{"a":{},"\\u0061" :{}}', '"a"'],
    ["a field", '{"a":{"dtype":"F32","dtype":"F32"}}', '"dtype"'],
    ["a note", '{"__metadata__":{"n":"","n":""}}', '"n"'],
  ])("may not repeat the key of %s", (_, header, key) => {
    expect(refusal(fileOf(header))).toBe(`safetensors: the header has the key ${key} twice`);
  });

  it("may use the same key in different tensors, and any text in notes", () => {
    const header =
      '{"__metadata__":{"a":"{\\"a\\":1,\\"a\\":1}[[[["},"a":{"dtype":"F32","shape":[],"data_offsets":[0,4]}}';
    expect([...readSafetensors(fileOf(header, bytes(4))).keys()]).toEqual(["a"]);
  });

  it.each(["__proto__", "__metadata__"])("may not name a tensor %s", (name) => {
    refusal(fileOf(`{"${name}":{"dtype":"F32","shape":[],"data_offsets":[0,4]}}`, bytes(4)));
  });

  it("is refused quickly where it nests a million deep", () => {
    expect(refusal(fileOf("[".repeat(1e6)))).toContain("nests more than 3 deep at character 3");
    expect(refusal(fileOf(`${'{"a":'.repeat(1e6)}1${"}".repeat(1e6)}`))).toContain("nests more than 3 deep");
  });

  it("is refused quickly where a name is megabytes long, with a short message", () => {
    expect(refusal(fileOf(`{"${"\\u0041".repeat(1e6)}":0}`)).length).toBeLessThan(300);
    expect(refusal(fileOf(`{"w":{"dtype":"F32","shape":[${"1,".repeat(1e6)}2]}}`)).length).toBeLessThan(300);
  });
});

const entry = (begin: number, end: number) =>
  `{"dtype":"BOOL","shape":[${end - begin}],"data_offsets":[${begin},${end}]}`;

describe("a tensor's entry", () => {
  it.each([
    ['{"shape":[4],"data_offsets":[0,16]}', "dtype is missing"],
    ['{"dtype":"F8_E4M3","shape":[16],"data_offsets":[0,16]}', 'dtype is "F8_E4M3"; this library reads F32, F64'],
    ['{"dtype":"toString","shape":[4],"data_offsets":[0,16]}', 'dtype is "toString"'],
    ['{"dtype":["F32"],"shape":[4],"data_offsets":[0,16]}', "dtype is an array of 1"],
    ['{"dtype":"F32","data_offsets":[0,16]}', "shape is missing"],
    ['{"dtype":"F32","shape":["4"],"data_offsets":[0,16]}', "shape is an array of 1; it must be an array of integers"],
    ['{"dtype":"F32","shape":[-4],"data_offsets":[0,16]}', "shape [-4] has the size -4"],
    ['{"dtype":"F32","shape":[-2,-2],"data_offsets":[0,16]}', "shape [-2, -2] has the size -2"],
    ['{"dtype":"F32","shape":[0.5,8],"data_offsets":[0,16]}', "has the size 0.5"],
    ['{"dtype":"F32","shape":[1e400],"data_offsets":[0,16]}', "has the size Infinity"],
    ['{"dtype":"F32","shape":[9007199254740993],"data_offsets":[0,16]}', "has the size 9007199254740992"],
    ['{"dtype":"F32","shape":[4294967296,4294967296],"data_offsets":[0,16]}', "has more than 2^53 - 1 elements"],
    ['{"dtype":"F32","shape":[9007199254740991],"data_offsets":[0,16]}', "takes 36028797018963964 bytes"],
    ['{"dtype":"F32","shape":[4]}', "data_offsets is missing"],
    ['{"dtype":"F32","shape":[4],"data_offsets":[0]}', "data_offsets is an array of 1; it must be [begin, end]"],
    ['{"dtype":"F32","shape":[4],"data_offsets":[0,8,16]}', "data_offsets is an array of 3"],
    ['{"dtype":"F32","shape":[4],"data_offsets":[16,0]}', "[16, 0] must be integers with 0 <= begin <= end"],
    ['{"dtype":"F32","shape":[4],"data_offsets":[-16,0]}', "[-16, 0] must be integers with 0 <= begin <= end"],
    ['{"dtype":"F32","shape":[4],"data_offsets":[0,15.5]}', "[0, 15.5] must be integers with 0 <= begin <= end"],
    ['{"dtype":"F32","shape":[5],"data_offsets":[0,20]}', "[0, 20] end past the file's 16 bytes of data"],
    ['{"dtype":"F32","shape":[4],"data_offsets":[0,1152921504606846976]}', "must be integers"],
    ['{"dtype":"F32","shape":[3],"data_offsets":[0,16]}', "F32 [3] takes 12 bytes, data_offsets [0, 16] hold 16"],
    ['{"dtype":"F64","shape":[4],"data_offsets":[0,16]}', "F64 [4] takes 32 bytes, data_offsets [0, 16] hold 16"],
    ['{"dtype":"F32","shape":[3],"data_offsets":[4,16]}', "begins at 4; no tensor covers the bytes from 0"],
    ['{"dtype":"F32","shape":[3],"data_offsets":[0,12]}', "the tensors end at 12, the data has 16 bytes"],
  ])("%s", (json, message) => {
    const said = refusal(one(json));
    expect(said).toContain(message);
    expect(said.startsWith("safetensors: ")).toBe(true);
  });

  it("may not overlap another", () => {
    expect(refusal(fileOf(`{"a":${entry(0, 5)},"b":${entry(4, 8)}}`, bytes(8)))).toBe(
      'safetensors: tensor "b" begins at 4, inside tensor "a", which ends at 5',
    );
    expect(refusal(fileOf(`{"a":${entry(0, 8)},"b":${entry(0, 8)}}`, bytes(8)))).toContain("inside");
  });

  it("may hold only 0 and 1 in a BOOL", () => {
    const file = one('{"dtype":"BOOL","shape":[3],"data_offsets":[0,3]}', Uint8Array.of(0, 1, 255));
    expect(refusal(file)).toBe('safetensors: tensor "w": element 2 of a BOOL is 255; it must be 0 or 1');
  });
});
