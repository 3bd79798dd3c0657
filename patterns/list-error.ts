/** A list of cases that can't be used: it can't be read, a field is missing or of the wrong kind. */
export class ListError extends Error {
  override readonly name = "ListError";
}
