import { type Dim, linear, mergeHeads, program, type Program, type Shape, splitHeads, type Tensor } from "heddle";
import {
  alibi,
  and,
  type AttentionOptions,
  causal,
  document,
  lengths,
  type MaskFunction,
  not,
  or,
  type PerEntry,
  prefix,
  relativeBias,
  type Returned,
  rope,
  type ScoreFunction,
  softcap,
  window,
} from "heddle/attention";
import { attend } from "../../../src/attention/attend.js";
import { noBindings } from "../../../src/shape/dim.js";
import { fromNode } from "../../../src/tensor/index.js";
import type { AnyTensor } from "../kernels/any-kernel.js";
import { Choices } from "./choices.js";
import { Given, type GivenSpec } from "./given.js";
import { RandomScalars } from "./scalars.js";

/** An attention with a random combination of options. */
export interface AttentionCase {
  readonly program: Program;
  readonly specs: ReadonlyMap<string, GivenSpec>;
  /** What it combines, for people and for counting. */
  readonly options: readonly string[];
  /** How exact the softmax is, where an option makes it less exact than float32. */
  readonly precision: AttentionOptions["precision"];
}

/** The attention that these numbers choose. */
export function attentionCase(numbers: readonly number[]): AttentionCase {
  const first = new Given((name, spec) => placeholder(name, spec));
  const drawn = new Drawing(new Choices(numbers), first);
  drawn.results();
  const { specs } = first;
  // The body is traced once more, with the tensors that it asked for.
  const made = program({
    name: "agreement",
    params: {},
    inputs: Object.fromEntries([...specs].map(([name, { shape, dtype }]) => [name, { shape, dtype }])),
    body: (tensors: Readonly<Record<string, AnyTensor>>) => {
      const given = new Given((name) => {
        const tensor = tensors[name];
        if (!tensor) throw new Error(`${name} is not declared`);
        return tensor;
      });
      return new Drawing(new Choices(numbers), given).results();
    },
  });
  return { program: made, specs, options: [...drawn.options], precision: drawn.precision };
}

function placeholder(name: string, { shape, dtype }: GivenSpec): AnyTensor {
  return fromNode({ op: "placeholder", role: "input", name, shape: [...shape], dtype, dims: noBindings });
}

/** Draws the options of one attention. */
class Drawing {
  /** What was drawn. */
  readonly options = new Set<string>();
  precision: AttentionOptions["precision"];
  readonly #choices: Choices;
  readonly #given: Given;
  readonly #batch: readonly Dim[];
  readonly #kvHeads: number;
  readonly #heads: number;
  /** Whether there is an axis of heads at all. */
  readonly #hasHeads: boolean;
  readonly #queries: Dim;
  readonly #keys: Dim;
  readonly #width: number;
  readonly #valueWidth: number;
  readonly #scalars: RandomScalars;

  constructor(choices: Choices, given: Given) {
    this.#choices = choices;
    this.#given = given;
    this.#width = choices.oneOf(4, 2, 8, 3, 5, 1, 6, 12);
    this.#valueWidth = choices.oneOf(this.#width, this.#width, 4, 8, 1, 3, 7);
    this.#kvHeads = choices.oneOf(1, 2, 1, 3);
    this.#heads = this.#kvHeads * choices.oneOf(1, 1, 2, 4, 3);
    this.#hasHeads = this.#heads > 1 || choices.below(2) === 1;
    this.#batch = this.#hasHeads ? choices.oneOf<readonly Dim[]>([], [2], [], ["batch"], [2, 3], ["batch", 2]) : [];
    this.#queries = choices.oneOf<Dim>("n", 5, "n", 1, "m", 9);
    this.#keys = choices.oneOf<Dim>("m", "n", "m", 7, 1, 18, "n", 5);
    const [entries] = this.#batch;
    this.#scalars = new RandomScalars(choices, given, {
      q: this.#queries,
      k: this.#keys,
      h: this.#heads,
      ...(this.#batch.length > 1 ? {} : { b: entries ?? 1 }),
    });
    this.#note(this.#heads !== this.#kvHeads, this.#kvHeads === 1 ? "one key head" : "grouped heads");
    this.#note(!this.#hasHeads, "no heads");
    this.#note(this.#valueWidth !== this.#width, "another value width");
    this.#note(this.#batch.length === 1, "batch");
    this.#note(this.#batch.length > 1, "several batch axes");
    this.#note(this.#queries !== this.#keys, "cross-attention");
    this.#note(
      [...this.#batch, this.#queries, this.#keys].some((dim) => typeof dim === "string"),
      "named sizes",
    );
  }

  /** What the program gives. */
  results(): Readonly<Record<string, Tensor<Shape>>> {
    const options = this.#options();
    const isProjected = this.#hasHeads && this.#some("projections");
    const q = this.#placed("q", this.#rows("q", this.#heads, this.#queries, this.#width, isProjected));
    const k = this.#placed("k", this.#rows("k", this.#kvHeads, this.#keys, this.#width, isProjected));
    const v = this.#rows("v", this.#kvHeads, this.#keys, this.#valueWidth, isProjected);
    const { output, ...others } = attend(q, k, v, options);
    return { output: isProjected ? mergeHeads(output) : output, ...others };
  }

  /** Says once in a while that there is to be such an option, and notes it. */
  #some(name: string, once = 4): boolean {
    return this.#note(this.#choices.onceIn(once), name);
  }

  #note(isThere: boolean, name: string): boolean {
    if (isThere) this.options.add(name);
    return isThere;
  }

  /** A tensor of rows for each head: given, or split from a projection. */
  #rows(name: string, heads: number, length: Dim, width: number, isProjected: boolean): Tensor<Shape> {
    if (!isProjected) {
      return this.#given.real(name, [...this.#batch, ...(this.#hasHeads ? [heads] : []), length, width]);
    }
    const x = this.#given.real(`${name}In`, [...this.#batch, length, 6]);
    const weight = this.#given.real(`${name}Weight`, [heads * width, 6], 0.4);
    return splitHeads<Shape, "f32", number>(linear(x, weight), heads);
  }

  /** With rotary positions, once in a while. */
  #placed(name: string, x: Tensor<Shape>): Tensor<Shape> {
    if (this.#width < 2 || !this.#some("rope", 5)) return x;
    const even = this.#width - (this.#width % 2);
    const length = x.shape.at(-2) ?? 1;
    const interleaved = this.#some("interleaved", 2);
    const width = even === this.#width ? this.#choices.oneOf(undefined, 2) : even;
    const common = { interleaved, ...(width === undefined ? {} : { width }), base: this.#choices.oneOf(10000, 50) };
    const scaling = this.#choices.oneOf(
      undefined,
      { kind: "linear", factor: 3 } as const,
      { kind: "ntk", factor: 2 } as const,
    );
    this.#note(scaling !== undefined, "rope scaling");
    if (this.#some("rope positions", 3)) {
      const leading = this.#choices.below(2) === 0 ? [] : this.#batch;
      const positions = this.#given.whole(`${name}Positions`, [...leading, length], 0, 40);
      return rope<Shape, "f32", Shape, "i32", number>(x, { ...common, scaling, positions });
    }
    return rope<Shape, "f32", [], "i32", number>(x, { ...common, scaling, offset: this.#choices.oneOf(0, 3, 20) });
  }

  #options(): AttentionOptions {
    const mask = this.#mask();
    const functions = this.#scores();
    const returns = this.#returns();
    this.precision = this.#some("precision", 12) ? this.#choices.oneOf("f32", "f16", "bf16", "f64") : undefined;
    return {
      mask,
      ...(this.#some("bias tensor", 6) ? { bias: this.#given.real("bias", this.#broadcastable()) } : {}),
      ...(this.#some("causal", 3) ? { causal: this.#choices.below(3) === 0 ? true : { offset: this.#offset() } } : {}),
      ...(this.#some("window", 5) ? { window: { ...this.#window(), offset: this.#offset() } } : {}),
      ...(this.#some("lengths", 5)
        ? { lengths: this.#given.whole("lengths", this.#choices.oneOf(this.#batch, []), -1, 20) }
        : {}),
      ...(this.#some("scale", 5) ? { scale: this.#choices.oneOf(1, 0.3, -0.5, 3) } : {}),
      ...(this.#some("softcap", 5) ? { softcap: this.#choices.oneOf(1, 0.3, 20) } : {}),
      ...(functions.length > 0 ? { score: functions } : {}),
      ...(this.#some("sinks", 6)
        ? { sinks: this.#given.real("sinks", this.#hasHeads ? this.#choices.oneOf([this.#heads], [1]) : [1]) }
        : {}),
      ...(this.precision === undefined ? {} : { precision: this.precision }),
      returns,
    };
  }

  #returns(): readonly Returned[] {
    if (!this.#choices.onceIn(5)) return [];
    const names = [
      "probabilities",
      "logSumExp",
      "maskedScores",
      "modifiedScores",
      "rawScores",
      "meanProbabilities",
    ] as const;
    return names.filter((name) => this.#some(`returned ${name}`, 3));
  }

  #mask(): AttentionOptions["mask"] {
    switch (this.#choices.below(6)) {
      case 1:
        this.#note(true, "bool mask");
        return this.#given.bool("mask", this.#broadcastable());
      case 2:
        this.#note(true, "float mask");
        return this.#given.floatMask("mask", this.#broadcastable());
      case 3:
      case 4:
        return this.#maskFunction(2);
      default:
        return undefined;
    }
  }

  #maskFunction(depth: number): MaskFunction {
    const inner = (): MaskFunction => this.#maskFunction(depth - 1);
    const simple: (() => MaskFunction)[] = [
      () => (this.#note(true, "causal function"), causal({ offset: this.#offset() })),
      () => (this.#note(true, "window function"), window({ ...this.#window(), offset: this.#offset() })),
      () => (this.#note(true, "prefix"), prefix(this.#entry("prefix", 0, 6))),
      () => (this.#note(true, "lengths function"), lengths(this.#entry("valid", 0, 20))),
      () => (this.#note(true, "documents"), this.#documents()),
      () => (this.#note(true, "own mask function"), this.#ownMask()),
    ];
    if (depth <= 0) return this.#choices.branch(...tuple(simple));
    return this.#choices.branch(
      ...tuple([
        ...simple,
        () => (this.#note(true, "and"), and(inner(), inner())),
        () => (this.#note(true, "or"), or(inner(), inner())),
        () => (this.#note(true, "not"), not(inner())),
      ]),
    );
  }

  #ownMask(): MaskFunction {
    return (at) => this.#scalars.bool(at, 2);
  }

  #documents(): MaskFunction {
    const leading = this.#choices.oneOf([], this.#batch);
    const ids = this.#given.whole("ids", [...leading, this.#queries], 0, 2);
    if (this.#queries === this.#keys) return document<Shape, "i32">(ids);
    return document<Shape, "i32", Shape, "i32">(ids, this.#given.whole("keyIds", [...leading, this.#keys], 0, 2));
  }

  #scores(): readonly ScoreFunction[] {
    const count = this.#choices.oneOf(0, 0, 1, 2);
    return Array.from({ length: count }, () =>
      this.#choices.branch<ScoreFunction>(
        () => (this.#note(true, "own score function"), (score, at) => this.#scalars.score(score, at, 3)),
        () => (this.#note(true, "ALiBi"), alibi(this.#heads, { offset: this.#offset() })),
        () => (this.#note(true, "ALiBi with slopes"), alibi<Shape>(this.#given.real("slopes", [this.#heads]))),
        () => {
          this.#note(true, "relative bias");
          return relativeBias<Shape, "f32">(this.#given.real("relative", [this.#heads, this.#choices.oneOf(5, 1, 9)]), {
            offset: this.#offset(),
          });
        },
        () => {
          this.#note(true, "relative bias in two dimensions");
          const sizes = [this.#choices.oneOf(3, 5), this.#choices.oneOf(3, 5, 1)];
          return relativeBias<Shape, "f32">(this.#given.real("relative2d", [this.#heads, ...sizes]));
        },
        () => (this.#note(true, "softcap function"), softcap(this.#choices.oneOf(2, 9))),
      ),
    );
  }

  #window(): { readonly left: number; readonly right: number } {
    return { left: this.#choices.oneOf(3, 0, Infinity, 1, 9), right: this.#choices.oneOf(0, Infinity, 2, 5) };
  }

  /** How many keys come before the first query; the first queries may be left without one. */
  #offset(): PerEntry {
    return this.#entry("offset", -3, 5);
  }

  #entry(name: string, least: number, greatest: number): PerEntry {
    return this.#choices.branch<PerEntry>(
      () => 0,
      () => least + this.#choices.below(greatest - least + 1),
      () => (this.#note(true, `${name} of each entry`), this.#given.whole(name, this.#batch, least, greatest)),
      () => (this.#keys === "m" || this.#keys === "n" ? this.#keys : 2),
    );
  }

  /** A shape that broadcasts to the scores. */
  #broadcastable(): readonly Dim[] {
    const whole = [...this.#batch, ...(this.#hasHeads ? [this.#heads] : []), this.#queries, this.#keys];
    const kept = whole.slice(this.#choices.below(whole.length + 1));
    return kept.map((dim) => (this.#choices.onceIn(4) ? 1 : dim));
  }
}

/** A list as `branch` takes it. */
function tuple<T>([first, ...others]: readonly T[]): [T, ...T[]] {
  if (first === undefined) throw new Error("nothing to choose from");
  return [first, ...others];
}
