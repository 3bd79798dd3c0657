/** The workers of a kernel, and what they share with it. */
export interface Crew {
    readonly memory: {
        readonly buffer: ArrayBufferLike;
    };
    /** What the kernel's code asks for. */
    readonly imports: object;
    /** Starts the workers, of code that has its seat in the memory already; done when all are ready. */
    start(code: object): Promise<void>;
    /** Does a call. Throws where a worker has failed. */
    run(call: () => void): void;
    /** Ends the workers. */
    end(): void;
}
/** A crew of so many threads, the caller's among them; its workers are still to be started. */
export declare function makeCrew(threads: number): Crew;
