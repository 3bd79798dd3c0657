import { bytes, integer, join, message, type Parts, repeated, text } from "./protobuf.js";

/*
 * ONNX models, as much as attention needs of them: numbers of fields and types as in the format's onnx.proto.
 */

/** Kinds of tensors. */
const [FLOAT, INT64] = [1, 7];
/** Kinds of attributes. */
const [INT, INTS] = [2, 7];

/** A node: its operation, what it reads and what it writes. `""` is an input that isn't given. */
export interface OnnxNode {
  readonly op: string;
  readonly inputs: readonly string[];
  readonly outputs: readonly string[];
  readonly attributes?: Readonly<Record<string, OnnxAttribute>>;
  /** Where the operation is defined, if not in ONNX itself. */
  readonly domain?: "com.microsoft";
}

/** A whole number, or several. */
export type OnnxAttribute = number | readonly number[];

/** A constant of the model: float32, or int64 where whole numbers are given. */
export interface OnnxConstant {
  readonly name: string;
  readonly shape: readonly number[];
  readonly data: Float32Array | readonly number[];
}

/** An input or output, in float32. */
export interface OnnxValue {
  readonly name: string;
  readonly shape: readonly number[];
}

/** A model's graph. */
export interface OnnxGraph {
  readonly nodes: readonly OnnxNode[];
  readonly constants: readonly OnnxConstant[];
  readonly inputs: readonly OnnxValue[];
  readonly outputs: readonly OnnxValue[];
}

/** The bytes of a model file. */
export function onnxModel({ nodes, constants, inputs, outputs }: OnnxGraph): Uint8Array<ArrayBuffer> {
  const graph = message(
    7,
    repeated(nodes, (node) => nodeMessage(node)),
    text(2, "bench"),
    repeated(constants, (constant) => constantMessage(constant)),
    repeated(inputs, (value) => valueMessage(11, value)),
    repeated(outputs, (value) => valueMessage(12, value)),
  );
  const operators = [message(8, integer(2, 17)), message(8, text(1, "com.microsoft"), integer(2, 1))];
  return join(integer(1, 8), graph, ...operators);
}

function nodeMessage({ op, inputs, outputs, attributes = {}, domain }: OnnxNode): Parts {
  return message(
    1,
    repeated(inputs, (name) => text(1, name)),
    repeated(outputs, (name) => text(2, name)),
    text(4, op),
    repeated(Object.entries(attributes), ([name, value]) => attributeMessage(name, value)),
    domain === undefined ? [] : text(7, domain),
  );
}

function attributeMessage(name: string, value: OnnxAttribute): Parts {
  if (typeof value === "number") return message(5, text(1, name), integer(3, value), integer(20, INT));
  return message(
    5,
    text(1, name),
    repeated(value, (each) => integer(8, each)),
    integer(20, INTS),
  );
}

function constantMessage({ name, shape, data }: OnnxConstant): Parts {
  const isFloat = data instanceof Float32Array;
  const raw = isFloat ? data : BigInt64Array.from(data, BigInt);
  return message(
    5,
    repeated(shape, (size) => integer(1, size)),
    integer(2, isFloat ? FLOAT : INT64),
    text(8, name),
    bytes(9, new Uint8Array(raw.buffer, raw.byteOffset, raw.byteLength)),
  );
}

function valueMessage(field: number, { name, shape }: OnnxValue): Parts {
  const dims = message(
    2,
    repeated(shape, (size) => message(1, integer(1, size))),
  );
  return message(field, text(1, name), message(2, message(1, integer(1, FLOAT), dims)));
}
