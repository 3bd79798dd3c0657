import type { Sample } from "../measure.js";

/** What a child says when it is ready: which variant was the fastest, and what that computed. */
export interface ReadyMessage {
  readonly kind: "ready";
  readonly variant: string;
  readonly result?: { readonly data: Float32Array; readonly from: number };
  readonly operations?: number;
  readonly isOtherWork?: boolean;
}

/** What a run took. */
export interface TimeMessage {
  readonly kind: "time";
  readonly sample: Sample;
}

/** Why a child can't go on. */
export interface FailedMessage {
  readonly kind: "failed";
  readonly reason: string;
}

/** What a child may say. */
export type ChildMessage = ReadyMessage | TimeMessage | FailedMessage;

/** What a child is asked for: that many runs. */
export interface TimeRequest {
  readonly repeats: number;
}

/** Whether this is what a child says; what else arrives is not for the bench. */
export function isChildMessage(value: unknown): value is ChildMessage {
  return (
    typeof value === "object" &&
    value !== null &&
    "kind" in value &&
    (value.kind === "ready" || value.kind === "time" || value.kind === "failed")
  );
}

/** Whether a child is asked for runs. */
export function isTimeRequest(value: unknown): value is TimeRequest {
  return typeof value === "object" && value !== null && "repeats" in value && typeof value.repeats === "number";
}
