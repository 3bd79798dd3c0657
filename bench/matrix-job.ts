import type { Job, MatrixJob } from "./job.js";

/**
 * The job of someone who does no sentences.
 * @throws RangeError for a sentence
 */
export function matrixJob(job: Job): MatrixJob {
  if (job.kind === "sentence") throw new RangeError("only matrices can be computed");
  return job;
}
