/** Adds up the time that each stage takes. */
export class Stopwatch {
  readonly #spent = new Map<string, number>();

  /** Milliseconds by stage, in the order in which they first ran. */
  get stages(): Readonly<Record<string, number>> {
    return Object.fromEntries(this.#spent);
  }

  /** Runs `work` and adds its time to the stage's. */
  readonly measure = <T>(stage: string, work: () => T): T => {
    const start = performance.now();
    const result = work();
    this.#add(stage, start);
    return result;
  };

  /** As {@link Stopwatch.measure}, until the promise is fulfilled. */
  async measureAsync<T>(stage: string, work: () => Promise<T>): Promise<T> {
    const start = performance.now();
    const result = await work();
    this.#add(stage, start);
    return result;
  }

  #add(stage: string, start: number): void {
    this.#spent.set(stage, (this.#spent.get(stage) ?? 0) + performance.now() - start);
  }
}
