/** A folder of cases that can't be used: something is missing, damaged, or contradicts itself. */
export class FolderError extends Error {
  override readonly name = "FolderError";
}
