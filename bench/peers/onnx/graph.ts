import type { OnnxAttribute, OnnxConstant, OnnxGraph, OnnxNode, OnnxValue } from "./model.js";

/** What a node is given besides its inputs. */
export interface NodeOptions {
  readonly attributes?: Readonly<Record<string, OnnxAttribute>>;
  readonly domain?: "com.microsoft";
}

/** A graph that grows node by node; values go by name. */
export class GraphBuilder {
  readonly #nodes: OnnxNode[] = [];
  readonly #constants: OnnxConstant[] = [];
  readonly #inputs: OnnxValue[] = [];

  input(name: string, shape: readonly number[]): string {
    this.#inputs.push({ name, shape });
    return name;
  }

  constant(data: OnnxConstant["data"], shape: readonly number[]): string {
    const name = `constant${this.#constants.length}`;
    this.#constants.push({ name, shape, data });
    return name;
  }

  /** A node with one output; its name. `""` stands for an input that isn't given. */
  node(op: string, inputs: readonly string[], options: NodeOptions = {}): string {
    const name = `value${this.#nodes.length}`;
    this.#nodes.push({ op, inputs, outputs: [name], ...options });
    return name;
  }

  /** A product with a constant matrix `[depth, columns]`, and a bias. */
  linear(x: string, w: Float32Array, bias: Float32Array | undefined, columns: number): string {
    const product = this.node("MatMul", [x, this.constant(w, [w.length / columns, columns])]);
    return bias ? this.node("Add", [product, this.constant(bias, [columns])]) : product;
  }

  reshape(x: string, shape: readonly number[]): string {
    return this.node("Reshape", [x, this.constant(shape, [shape.length])]);
  }

  transpose(x: string, perm: readonly number[]): string {
    return this.node("Transpose", [x], { attributes: { perm } });
  }

  /** com.microsoft's MultiHeadAttention on a cache: the context, and the longer cache. */
  attentionWithCache(
    projected: readonly string[],
    cache: readonly string[],
    heads: number,
  ): readonly [context: string, keys: string, values: string] {
    const context = `value${this.#nodes.length}`;
    const [keys, values] = ["presentKeys", "presentValues"];
    this.#nodes.push({
      op: "MultiHeadAttention",
      inputs: [...projected, "", "", "", ...cache],
      outputs: [context, keys, values],
      attributes: { num_heads: heads },
      domain: "com.microsoft",
    });
    return [context, keys, values];
  }

  /** The graph, whose first output `y` is `value`; it may give others as well. */
  build(value: string, shape: readonly number[], others: readonly OnnxValue[] = []): OnnxGraph {
    return {
      nodes: [...this.#nodes, { op: "Identity", inputs: [value], outputs: ["y"] }],
      constants: this.#constants,
      inputs: this.#inputs,
      outputs: [{ name: "y", shape }, ...others],
    };
  }
}
