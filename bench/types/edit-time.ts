import { readFileSync } from "node:fs";
import ts from "typescript59";
import { spreadOf } from "../measure.js";
import type { Spread } from "../measure.js";
import type { Project } from "./package.js";

/** How long an editor waits, in seconds. */
export interface EditTime {
  /** All errors of the file after an edit in its middle. */
  readonly check: Spread;
  /** The first hover after an edit, on a name in the last block. */
  readonly hover: Spread;
}

/** Times the language service of TypeScript 5.9, warm, on a project's file: the middle of it changes back and forth. */
export function timeEdits({ folder, file }: Project, rounds: number): EditTime {
  const { config } = ts.readConfigFile(`${folder}/tsconfig.json`, (path) => ts.sys.readFile(path));
  const { options } = ts.parseJsonConfigFileContent(config, ts.sys, folder);
  const original = readFileSync(file, "utf8");
  const middle = original.indexOf("gelu(", original.length / 2);
  const edited = `${original.slice(0, middle)}tanh${original.slice(middle + 4)}`;
  const hovered = original.lastIndexOf("const probabilities") + "const ".length;
  let version = 0;
  const service = ts.createLanguageService(
    {
      getCompilationSettings: () => options,
      getScriptFileNames: () => [file],
      getScriptVersion: (path) => (path === file ? String(version) : "0"),
      getScriptSnapshot: (path) => {
        const text = path === file ? [original, edited][version % 2] : ts.sys.readFile(path);
        return text === undefined ? undefined : ts.ScriptSnapshot.fromString(text);
      },
      getCurrentDirectory: () => folder,
      getDefaultLibFileName: ts.getDefaultLibFilePath,
      fileExists: (path) => ts.sys.fileExists(path),
      readFile: (path, encoding) => ts.sys.readFile(path, encoding),
      directoryExists: (path) => ts.sys.directoryExists(path),
    },
    ts.createDocumentRegistry(),
  );
  const timeAfterEdit = (ask: () => unknown): number => {
    version++;
    const start = performance.now();
    ask();
    return (performance.now() - start) / 1000;
  };
  const check = () => service.getSemanticDiagnostics(file);
  const hover = () => service.getQuickInfoAtPosition(file, hovered);
  if (check().length > 0 || hover() === undefined) throw new Error(`${file} has errors, or nothing to hover over`);
  for (let warmUp = 0; warmUp < 5; warmUp++) timeAfterEdit(check);
  const times = Array.from({ length: rounds }, () => [timeAfterEdit(check), timeAfterEdit(hover)] as const);
  service.dispose();
  return { check: spreadOf(times.map(([time]) => time)), hover: spreadOf(times.map(([, time]) => time)) };
}
