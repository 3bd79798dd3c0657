import type { Node } from "../../../src/graph/node.js";
import { usesOf } from "../uses.js";
import { withOperands } from "./with-operands.js";

/**
 * Makes one node of all that do the same with the same operands: what a program says twice is computed once. Gives what
 * each node below `outputs` has become.
 */
export function shareEqual(outputs: readonly Node[]): (node: Node) => Node {
  const shared = new Map<Node, Node>();
  const firsts = new Map<string, Node>();
  const structure = new Structure();
  const final = (node: Node): Node => shared.get(node) ?? node;
  for (const node of usesOf(outputs).order) {
    const current = withOperands(node, final);
    const key = structure.keyOf(current);
    const first = firsts.get(key) ?? current;
    firsts.set(key, first);
    shared.set(node, first);
  }
  return final;
}

/**
 * Keys that are equal for equal values: plain objects, maps and lists of the same entries, and the same numbers. All else, such
 * as data, is equal to itself alone. Each object is looked at once, however often it is referred to.
 */
class Structure {
  readonly #known = new Map<object, string>();
  readonly #numbers = new Map<string, number>();

  keyOf(value: unknown): string {
    if (typeof value !== "object" || value === null) return `${typeof value} ${Object.is(value, -0) ? "-0" : value}`;
    const known = this.#known.get(value);
    if (known !== undefined) return known;
    const key = `#${this.#numberOf(this.#contentOf(value))}`;
    this.#known.set(value, key);
    return key;
  }

  #contentOf(value: object): string {
    if (value instanceof Map) return `map ${this.keyOf([...value])}`;
    if (Array.isArray(value)) return JSON.stringify(value.map((item) => this.keyOf(item)));
    if (Object.getPrototypeOf(value) !== Object.prototype) return `itself ${this.#known.size}`;
    const entries = Object.entries(value).filter(([, field]) => field !== undefined);
    return JSON.stringify(entries.map(([name, field]) => [name, this.keyOf(field)]).toSorted());
  }

  #numberOf(content: string): number {
    const number = this.#numbers.get(content) ?? this.#numbers.size;
    this.#numbers.set(content, number);
    return number;
  }
}
