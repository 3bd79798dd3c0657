/** A case that heddle has no way to compute. The message is the reason. */
export class Unsupported extends Error {
  override readonly name = "Unsupported";
}

/** A case whose expected values can't be right, so that no result meets them. The message is what is wrong. */
export class Contradiction extends Error {
  override readonly name = "Contradiction";
}
