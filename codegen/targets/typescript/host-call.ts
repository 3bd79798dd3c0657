import { lengthOf, showIndex, showOffset } from "../../ir/offset.js";
import { extentsOf } from "../../plan/extents.js";
import { solveDims } from "./dims.js";
import type { IndexCheck } from "../../plan/index-checks.js";
import { checkGuards, checkIndices, checkShape, strideText, takeData } from "./host-checks.js";
import { dataType, type Host, type HostTensor, outType, resultType, showShape, sizeNames } from "./host-types.js";
import { stringLiteral } from "./literal.js";
import type { Identifiers } from "./names.js";

/** Prints what the entries of all targets do alike: take and check arguments, and put the result together. */
export class CallPrinter {
  readonly #host: Host;
  readonly #identifiers: Identifiers;

  constructor(host: Host, identifiers: Identifiers) {
    this.#host = host;
    this.#identifiers = identifiers;
  }

  /** The identifier of a buffer's elements. */
  buffer(name: string): string {
    return this.#identifiers.of("buffer", name);
  }

  /** The identifier of a dim's size. */
  dim(name: string): string {
    return this.#identifiers.of("index", name);
  }

  /** The names whose sizes come with a call: inputs are checked in full, even where nothing depends on an axis. */
  get sizes(): readonly string[] {
    return sizeNames(this.#host);
  }

  /** The number of elements of a tensor, in the sizes of a call. */
  length(tensor: HostTensor): string {
    return showOffset(lengthOf(extentsOf(tensor.shape)), (dim) => this.dim(dim));
  }

  /** Takes the elements of a param, declared by `keyword`, and checks them. */
  param(param: HostTensor, keyword: "const" | "let"): readonly string[] {
    const name = this.buffer(param.buffer);
    const given = `params.${param.name}`;
    return [
      `${keyword} ${name}: ${dataType(param.dtype)} = ${takeData(`param ${param.name}`, param, `params?.${param.name}`)};`,
      checkShape(`param ${param.name}`, param, given, name, this.#identifiers),
      ...this.#indexChecks("param", param),
    ];
  }

  /** The function that runs a call, up to where its body starts. */
  signature(): string {
    const { inputs, single, stem } = this.#host;
    const result = resultType(this.#host);
    const out = outType(this.#host);
    return `function call(inputs: ${stem}Inputs): ${result};
function call<Out extends ${out}>(inputs: ${stem}Inputs, out: Out): Out;
function call(${inputs.length > 0 ? "inputs" : "_inputs"}: ${stem}Inputs, out?: ${out}): ${result} | ${single ? out : `(${out})`} {`;
  }

  /** Takes the inputs, finds the sizes of the call, and checks that all of them fit. */
  inputs(): string {
    const { inputs } = this.#host;
    const solved = solveDims(this.sizes, inputs);
    return `${inputs.map((input) => `const ${this.buffer(input.buffer)} = ${takeData(`input ${input.name}`, input, `inputs?.${input.name}`)};`).join("\n")}
${solved
  .map(({ dim, input, axis, stride }) => {
    const size = `sizeOf(inputs.${input.name}, ${axis}, ${this.buffer(input.buffer)}.length, ${strideText(stride, this.#identifiers)})`;
    return `const ${this.dim(dim)} = ${size};
if (!Number.isSafeInteger(${this.dim(dim)}) || ${this.dim(dim)} < 1) throw mismatch("input ${input.name}", inputs.${input.name}, ${stringLiteral(showShape(input.shape))});`;
  })
  .join("\n")}
${inputs.map((input) => checkShape(`input ${input.name}`, input, `inputs.${input.name}`, this.buffer(input.buffer), this.#identifiers)).join("\n")}
${[...inputs.flatMap((input) => this.#indexChecks("input", input)), ...this.#limits()].join("\n")}`.trimEnd();
  }

  /** Refuses sizes for which there is no result. */
  #limits(): readonly string[] {
    return this.#host.limits.map(({ room, complaint }) => {
      const left = showIndex(room, (dim) => this.dim(dim));
      const dims = room.terms.map(([dim]) => `${dim} = \${${this.dim(dim)}}`).join(", ");
      return `if (${left} < 0) throw new RangeError(\`${this.#host.program}: ${complaint}, with ${dims}\`);`;
    });
  }

  /** Complains about indices that the call computed and that are outside, before anything is given back. */
  guards(outside: string): string {
    return checkGuards(this.#host.guards?.ranges ?? [], outside, this.#identifiers);
  }

  #indexChecks(role: IndexCheck["role"], tensor: HostTensor): readonly string[] {
    const checks = this.#host.indices.filter((check) => check.role === role && check.name === tensor.name);
    return checks.map((check) => checkIndices(check, this.buffer(tensor.buffer), this.#identifiers));
  }

  /**
   * Takes the place of each result: a new array, or the caller's, which must have the right size and lie apart from the
   * inputs, the other results, and the params that the kernel reads in place.
   */
  outputs(readInPlace: Host["params"]): string {
    return this.#host.outputs.map((output) => this.#takeOut(output, readInPlace)).join("\n");
  }

  /** Gives back `out`, or the result as tensors. */
  result(): string {
    const tensors = this.#host.outputs.map((output) => {
      const shape = output.shape.map((dim) => (typeof dim === "number" ? dim : stringLiteral(dim))).join(", ");
      const sizes = extentsOf(output.shape)
        .map((extent) => showIndex(extent, (dim) => this.dim(dim)))
        .join(", ");
      const data = this.buffer(output.buffer);
      return `{ shape: [${shape}], sizes: [${sizes}], dtype: ${stringLiteral(output.dtype)}, data: ${data} }`;
    });
    const record = `{ ${this.#host.outputs.map(({ name }, i) => `${name}: ${tensors[i]}`).join(", ")} }`;
    return `if (out !== undefined) return out;
return ${this.#host.single ? tensors[0] : record};`;
  }

  /** How a caller names an output's place: `out`, or `out.context` where there are several. */
  outName(output: HostTensor): string {
    return this.#host.single ? "out" : `out.${output.name}`;
  }

  #takeOut(output: HostTensor, readInPlace: Host["params"]): string {
    const name = this.buffer(output.buffer);
    const given = this.outName(output);
    const type = dataType(output.dtype);
    const { outputs, inputs } = this.#host;
    const others: readonly (readonly [string, HostTensor])[] = [
      ...inputs.map((input) => [`input ${input.name}`, input] as const),
      ...readInPlace.map((param) => [`param ${param.name}`, param] as const),
      ...outputs.slice(0, outputs.indexOf(output)).map((other) => [`out.${other.name}`, other] as const),
    ];
    const apart = others.map(
      ([what, other]) =>
        `if (overlap(${name}, ${this.buffer(other.buffer)})) throw shared(${stringLiteral(given)}, ${stringLiteral(what)});`,
    );
    return `const ${name} = out === undefined ? new ${type}(${this.length(output)}) : ${takeData(given, output, given)};
if (out !== undefined) {
${[checkShape(given, output, given, name, this.#identifiers), ...apart].join("\n")}
}`;
  }
}
