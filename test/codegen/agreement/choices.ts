/**
 * Choices among things, read off a list of numbers: whatever is random about a case comes from here, so that fast-check
 * can shrink it. The number 0 is the first of the things, which should be the simplest.
 */
export class Choices {
  readonly #numbers: readonly number[];
  #at = 0;

  constructor(numbers: readonly number[]) {
    this.#numbers = numbers;
  }

  /** A number below `n`; 0 when there are no more. */
  below(n: number): number {
    return (this.#numbers[this.#at++] ?? 0) % n;
  }

  /** True once in `n` times. */
  onceIn(n: number): boolean {
    return this.below(n) === n - 1;
  }

  oneOf<T>(first: T, ...others: readonly T[]): T {
    return [first, ...others][this.below(others.length + 1)] ?? first;
  }

  /** What one of the functions gives. */
  branch<T>(first: () => T, ...others: readonly (() => T)[]): T {
    return this.oneOf(first, ...others)();
  }
}
