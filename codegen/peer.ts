/** A package that heddle needs for a command, and that the user has not installed. */
export class MissingPeerError extends Error {
  override readonly name = "MissingPeerError";

  /** @param peer the name of the package */
  constructor(readonly peer: string) {
    super(`heddle needs ${peer} for this: npm install --save-dev ${peer}`);
  }
}

/**
 * Loads something that needs an optional peer dependency.
 *
 * @param peer the name of the package
 * @param load imports it: `() => import("esbuild")`
 * @throws MissingPeerError if that package is not installed
 */
export async function importPeer<T>(peer: string, load: () => Promise<T>): Promise<T> {
  try {
    return await load();
  } catch (error) {
    if (isMissing(peer, error)) throw new MissingPeerError(peer);
    throw error;
  }
}

function isMissing(peer: string, error: unknown): boolean {
  return (
    error instanceof Error &&
    "code" in error &&
    error.code === "ERR_MODULE_NOT_FOUND" &&
    error.message.startsWith(`Cannot find package '${peer}'`)
  );
}
