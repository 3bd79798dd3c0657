import { lengthOf, scaleOffset, showIndex, showOffset } from "../../ir/offset.js";
import { extentsOf } from "../../plan/extents.js";
import { BYTES, type MemoryPlan } from "../../plan/memory.js";
import { solveDims } from "./dims.js";
import { arrayType, type PrintedFunctions } from "./functions.js";
import { checkShape, strideText, takeData } from "./host-checks.js";
import { dataType, type Host, type HostTensor, isSingle, outType, resultType, showShape } from "./host-types.js";
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
    const own = "params options inputs out target disposed reserve dispose call memory dataOf sizeOf mismatch".split(" ");
    this.#identifiers = new Identifiers([...topNames, ...own]);
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
      this.#reserve(),
      "",
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
      `let ${name}: ${dataType(param.dtype)} = ${takeData(`param ${param.name}`, param, given)};`,
      checkShape(`param ${param.name}`, param, given, name, this.#identifiers),
    ];
  }

  #capacity(): readonly string[] {
    return this.#run.dims.map((dim) => `let ${this.#capacityOf(dim)} = 0;`);
  }

  #views(): readonly { readonly name: string; readonly type: string }[] {
    return this.#memory.placed.map(({ buffer }) => ({ name: this.#buffer(buffer.name), type: arrayType(buffer.element) }));
  }

  /** Memory for the largest sizes seen so far: it only grows. */
  #reserve(): string {
    const dims = this.#run.dims.map((dim) => this.#dim(dim));
    const sizes = (offset: Parameters<typeof showOffset>[0]): string => showOffset(offset, (dim) => this.#capacityOf(dim));
    const views = this.#memory.placed.map(({ buffer, offset, bytes }) => {
      const length = scaleOffset(bytes, 1 / BYTES[buffer.element]);
      return `${this.#buffer(buffer.name)} = new ${arrayType(buffer.element)}(memory, ${sizes(offset)}, ${sizes(length)});`;
    });
    return `/** Grows the memory so that a call of these sizes fits. */
function reserve(${dims.map((dim) => `${dim}: number`).join(", ")}): void {
${this.#run.dims.map((dim) => `${this.#capacityOf(dim)} = Math.max(${this.#capacityOf(dim)}, ${this.#dim(dim)});`).join("\n")}
const memory = new ArrayBuffer(${sizes(this.#memory.peak)});
${views.join("\n")}
}`;
  }

  #call(): string {
    const { inputs, outputs, stem } = this.#host;
    const result = resultType(this.#host);
    const out = outType(this.#host);
    const solved = solveDims(this.#run.dims, inputs);
    const grows = this.#run.dims.map((dim) => `${this.#dim(dim)} > ${this.#capacityOf(dim)}`).join(" || ");
    const dims = this.#run.dims.map((dim) => this.#dim(dim));
    return `function call(inputs: ${stem}Inputs): ${result};
function call<Out extends ${out}>(inputs: ${stem}Inputs, out: Out): Out;
function call(inputs: ${stem}Inputs, out?: ${out}): ${result} | ${isSingle(this.#host) ? out : `(${out})`} {
if (disposed) throw new Error("${this.#host.program}: this kernel has been disposed of");
${inputs.map((input) => `const ${this.#buffer(input.buffer)} = ${takeData(`input ${input.name}`, input, `inputs.${input.name}`)};`).join("\n")}
${solved
  .map(({ dim, input, axis, stride }) => {
    const size = `sizeOf(inputs.${input.name}, ${axis}, ${this.#buffer(input.buffer)}.length, ${strideText(stride, this.#identifiers)})`;
    return `const ${this.#dim(dim)} = ${size};
if (!Number.isSafeInteger(${this.#dim(dim)}) || ${this.#dim(dim)} < 1) throw mismatch("input ${input.name}", inputs.${input.name}, ${stringLiteral(showShape(input.shape))});`;
  })
  .join("\n")}
${inputs.map((input) => checkShape(`input ${input.name}`, input, `inputs.${input.name}`, this.#buffer(input.buffer), this.#identifiers)).join("\n")}
${outputs.map((output) => this.#takeOut(output)).join("\n")}
${grows === "" ? "" : `if (${grows}) reserve(${dims.join(", ")});`}
${this.#run.identifier}(${[...this.#run.buffers.map((buffer) => this.#buffer(buffer.name)), ...dims].join(", ")});
${this.#result()}
}`;
  }

  /** A new array, or the caller's, which must have the right size and lie apart from the inputs. */
  #takeOut(output: HostTensor): string {
    const name = this.#buffer(output.buffer);
    const given = isSingle(this.#host) ? "out" : `out.${output.name}`;
    const type = dataType(output.dtype);
    const length = showOffset(lengthOf(extentsOf(output.shape)), (dim) => this.#dim(dim));
    const shared = this.#host.inputs.map((input) => `overlap(${name}, ${this.#buffer(input.buffer)})`).join(" || ");
    const refusal = `throw new RangeError("${this.#host.program}: ${given} must not share memory with an input");`;
    return `const ${name} = out === undefined ? new ${type}(${length}) : ${takeData(given, output, given)};
if (out !== undefined) {
${checkShape(given, output, given, name, this.#identifiers)}
${shared === "" ? "" : `if (${shared}) ${refusal}`}
}`;
  }

  #result(): string {
    const tensors = this.#host.outputs.map((output) => {
      const shape = output.shape.map((dim) => (typeof dim === "number" ? dim : stringLiteral(dim))).join(", ");
      const sizes = extentsOf(output.shape).map((extent) => showIndex(extent, (dim) => this.#dim(dim))).join(", ");
      const data = this.#buffer(output.buffer);
      return `{ shape: [${shape}], sizes: [${sizes}], dtype: ${stringLiteral(output.dtype)}, data: ${data} }`;
    });
    const record = `{ ${this.#host.outputs.map(({ name }, i) => `${name}: ${tensors[i]}`).join(", ")} }`;
    return `if (out !== undefined) return out;
return ${isSingle(this.#host) ? tensors[0] : record};`;
  }

  #dispose(): string {
    const held = [...this.#host.params.map(({ buffer, dtype }) => [buffer, dataType(dtype)] as const)];
    const views = this.#memory.placed.map(({ buffer }) => [buffer.name, arrayType(buffer.element)] as const);
    const freed = [...held, ...views].map(([name, type]) => `${this.#buffer(name)} = new ${type}(0);`);
    return `function dispose(): void {
disposed = true;
${freed.join("\n")}
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
