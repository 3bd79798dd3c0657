import type { Code, Local, ValueKind } from "../encode/index.js";

/** A loop whose pointers move along with its variable. */
export interface Loop {
  readonly variable: string;
  readonly step: number;
  /** Where the variable starts, where that is a constant. */
  readonly first: number | undefined;
}

/** A pointer that each pass of a loop moves by so many bytes. */
export interface MovingPointer {
  readonly local: Local<"i32">;
  readonly bytes: number;
}

/**
 * The statements from a point where index variables come into view to where they go out of it. Parts of addresses are
 * computed in the outermost segment that knows their variables.
 */
export class Segment {
  readonly loop: Loop | undefined;
  readonly ahead: Code[] = [];
  readonly advance: Code[] = [];
  readonly held: Local[] = [];
  /** Pointers that move by a constant. */
  readonly pointers: MovingPointer[] = [];
  /** Whether the passes need the value of the loop's variable; what is set up ahead of them doesn't count. */
  isCounted = false;
  readonly #known = new Map<string, Local>();

  /** `loop`: the segment is the body of one; what is computed ahead then stands before its first pass. */
  constructor(loop: Loop | undefined) {
    this.loop = loop;
  }

  /** Does `code` before the rest of the segment. */
  setUp(code: Code): void {
    this.ahead.push(code);
  }

  /** Does `code` at the end of each pass of the segment's loop. */
  move(code: Code): void {
    this.advance.push(code);
  }

  /** The local called `key` of this segment, made when it is first asked for. */
  know<K extends ValueKind>(key: string, kind: K, make: () => Local<K>): Local<K> {
    const known = this.#known.get(key);
    if (known && isOf(known, kind)) return known;
    const made = make();
    this.#known.set(key, made);
    this.held.push(made);
    return made;
  }
}

function isOf<K extends ValueKind>(local: Local, kind: K): local is Local<K> {
  return local.kind === kind;
}
