import { build } from "esbuild";

/** A module's text as a bundler writes it for a page: as a module, or as a script. */
export async function bundled(contents: string, format: "esm" | "iife" = "esm"): Promise<string> {
  const { outputFiles, warnings } = await build({
    stdin: { contents, loader: "js" },
    bundle: true,
    write: false,
    format,
    platform: "browser",
    target: "es2022",
    logLevel: "silent",
  });
  if (warnings.length > 0) throw new Error(warnings.map(({ text }) => text).join("\n"));
  return outputFiles[0]?.text ?? "";
}
