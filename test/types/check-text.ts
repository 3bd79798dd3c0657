import { fileURLToPath } from "node:url";
import ts from "typescript59";

/*
 * Checks texts as if they were files of this repository, with the API of TypeScript 5.9. The library and the
 * language's own declarations are read and parsed once for all programs; each program has a checker of its own, so
 * that none profits from types that another one made.
 */

/** What the compiler makes of a text. */
export interface CheckedText {
  /** How often the checker put arguments in for type parameters: the cost of a check, the same in every run. */
  readonly instantiations: number;
  /** The messages of the errors. */
  readonly errors: readonly string[];
}

const root = fileURLToPath(new URL("../..", import.meta.url));
const options = compilerOptions();
const host = ts.createCompilerHost(options);
const parsed = new Map<string, ts.SourceFile | undefined>();
let last: ts.Program | undefined;

/**
 * Checks texts that may import from `heddle` and, as `./text0.js`, from the first of them. They are the files of one
 * program and checked one after the other: what one of them costs is counted by itself.
 */
export function checkTexts(texts: readonly string[]): CheckedText[] {
  const { program, files } = createProgram(texts);
  let before = program.getInstantiationCount();
  return files.map((file) => {
    const diagnostics = [...program.getSyntacticDiagnostics(file), ...program.getSemanticDiagnostics(file)];
    const instantiations = program.getInstantiationCount() - before;
    before += instantiations;
    return {
      instantiations,
      errors: diagnostics.map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, "\n")),
    };
  });
}

/** The names of what the package exports, types left out. */
export function exportedValues(): string[] {
  const { program, files } = createProgram(['import * as heddle from "heddle";']);
  const checker = program.getTypeChecker();
  const declaration = files[0]?.statements[0];
  if (declaration === undefined || !ts.isImportDeclaration(declaration)) return [];
  const library = checker.getSymbolAtLocation(declaration.moduleSpecifier);
  return (library ? checker.getExportsOfModule(library) : [])
    .map((symbol) => (symbol.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(symbol) : symbol))
    .filter(({ flags }) => flags & ts.SymbolFlags.Value)
    .map(({ name }) => name);
}

function createProgram(texts: readonly string[]): { program: ts.Program; files: ts.SourceFile[] } {
  const entries = texts.map((text, index) => {
    const path = `${root}test/types/text${index}.ts`;
    const settings = { languageVersion: ts.ScriptTarget.ES2022, impliedNodeFormat: ts.ModuleKind.ESNext } as const;
    return [path, ts.createSourceFile(path, text, settings)] as const;
  });
  const files = new Map(entries);
  const getSourceFile: ts.CompilerHost["getSourceFile"] = (path, ...rest) => {
    const file = files.get(path);
    if (file) return file;
    if (!parsed.has(path)) parsed.set(path, host.getSourceFile(path, ...rest));
    return parsed.get(path);
  };
  const fileExists = (path: string) => files.has(path) || host.fileExists(path);
  last = ts.createProgram([...files.keys()], options, { ...host, getSourceFile, fileExists }, last);
  return { program: last, files: [...files.values()] };
}

/** The project's own options; unused names are no error, as texts declare more than they use. */
function compilerOptions(): ts.CompilerOptions {
  const { config } = ts.readConfigFile(`${root}tsconfig.json`, (path) => ts.sys.readFile(path));
  const parsedConfig = ts.parseJsonConfigFileContent({ ...config, include: ["src/index.ts"] }, ts.sys, root);
  return { ...parsedConfig.options, types: [], noUnusedLocals: false, noUnusedParameters: false };
}
