import { lengthOf, scaleOffset, showIndex, showOffset } from "../../ir/offset.js";
import { extentsOf } from "../../plan/extents.js";
import { BYTES, type MemoryPlan } from "../../plan/memory.js";
import { solveDims } from "./dims.js";
import { arrayType, type PrintedFunctions } from "./functions.js";
import { checkNames, checkShape, strideText, takeData } from "./host-checks.js";
import { dataType, type Host, type HostTensor, namesIn, outType, resultType, showShape } from "./host-types.js";
import { stringLiteral } from "./literal.js";
import { Identifiers } from "./names.js";

/** Prints the body of `create…`: it checks the params, holds the memory, and returns the function that runs a call. */
export class HostPrinter {
  readonly #host: Host;
  readonly #memory: MemoryPlan;
  readonly #run: PrintedFunctions["run"];
  readonly #identifiers: Identifiers;

  constructor(host: Host, memory: MemoryPlan, run: PrintedFunctions["run"], topNames: Iterable<string>) {
    this.#host = host;
    this.#memory = memory;
    this.#run = run;
    const own = "params options inputs out target disposed reserve dispose call memory bytes".split(" ");
    this.#identifiers = new Identifiers([...topNames, ...checkNames, ...own]);
  }

  /** The statements of `create…`. */
  create(): string {
    return [
      `const { target = "typescript" } = options;`,
      `if (target !== "typescript") {
        throw new RangeError(\`${this.#host.program}: there is no target \${String(target)} here; this module has: typescript\`);
      }`,
      ...this.#host.params.flatMap((param) => this.#param(param)),
      ...this.#capacity(),
      ...this.#views().map(({ name, type }) => `let ${name}: ${type} = new ${type}(0);`),
      `let disposed = false;`,
      "",
      ...this.#reserve(),
      this.#call(),
      "",
      this.#dispose(),
      "",
      `return Object.assign(call, { dispose });`,
    ].join("\n");
  }

  #param(param: HostTensor): readonly string[] {
    const name = this.#buffer(param.buffer);
    const given = `params.${param.name}`;
    return [
      `let ${name}: ${dataType(param.dtype)} = ${takeData(`param ${param.name}`, param, `params?.${param.name}`)};`,
      checkShape(`param ${param.name}`, param, given, name, this.#identifiers),
    ];
  }

  #capacity(): readonly string[] {
    return this.#growing().map((dim) => `let ${this.#capacityOf(dim)} = 0;`);
  }

  /** The dims that the memory grows with. */
  #growing(): readonly string[] {
    const used = new Set(this.#memory.peak.terms.flatMap(({ variables }) => variables));
    return this.#run.dims.filter((dim) => used.has(dim));
  }

  #views(): readonly { readonly name: string; readonly type: string }[] {
    return this.#memory.placed.map(({ buffer }) => ({
      name: this.#buffer(buffer.name),
      type: arrayType(buffer.element),
    }));
  }

  /**
   * Memory for the call that needs most so far: it only grows. It is laid out for the sizes of one call, and once more
   * where another has a larger one. Where no size comes with a call, all of that is done at once.
   */
  #reserve(): readonly string[] {
    if (this.#memory.placed.length === 0) return [];
    const sizes = (offset: Parameters<typeof showOffset>[0]): string => showOffset(offset, (dim) => this.#dim(dim));
    const views = this.#memory.placed.map(({ buffer, offset, bytes }) => {
      const length = scaleOffset(bytes, 1 / BYTES[buffer.element]);
      return `${this.#buffer(buffer.name)} = new ${arrayType(buffer.element)}(memory, ${sizes(offset)}, ${sizes(length)});`;
    });
    const growing = this.#growing();
    if (growing.length === 0) return [`let memory = new ArrayBuffer(${sizes(this.#memory.peak)});`, ...views, ""];
    return [
      "let memory = new ArrayBuffer(0);",
      "",
      "/** Lays the memory out so that a call of these sizes fits, and grows it if need be. */",
      `function reserve(${growing.map((dim) => `${this.#dim(dim)}: number`).join(", ")}): void {`,
      `const bytes = ${sizes(this.#memory.peak)};`,
      // Where there is none for it, the call fails here and leaves everything as it was.
      "if (bytes > memory.byteLength) memory = new ArrayBuffer(bytes);",
      ...views,
      ...growing.map((dim) => `${this.#capacityOf(dim)} = ${this.#dim(dim)};`),
      "}",
      "",
    ];
  }

  #call(): string {
    const { inputs, outputs, stem } = this.#host;
    const result = resultType(this.#host);
    const out = outType(this.#host);
    // Inputs are checked in full, even those axes that the computation doesn't depend on.
    const solved = solveDims([...new Set(inputs.flatMap(({ shape }) => namesIn(shape)))], inputs);
    const growing = this.#growing();
    const grows = growing.map((dim) => `${this.#dim(dim)} > ${this.#capacityOf(dim)}`).join(" || ");
    const dims = this.#run.dims.map((dim) => this.#dim(dim));
    return `function call(inputs: ${stem}Inputs): ${result};
function call<Out extends ${out}>(inputs: ${stem}Inputs, out: Out): Out;
function call(${inputs.length > 0 ? "inputs" : "_inputs"}: ${stem}Inputs, out?: ${out}): ${result} | ${this.#host.single ? out : `(${out})`} {
if (disposed) throw new Error("${this.#host.program}: this kernel has been disposed of");
${inputs.map((input) => `const ${this.#buffer(input.buffer)} = ${takeData(`input ${input.name}`, input, `inputs?.${input.name}`)};`).join("\n")}
${solved
  .map(({ dim, input, axis, stride }) => {
    const size = `sizeOf(inputs.${input.name}, ${axis}, ${this.#buffer(input.buffer)}.length, ${strideText(stride, this.#identifiers)})`;
    return `const ${this.#dim(dim)} = ${size};
if (!Number.isSafeInteger(${this.#dim(dim)}) || ${this.#dim(dim)} < 1) throw mismatch("input ${input.name}", inputs.${input.name}, ${stringLiteral(showShape(input.shape))});`;
  })
  .join("\n")}
${inputs.map((input) => checkShape(`input ${input.name}`, input, `inputs.${input.name}`, this.#buffer(input.buffer), this.#identifiers)).join("\n")}
${outputs.map((output) => this.#takeOut(output)).join("\n")}
${grows === "" ? "" : `if (${grows}) reserve(${growing.map((dim) => this.#dim(dim)).join(", ")});`}
${this.#run.identifier}(${[...this.#run.buffers.map((buffer) => this.#buffer(buffer.name)), ...dims].join(", ")});
${this.#result()}
}`;
  }

  /** A new array, or the caller's, which must have the right size and lie apart from all that the kernel reads. */
  #takeOut(output: HostTensor): string {
    const name = this.#buffer(output.buffer);
    const given = this.#host.single ? "out" : `out.${output.name}`;
    const type = dataType(output.dtype);
    const length = showOffset(lengthOf(extentsOf(output.shape)), (dim) => this.#dim(dim));
    const { outputs, inputs, params } = this.#host;
    const others: readonly (readonly [string, HostTensor])[] = [
      ...inputs.map((input) => [`input ${input.name}`, input] as const),
      ...params.map((param) => [`param ${param.name}`, param] as const),
      ...outputs.slice(0, outputs.indexOf(output)).map((other) => [`out.${other.name}`, other] as const),
    ];
    const apart = others.map(
      ([what, other]) =>
        `if (overlap(${name}, ${this.#buffer(other.buffer)})) throw shared(${stringLiteral(given)}, ${stringLiteral(what)});`,
    );
    return `const ${name} = out === undefined ? new ${type}(${length}) : ${takeData(given, output, given)};
if (out !== undefined) {
${[checkShape(given, output, given, name, this.#identifiers), ...apart].join("\n")}
}`;
  }

  #result(): string {
    const tensors = this.#host.outputs.map((output) => {
      const shape = output.shape.map((dim) => (typeof dim === "number" ? dim : stringLiteral(dim))).join(", ");
      const sizes = extentsOf(output.shape)
        .map((extent) => showIndex(extent, (dim) => this.#dim(dim)))
        .join(", ");
      const data = this.#buffer(output.buffer);
      return `{ shape: [${shape}], sizes: [${sizes}], dtype: ${stringLiteral(output.dtype)}, data: ${data} }`;
    });
    const record = `{ ${this.#host.outputs.map(({ name }, i) => `${name}: ${tensors[i]}`).join(", ")} }`;
    return `if (out !== undefined) return out;
return ${this.#host.single ? tensors[0] : record};`;
  }

  #dispose(): string {
    const held = this.#host.params.map(({ buffer, dtype }) => [buffer, dataType(dtype)] as const);
    const views = this.#memory.placed.map(({ buffer }) => [buffer.name, arrayType(buffer.element)] as const);
    const freed = [...held, ...views].map(([name, type]) => `${this.#buffer(name)} = new ${type}(0);`);
    const memory = views.length > 0 ? ["memory = new ArrayBuffer(0);"] : [];
    return `function dispose(): void {
disposed = true;
${[...freed, ...memory].join("\n")}
}`;
  }

  #buffer(name: string): string {
    return this.#identifiers.of("buffer", name);
  }

  #dim(name: string): string {
    return this.#identifiers.of("index", name);
  }

  #capacityOf(dim: string): string {
    return this.#identifiers.of("value", `${dim}Capacity`);
  }
}
