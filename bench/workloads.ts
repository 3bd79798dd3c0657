import { programName } from "./programs.js";
import { knownSentences } from "./sentences.js";
import type { Task } from "./tasks.js";

/** A task with a name for reports. */
export interface Workload {
  readonly name: string;
  readonly task: Task;
  /** Whether it is part of a quick run. */
  readonly isQuick: boolean;
  /** The only target that does it, where it is held against its ceiling alone. */
  readonly only?: string;
}

const size = { width: 512, heads: 8 } as const;
const full = { kind: "layer", isCausal: false, ...size } as const;
const causal = { kind: "layer", isCausal: true, ...size } as const;
const decode = { kind: "decode", ...size } as const;

/** Layers of other sizes, and lengths that fill no tile. */
const otherSizes: readonly Task[] = [
  ...[17, 197, 1000].map((seq) => fullLayer(512, 8, seq)),
  ...[128, 197, 512].flatMap((seq) => [
    fullLayer(256, 4, seq),
    fullLayer(384, 12, seq),
    fullLayer(768, 12, seq),
    fullLayer(1024, 16, seq),
  ]),
];

/** Every workload, in the order of reports. */
export const workloads: readonly Workload[] = [
  workload({ ...full, seq: 16 }),
  workload({ ...full, seq: 128 }, { isQuick: true }),
  workload({ ...full, seq: 512 }),
  workload({ ...full, seq: 1024 }),
  workload({ ...causal, seq: 512 }),
  workload({ ...causal, seq: 1024 }),
  workload({ ...decode, past: 256 }, { isQuick: true }),
  workload({ ...decode, past: 1024 }),
  workload({ kind: "text", tokens: 512 }, { isQuick: true }),
  workload({ kind: "product", rows: 128, depth: 512, columns: 512 }),
  ...knownSentences().map(({ ids }, sentence) => workload({ kind: "sentence", sentence, ids })),
  ...otherSizes.map((task) => workload(task, { only: "wasm" })),
];

function fullLayer(width: number, heads: number, seq: number): Task {
  return { kind: "layer", isCausal: false, width, heads, seq };
}

function workload(task: Task, { isQuick = false, only }: { isQuick?: boolean; only?: string } = {}): Workload {
  return { name: `${programName(task)} ${sizeName(task)}`, task, isQuick, ...(only !== undefined && { only }) };
}

function sizeName(task: Task): string {
  switch (task.kind) {
    case "layer":
      return `seq ${task.seq}`;
    case "decode":
      return `cache ${task.past}`;
    case "product":
      return `rows ${task.rows}`;
    case "sentence":
      return `sentence ${task.sentence + 1}`;
    case "text":
      return `tokens ${task.tokens}`;
  }
}
