import type { Job, MatrixJob } from "./job.js";

/**
 * The job of someone who does no models.
 * @throws RangeError for a sentence or a text
 */
export function matrixJob(job: Job): MatrixJob {
  if (job.kind === "sentence" || job.kind === "text") throw new RangeError("only matrices can be computed");
  return job;
}
