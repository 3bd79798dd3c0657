/** The bytes of the kernel's code in base64. */
export declare const KERNEL_WASM: string;
