import { coldStartName } from "./cold/measure.js";
import type { Comparison, Measurement } from "./compare.js";
import { spreadOf } from "./measure.js";
import { SIZE, type Size } from "./size/measure.js";
import { aligned, digits } from "./table.js";
import { workloads } from "./workloads.js";

/** What a run found. */
export interface Findings {
  readonly measurements: readonly Measurement[];
  readonly comparisons: readonly Comparison[];
  readonly sizes: readonly Size[];
}

/** A figure that kernels are to reach. */
export interface Goal {
  readonly workload: string;
  /** The workloads whose median it is, where there are several. */
  readonly over?: readonly string[];
  /** Who is to reach it, in which respect. */
  readonly figure: string;
  /** `"at least"` that, or `"at most"`. */
  readonly bound: "at least" | "at most";
  readonly wanted: number;
  readonly unit: "x" | "ms" | "kB";
  /** The figure; undefined where it wasn't measured. */
  found(findings: Findings): number | undefined;
  /** Reaching this one instead will do. */
  readonly or?: Goal;
}

const kernel = "mha512x8";
const lengths = [16, 128, 512, 1024];

/** Layers of other sizes and lengths, which are held against the ceiling alone. */
const otherLengths = workloads.flatMap(({ name, task, only }) =>
  only !== undefined && task.kind === "layer" ? [{ name, seq: task.seq }] : [],
);

const sentences = workloads.flatMap(({ name, task }) => (task.kind === "sentence" ? [name] : []));

/** Everything that is aimed for. */
export const goals: readonly Goal[] = [
  ...[128, 512, 1024].map((seq) => ratio(`${kernel} seq ${seq}`, "wasm-ceiling", 0.88)),
  ...lengths.flatMap((seq) => [
    ratio(`${kernel} seq ${seq}`, "onnxruntime-web", 1.8),
    ratio(`${kernel} seq ${seq}`, "tfjs-wasm", 1.55),
    ratio(`${kernel} seq ${seq}`, "jax-js", 3.5),
  ]),
  ratio(`${kernel}Causal seq 512`, "full-attention", 1 / 0.87),
  ratio(`${kernel}Causal seq 1024`, "full-attention", 1 / 0.8),
  ...[512, 1024].map((seq) => ratio(`${kernel}Causal seq ${seq}`, "onnxruntime-web", 2)),
  milliseconds("decode512x8 cache 256", "wasm", 0.075),
  milliseconds("decode512x8 cache 1024", "wasm", 0.13),
  ...[256, 1024].flatMap((past) => [
    ratio(`decode512x8 cache ${past}`, "onnxruntime-web", 3.5),
    ratio(`decode512x8 cache ${past}`, "onnxruntime-node", 1),
  ]),
  // 20,000 tokens a second.
  milliseconds("llama tokens 512", "wasm", 25.6),
  medianRatio(sentences, "tfjs-wasm-graph", 3),
  ...[128, 512].map((seq) => ratio(`${kernel} seq ${seq}`, "one-thread", 1.8, { threads: 2 })),
  ratio(`${kernel} seq 512`, "relaxed-ceiling", 0.92, { target: "wasm-relaxed" }),
  ...otherLengths.filter(({ seq }) => seq >= 128).map(({ name }) => ratio(name, "wasm-ceiling", 0.8)),
  ...otherLengths.filter(({ seq }) => seq % 8 !== 0).map(({ name }) => ratio(name, "next-multiple-of-8", 0.92)),
  { ...milliseconds(`${kernel} seq 128`, "typescript", 32), or: naive(128) },
  { ...milliseconds(`${kernel} seq 512`, "typescript", 175), or: naive(512) },
  milliseconds(coldStartName, "wasm", 90),
  kilobytes("wasm", 10),
];

/** Which goals are reached, as lines of text; those that were measured. */
export function goalsTableOf(findings: Findings, all = goals): string {
  const rows = all.flatMap((goal) => {
    const row = rowOf(goal, findings);
    return row ? [row] : [];
  });
  return rows.length === 0 ? "" : `${aligned([["goals", "wanted", "found", ""], ...rows])}\n`;
}

function rowOf(goal: Goal, findings: Findings): readonly string[] | undefined {
  const found = goal.found(findings);
  if (found === undefined) return undefined;
  const { workload, figure, bound, wanted, unit, or } = goal;
  if (!isReached(goal, found) && or && isReached(or, or.found(findings))) return rowOf(or, findings);
  return [
    `  ${workload}: ${figure}`,
    `${bound} ${digits(wanted)} ${unit}`,
    `${digits(found)} ${unit}`,
    isReached(goal, found) ? "reached" : "missed",
  ];
}

function isReached({ bound, wanted }: Goal, found: number | undefined): boolean {
  if (found === undefined) return false;
  return bound === "at least" ? found >= wanted : found <= wanted;
}

function ratio(workload: string, against: string, wanted: number, { target = "wasm", threads = 1 } = {}): Goal {
  const isIt = (each: Comparison): boolean =>
    each.workload === workload && each.target === target && each.against === against && each.threads === threads;
  return {
    workload,
    figure: `${target}${threads === 1 ? "" : `, ${threads} threads`}, against ${against}`,
    bound: "at least",
    wanted,
    unit: "x",
    found: ({ comparisons }) => comparisons.find(isIt)?.ratio,
  };
}

/** The median over several workloads. */
function medianRatio(names: readonly string[], against: string, wanted: number): Goal {
  const all = names.map((name) => ratio(name, against, wanted));
  const [first = ratio("", against, wanted)] = all;
  return {
    ...first,
    workload: "useLite, the sentences' median",
    over: names,
    found: (findings) => {
      const ratios = all.flatMap((goal) => goal.found(findings) ?? []);
      return ratios.length === 0 ? undefined : spreadOf(ratios).median;
    },
  };
}

function naive(seq: number): Goal {
  return ratio(`${kernel} seq ${seq}`, "naive-in-out", 8, { target: "typescript" });
}

function milliseconds(workload: string, target: string, wanted: number): Goal {
  return {
    workload,
    figure: `time of ${target}`,
    bound: "at most",
    wanted,
    unit: "ms",
    found: ({ measurements }) => {
      const timings = measurements.filter((each) => each.workload === workload).flatMap((each) => each.timings);
      const timing = timings.find(({ name, threads }) => name === target && threads === 1);
      return timing && timing.seconds * 1000;
    },
  };
}

function kilobytes(target: string, wanted: number): Goal {
  return {
    workload: SIZE,
    figure: target,
    bound: "at most",
    wanted,
    unit: "kB",
    found: ({ sizes }) => {
      const size = sizes.find(({ name }) => name === target);
      return size && size.bytes / 1000;
    },
  };
}
