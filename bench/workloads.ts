import { programFor } from "./programs.js";
import type { Task } from "./tasks.js";

/** A task with a name for reports. */
export interface Workload {
  readonly name: string;
  readonly task: Task;
  /** Whether it is part of a quick run. */
  readonly isQuick: boolean;
}

const width = { width: 512, heads: 8 } as const;
const full = { kind: "layer", isCausal: false, ...width } as const;
const causal = { kind: "layer", isCausal: true, ...width } as const;
const decode = { kind: "decode", ...width } as const;

/** Every workload, in the order of reports. */
export const workloads: readonly Workload[] = [
  workload("seq 16", { ...full, seq: 16 }),
  workload("seq 128", { ...full, seq: 128 }, { isQuick: true }),
  workload("seq 512", { ...full, seq: 512 }),
  workload("seq 1024", { ...full, seq: 1024 }),
  workload("seq 512", { ...causal, seq: 512 }),
  workload("seq 1024", { ...causal, seq: 1024 }),
  workload("cache 256", { ...decode, past: 256 }, { isQuick: true }),
  workload("cache 1024", { ...decode, past: 1024 }),
  workload("rows 128", { kind: "product", rows: 128, depth: 512, columns: 512 }),
];

function workload(size: string, task: Task, { isQuick = false } = {}): Workload {
  return { name: `${programFor(task).name} ${size}`, task, isQuick };
}
