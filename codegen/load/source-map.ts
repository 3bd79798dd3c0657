import { SourceMap } from "node:module";
import { join } from "node:path";
import type { SourceLocation, StackReader } from "./source.js";

/** Finds the user's own lines for a module that was bundled from their files. */
export class BundleSources implements StackReader {
  readonly #map: SourceMap;
  readonly #texts: ReadonlyMap<string, string>;
  readonly #frame: RegExp;

  /**
   * @param folder the absolute folder that the map's sources are relative to
   * @param moduleName the file name that the bundle ran under, unlike any other in a stack
   * @param map the source map, as JSON
   */
  constructor(
    readonly folder: string,
    moduleName: string,
    map: string,
  ) {
    const { sources, sourcesContent, mappings } = parseMap(map);
    const payload = { version: 3, file: moduleName, sourceRoot: "", names: [], sources, sourcesContent, mappings };
    this.#map = new SourceMap(payload);
    this.#texts = new Map(sources.map((source, index) => [source, sourcesContent[index] ?? ""]));
    this.#frame = new RegExp(`[^\\s(]*${moduleName.replaceAll(".", "\\.")}:(\\d+):(\\d+)`, "g");
  }

  locate(error: unknown): SourceLocation | undefined {
    if (!(error instanceof Error)) return undefined;
    for (const [, line, column] of (error.stack ?? "").matchAll(this.#frame)) {
      const location = this.#original(Number(line), Number(column));
      if (location !== undefined) return location;
    }
    return undefined;
  }

  mapStack(stack: string): string {
    return stack.replaceAll(this.#frame, (frame: string, line: string, column: string) => {
      const original = this.#original(Number(line), Number(column));
      return original === undefined ? frame : `${original.file}:${original.line}:${original.column}`;
    });
  }

  /** The first place that matches `pattern` in the user's files, or in the one that is named relative to the folder. */
  find(pattern: RegExp, only?: string): SourceLocation | undefined {
    for (const [source, text] of this.#texts) {
      const start = only === undefined || source === only ? text.search(pattern) : -1;
      if (start === -1) continue;
      const lines = text.slice(0, start).split("\n");
      return { file: join(this.folder, source), line: lines.length, column: (lines.at(-1)?.length ?? 0) + 1 };
    }
    return undefined;
  }

  /** The first import of a module by a specifier with that ending. */
  findImport(ending: string): SourceLocation | undefined {
    const literal = ending.replaceAll(/[.*+?^${}()|[\]\\]/g, "\\$&");
    return this.find(new RegExp(`["'][^"'\n]*${literal}["']`));
  }

  /** Node counts lines and columns of a source map from 0, stacks count from 1. */
  #original(line: number, column: number): SourceLocation | undefined {
    const entry = this.#map.findEntry(line - 1, column - 1);
    if (!("originalSource" in entry) || !this.#texts.has(entry.originalSource)) return undefined;
    return {
      file: join(this.folder, entry.originalSource),
      line: entry.originalLine + 1,
      column: entry.originalColumn + 1,
    };
  }
}

interface MapParts {
  readonly sources: string[];
  readonly sourcesContent: string[];
  readonly mappings: string;
}

function parseMap(json: string): MapParts {
  const map: unknown = JSON.parse(json);
  if (typeof map === "object" && map !== null && "sources" in map && "sourcesContent" in map && "mappings" in map) {
    const { sources, sourcesContent, mappings } = map;
    if (isTexts(sources) && isTexts(sourcesContent) && typeof mappings === "string") {
      return { sources, sourcesContent, mappings };
    }
  }
  throw new Error("esbuild gave a source map without sources");
}

function isTexts(value: unknown): value is string[] {
  return Array.isArray(value) && value.every((item) => typeof item === "string");
}
