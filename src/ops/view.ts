import { elementCount } from "../evaluate/strides.js";
import { type Data, type DType, toDType } from "../graph/dtype.js";
import { sizesOf } from "../shape/bindings.js";
import type { Shape } from "../shape/dim.js";
import { ShapeError } from "../shape/message.js";
import { show } from "../shape/show.js";
import { bindingsOf, type DimArgument, toShape } from "../shape/variable.js";
import { fromNode, type Tensor } from "../tensor/tensor.js";
import type { NewShape } from "./new-shape.js";

/** Memory of someone else: a file's bytes, the memory of a WebAssembly module, an array that threads share. */
export type Memory = ArrayBufferLike | ArrayBufferView<ArrayBufferLike>;

/** Where {@link view} finds the elements. */
export interface ViewOptions {
  /** How many bytes of the memory come before the first element. By default 0. */
  readonly byteOffset?: number | undefined;
}

/** The arrays that hold a dtype. */
const arrays: { readonly [D in DType]: ArrayOver } = {
  f32: { name: "Float32Array", width: 4, over: (...bytes) => new Float32Array(...bytes) },
  i32: { name: "Int32Array", width: 4, over: (...bytes) => new Int32Array(...bytes) },
  bool: { name: "Uint8Array", width: 1, over: (...bytes) => new Uint8Array(...bytes) },
};

interface ArrayOver {
  readonly name: string;
  readonly width: number;
  readonly over: (buffer: ArrayBufferLike, start: number, length: number) => Data;
}

/**
 * A tensor over memory that is there already, which isn't copied: `view(memory, [dim("seq", 10), 512])`. Elements are
 * row-major in the byte order of the machine; a bool is a byte, 0 or 1. The memory may go on after the last element.
 *
 * The tensor sees later writes to the memory until its elements are first used, and after that it may or may not: write
 * before you compute. Don't transfer or shrink the memory while the tensor is in use.
 * @throws ShapeError `view/alignment`, `view/bounds` if the elements go past the end, `view/offset`
 * @throws TypeError if `memory` is none, or an array of another element type (give its `buffer` to mean the bytes)
 */
export function view<const S extends Shape>(
  memory: Memory,
  shape: NewShape<"view", S>,
  options?: ViewOptions & { readonly dtype?: "f32" | undefined },
): Tensor<S, "f32">;
export function view<const S extends Shape, const D extends DType>(
  memory: Memory,
  shape: NewShape<"view", S>,
  options: ViewOptions & { readonly dtype: D },
): Tensor<S, D>;
export function view(
  memory: Memory,
  argument: readonly DimArgument[],
  { byteOffset = 0, dtype = "f32" }: ViewOptions & { readonly dtype?: DType | undefined } = {},
): Tensor<Shape, DType> {
  const shape = toShape("view", argument);
  const dims = bindingsOf("view", argument);
  const sizes = sizesOf(shape, dims);
  const bytes = bytesOf(memory, toDType("view", dtype));
  const data = elementsAt(bytes, byteOffset, elementCount(sizes), dtype, `${show(shape)} of sizes ${show(sizes)}`);
  return fromNode({ op: "constant", shape, dtype, dims, data });
}

/** A stretch of a buffer. */
interface Bytes {
  readonly buffer: ArrayBufferLike;
  readonly start: number;
  readonly length: number;
}

function bytesOf(memory: Memory, dtype: DType): Bytes {
  if (!ArrayBuffer.isView(memory)) {
    const tag: string = Object.prototype.toString.call(memory);
    if (tag !== "[object ArrayBuffer]" && tag !== "[object SharedArrayBuffer]") {
      throw new TypeError("view: the memory must be an ArrayBuffer, a SharedArrayBuffer, a typed array or a DataView");
    }
    return { buffer: memory, start: 0, length: memory.byteLength };
  }
  const kind = Object.prototype.toString.call(memory).slice("[object ".length, -1);
  const { name } = arrays[dtype];
  if (kind !== name && kind !== "Uint8Array" && kind !== "DataView") {
    throw new TypeError(
      `view: dtype ${dtype} is held by ${name}, the memory is ${kind} (give its buffer to read the bytes as ${dtype})`,
    );
  }
  return { buffer: memory.buffer, start: memory.byteOffset, length: memory.byteLength };
}

function elementsAt(bytes: Bytes, byteOffset: number, count: number, dtype: DType, what: string): Data {
  const { width, over } = arrays[dtype];
  if (!Number.isSafeInteger(byteOffset) || byteOffset < 0) {
    throw new ShapeError("view/offset", `view: byteOffset must be a whole number from 0: got ${byteOffset}`);
  }
  if (byteOffset + count * width > bytes.length) {
    throw new ShapeError(
      "view/bounds",
      `view: ${what} needs ${count * width} bytes from ${byteOffset}, the memory has ${bytes.length}`,
    );
  }
  const start = bytes.start + byteOffset;
  if (start % width !== 0) {
    throw new ShapeError(
      "view/alignment",
      `view: ${dtype} needs a multiple of ${width} bytes before it: here are ${start} in the buffer (copy the elements)`,
    );
  }
  return over(bytes.buffer, start, count);
}
