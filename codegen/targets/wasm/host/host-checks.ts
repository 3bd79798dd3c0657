/**
 * The functions with which `body`, the body of a WebAssembly kernel's `create…`, checks what lies in its memory, besides
 * those that all kernels have.
 */
export function memoryChecks(program: string, body: string, hasThreads: boolean): string {
  const functions = Object.entries(functionsOf(program, hasThreads));
  const used = functions.filter(([name]) => new RegExp(`\\b${name}\\(`).test(body));
  return [outgrown, ...used.map(([, text]) => text)].join("");
}

/** The names of those functions, and of what they share. */
export const memoryNames: readonly string[] = ["outgrown", ...Object.keys(functionsOf("", false))];

/** Tells, of an argument of another shape, if it is a view that lost its elements when the memory grew. */
export function outgrownComplaint(program: string): string {
  return `const data = ArrayBuffer.isView(given) ? given : given.data;
if (ArrayBuffer.isView(data) && outgrown.has(data.buffer)) {
  return new RangeError(\`${program}: \${what} is a view of memory that has grown since; take views again\`);
}
`;
}

const outgrown = `
/** The memory of kernels before it grew: views of it have lost their elements. */
const outgrown = new WeakSet<object>();
`;

function functionsOf(program: string, hasThreads: boolean): Readonly<Record<string, string>> {
  return {
    isInPlace: `
/** Whether an argument lies in the kernel's memory, at its place in this call. */
function isInPlace(what: string, data: ArrayBufferView, place: ArrayBufferView, isLaidOut: boolean): boolean {
${hasThreads ? sharedGrowth(program) : ""}  if (data.buffer !== place.buffer) return false;
  if (isLaidOut && data.byteOffset === place.byteOffset) return true;
  throw new RangeError(
    \`${program}: \${what} lies in the kernel's memory, but not at its place in a call of these sizes; take views again\`,
  );
}
`,
    sizeFrom: `
/** A size that views are asked for. */
function sizeFrom(name: string, size: number | undefined): number {
  if (size !== undefined && Number.isSafeInteger(size) && size >= 1) return size;
  throw new RangeError(\`${program}: views takes the size \${name}, a positive integer: got \${String(size)}\`);
}
`,
  };
}

/** Views of a shared memory keep their elements when it grows, but no longer tell that they are of this memory. */
function sharedGrowth(program: string): string {
  return `  if (outgrown.has(data.buffer)) {
    throw new RangeError(\`${program}: \${what} is a view of memory that has grown since; take views again\`);
  }
`;
}
