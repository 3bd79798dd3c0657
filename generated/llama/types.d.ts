import type { Tensor } from "heddle";
/** The params of llama: tensors, or their elements in row-major order. */
export interface LlamaParams {
    readonly embeddings: Tensor<[512, 64]> | Float32Array;
    readonly layer0_attentionNorm: Tensor<[64]> | Float32Array;
    readonly layer0_wq: Tensor<[64, 64]> | Float32Array;
    readonly layer0_wk: Tensor<[32, 64]> | Float32Array;
    readonly layer0_wv: Tensor<[32, 64]> | Float32Array;
    readonly layer0_wo: Tensor<[64, 64]> | Float32Array;
    readonly layer0_feedForwardNorm: Tensor<[64]> | Float32Array;
    readonly layer0_gate: Tensor<[172, 64]> | Float32Array;
    readonly layer0_up: Tensor<[172, 64]> | Float32Array;
    readonly layer0_down: Tensor<[64, 172]> | Float32Array;
    readonly layer1_attentionNorm: Tensor<[64]> | Float32Array;
    readonly layer1_wq: Tensor<[64, 64]> | Float32Array;
    readonly layer1_wk: Tensor<[32, 64]> | Float32Array;
    readonly layer1_wv: Tensor<[32, 64]> | Float32Array;
    readonly layer1_wo: Tensor<[64, 64]> | Float32Array;
    readonly layer1_feedForwardNorm: Tensor<[64]> | Float32Array;
    readonly layer1_gate: Tensor<[172, 64]> | Float32Array;
    readonly layer1_up: Tensor<[172, 64]> | Float32Array;
    readonly layer1_down: Tensor<[64, 172]> | Float32Array;
    readonly layer2_attentionNorm: Tensor<[64]> | Float32Array;
    readonly layer2_wq: Tensor<[64, 64]> | Float32Array;
    readonly layer2_wk: Tensor<[32, 64]> | Float32Array;
    readonly layer2_wv: Tensor<[32, 64]> | Float32Array;
    readonly layer2_wo: Tensor<[64, 64]> | Float32Array;
    readonly layer2_feedForwardNorm: Tensor<[64]> | Float32Array;
    readonly layer2_gate: Tensor<[172, 64]> | Float32Array;
    readonly layer2_up: Tensor<[172, 64]> | Float32Array;
    readonly layer2_down: Tensor<[64, 172]> | Float32Array;
    readonly layer3_attentionNorm: Tensor<[64]> | Float32Array;
    readonly layer3_wq: Tensor<[64, 64]> | Float32Array;
    readonly layer3_wk: Tensor<[32, 64]> | Float32Array;
    readonly layer3_wv: Tensor<[32, 64]> | Float32Array;
    readonly layer3_wo: Tensor<[64, 64]> | Float32Array;
    readonly layer3_feedForwardNorm: Tensor<[64]> | Float32Array;
    readonly layer3_gate: Tensor<[172, 64]> | Float32Array;
    readonly layer3_up: Tensor<[172, 64]> | Float32Array;
    readonly layer3_down: Tensor<[64, 172]> | Float32Array;
    readonly layer4_attentionNorm: Tensor<[64]> | Float32Array;
    readonly layer4_wq: Tensor<[64, 64]> | Float32Array;
    readonly layer4_wk: Tensor<[32, 64]> | Float32Array;
    readonly layer4_wv: Tensor<[32, 64]> | Float32Array;
    readonly layer4_wo: Tensor<[64, 64]> | Float32Array;
    readonly layer4_feedForwardNorm: Tensor<[64]> | Float32Array;
    readonly layer4_gate: Tensor<[172, 64]> | Float32Array;
    readonly layer4_up: Tensor<[172, 64]> | Float32Array;
    readonly layer4_down: Tensor<[64, 172]> | Float32Array;
    readonly norm: Tensor<[64]> | Float32Array;
}
/** The inputs of llama: tensors, or their elements in row-major order. */
export interface LlamaInputs {
    readonly ids: Tensor<["seq"], "i32"> | Int32Array;
}
/** How llama is to run. */
export interface LlamaOptions {
    readonly target?: "wasm" | "typescript";
    /** How many positions the cache has room for at first; by default 128. It doubles where more come. */
    readonly capacity?: number;
    /**
     * The code, compiled already: what `compileLlama` gives, a `WebAssembly.Module`, which can be sent to workers.
     * Where it isn't given the code is loaded and compiled once.
     */
    readonly module?: object;
}
/** The sizes of one call of llama. */
export interface LlamaSizes {
    readonly seq: number;
}
/** Places in the memory of llama, to be given to a call: `kernel(views.inputs, views.out)`. */
export interface LlamaViews {
    /** To be filled. */
    readonly inputs: {
        readonly ids: Int32Array;
    };
    /** Holds the result until the next call. */
    readonly out: Float32Array;
}
/** llama, ready to be called. It keeps a cache from call to call. */
export interface Llama {
    /** Computes the result into a new array. Where it throws, the cache is unchanged. */
    (inputs: LlamaInputs): Tensor<["seq", 512]>;
    /** Computes the result into `out`, which is given back. Nothing is allocated. */
    <Out extends Tensor<["seq", 512]> | Float32Array>(inputs: LlamaInputs, out: Out): Out;
    /** How many positions the cache holds. */
    readonly length: number;
    /** How many it has room for before it has to grow. */
    readonly capacity: number;
    /** Forgets the cache: the next call is a first one. */
    reset(): void;
    /** Forgets all but the first positions of the cache. Throws RangeError for more than it holds. */
    truncate(to: number): void;
    /** Lets go of params and memory. Later calls throw. */
    dispose(): void;
}
/** llama in WebAssembly, ready to be called. */
export interface WasmLlama extends Llama {
    /**
     * Where a call of these sizes has its inputs and its result in the kernel's memory: what is given in place is not
     * copied. A view holds what was put there until a call of other sizes, or until the cache grows; then take views again.
     */
    views(sizes: LlamaSizes): LlamaViews;
}
