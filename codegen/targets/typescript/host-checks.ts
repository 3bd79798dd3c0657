import { lengthOf, type Offset, showIndex, showOffset } from "../../ir/offset.js";
import { extentOf, extentsOf } from "../../plan/extents.js";
import type { IndexCheck, IndexRange } from "../../plan/index-checks.js";
import { stringLiteral } from "./literal.js";
import type { Identifiers } from "./names.js";
import { dataType, type HostTensor, namesIn, showShape } from "./host-types.js";

/**
 * The functions with which `body`, the body of `create…`, checks its arguments; those that it doesn't call are left out.
 * They allocate only to complain. `complaints` are statements that tell a special case of a wrong shape first.
 */
export function checkFunctions(program: string, body: string, complaints = ""): string {
  const functions = Object.entries(functionsOf(program, complaints));
  const used = functions.filter(([name]) => new RegExp(`\\b${name}\\(`).test(body));
  return [givenType, ...used.map(([, text]) => text)].join("");
}

/** The names of those functions. */
export const checkNames: readonly string[] = [...Object.keys(functionsOf("", "")), "isA"];

const givenType = `
/** What a caller may give: a tensor, or its elements alone. */
type Given = Float32Array | Int32Array | Uint8Array | { readonly sizes: readonly number[]; readonly data: unknown };
`;

function functionsOf(program: string, complaints: string): Readonly<Record<string, string>> {
  return {
    dataOf: `
/** Whether \`data\` is an array of this kind, perhaps one of another realm, such as a frame or a test runner's sandbox. */
function isA<Data>(array: abstract new () => Data, data: unknown): data is Data {
  return ArrayBuffer.isView(data) && Symbol.toStringTag in data && data[Symbol.toStringTag] === array.name;
}
/** The elements of an argument. */
function dataOf<Data>(what: string, given: Given | undefined, array: abstract new () => Data, dtype: string): Data {
  if (given === undefined || given === null) throw new TypeError(\`${program}: \${what} is missing\`);
  const isData = ArrayBuffer.isView(given);
  const data = isData ? given : given.data;
  if (isA(array, data) && (isData || Array.isArray(given.sizes))) return data;
  throw new TypeError(\`${program}: \${what} is no tensor of \${dtype}; give a Tensor, or its elements in a \${array.name}\`);
}
`,
    sizeOf: `
/** The size of an axis: as a tensor says, or from the number of elements. */
function sizeOf(given: Given, axis: number, length: number, stride: number): number {
  return ArrayBuffer.isView(given) ? length / stride : (given.sizes[axis] ?? 0);
}
`,
    mismatch: `
/** Complains about an argument of another shape. */
function mismatch(what: string, given: Given, wanted: string): RangeError {
${complaints}  const found = ArrayBuffer.isView(given) ? \`\${given.length} elements\` : \`[\${given.sizes.join(", ")}]\`;
  return new RangeError(\`${program}: \${what} has \${found}, but \${wanted} is expected\`);
}
`,
    refuseIndices: `
/** Complains about the first index that is no position of an axis of this length. */
function refuseIndices(subject: string, what: string, indices: Int32Array, length: number, place: string): void {
  for (let i = 0; i < indices.length; i++) {
    const index = indices[i]!;
    if (index >= 0 && index < length) continue;
    const at = \`\${index} at position \${i} of \${what}\`;
    throw new RangeError(\`${program}: \${subject} \${at} is not \${place} from 0 to \${length - 1}\`);
  }
}
`,
    refuseOutside: `
/** Complains about an index of the program's own that is no position of an axis of this length. */
function refuseOutside(subject: string, outside: Int32Array, at: number, length: number, place: string): void {
  const position = outside[at]!;
  if (position < 0) return;
  const found = \`\${outside[at + 1]} at position \${position}\`;
  throw new RangeError(\`${program}: \${subject} \${found} is not \${place} from 0 to \${length - 1}\`);
}
`,
    shared: `
/** Complains about an \`out\` that lies in the memory of something else. */
function shared(out: string, other: string): RangeError {
  return new RangeError(\`${program}: \${out} shares memory with \${other}; give an array of its own\`);
}
`,
    overlap: `
/** Whether two arrays share memory. */
function overlap(left: ArrayBufferView, right: ArrayBufferView): boolean {
  return (
    left.buffer === right.buffer &&
    left.byteOffset < right.byteOffset + right.byteLength &&
    right.byteOffset < left.byteOffset + left.byteLength
  );
}
`,
  };
}

/** The expression that takes an argument's elements: `dataOf("input x", inputs.x, Float32Array, "f32")`. */
export function takeData(what: string, tensor: HostTensor, given: string): string {
  return `dataOf(${stringLiteral(what)}, ${given}, ${dataType(tensor.dtype)}, ${stringLiteral(tensor.dtype)})`;
}

/** The statement that refuses an argument whose sizes aren't those of its shape. */
export function checkShape(
  what: string,
  tensor: HostTensor,
  given: string,
  data: string,
  identifiers: Identifiers,
): string {
  const nameOf = (name: string): string => identifiers.of("index", name);
  const length = showOffset(lengthOf(extentsOf(tensor.shape)), nameOf);
  const axes = tensor.shape.map(
    (dim, axis) => `${given}.sizes[${axis}] !== ${bracketed(showIndex(extentOf(dim), nameOf))}`,
  );
  const differs = [`${given}.sizes.length !== ${tensor.shape.length}`, ...axes].join(" || ");
  const known = namesIn(tensor.shape).map((name) => `${name} = \${${nameOf(name)}}`);
  const shape = showShape(tensor.shape);
  const wanted = known.length === 0 ? stringLiteral(shape) : `\`${shape} with ${known.join(", ")}\``;
  return `if (${data}.length !== ${bracketed(length)} || (!ArrayBuffer.isView(${given}) && (${differs}))) {
  throw mismatch(${stringLiteral(what)}, ${given}, ${wanted});
}`;
}

/** The statement that refuses indices that are no positions of their axis. */
export function checkIndices(
  { role, name, length, subject, place }: IndexCheck,
  data: string,
  identifiers: Identifiers,
): string {
  const bound = showIndex(length, (dim) => identifiers.of("index", dim));
  const texts = [subject, `${role} ${name}`, place].map(stringLiteral);
  return `refuseIndices(${texts[0]}, ${texts[1]}, ${data}, ${bound}, ${texts[2]});`;
}

/** The statements that look at what a call says of the indices that it computed; `outside` holds it. */
export function checkGuards(ranges: readonly IndexRange[], outside: string, identifiers: Identifiers): string {
  const checks = ranges.map(({ length, subject, place }, row) => {
    const bound = showIndex(length, (dim) => identifiers.of("index", dim));
    return `refuseOutside(${stringLiteral(subject)}, ${outside}, ${2 * row}, ${bound}, ${stringLiteral(place)});`;
  });
  return checks.join("\n");
}

/** The expression of a stride for `sizeOf`; 0, which fits no number of elements, where it is not known. */
export function strideText(stride: Offset | undefined, identifiers: Identifiers): string {
  return stride ? showOffset(stride, (name) => identifiers.of("index", name)) : "0";
}

function bracketed(text: string): string {
  return /^\w+$/.test(text) ? text : `(${text})`;
}
