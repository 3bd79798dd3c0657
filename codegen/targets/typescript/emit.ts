import { IndentationText, Project, type StatementStructures, ts } from "ts-morph";
import type { KernelFile } from "../../kernel.js";

/** A piece of a module: as text, or as ts-morph describes it. */
export type Statement = string | StatementStructures;

// Each export says its types in full, so that neither output needs a type checker.
const compilerOptions = {
  target: ts.ScriptTarget.ES2022,
  module: ts.ModuleKind.ESNext,
  newLine: ts.NewLineKind.LineFeed,
  isolatedDeclarations: true,
  declaration: true,
};

/** One module of a kernel's folder: the TypeScript to read, the JavaScript to run, and its types. */
export function emitModule(name: string, statements: readonly Statement[]): readonly KernelFile[] {
  const text = formatted(name, statements);
  return [
    { path: `${name}.ts`, text },
    { path: `${name}.js`, text: ts.transpileModule(text, { compilerOptions }).outputText },
    { path: `${name}.d.ts`, text: ts.transpileDeclaration(text, { compilerOptions }).outputText },
  ];
}

/** A module of types alone, which nothing asks for at run time. */
export function emitTypes(name: string, statements: readonly Statement[]): readonly KernelFile[] {
  return emitModule(name, statements).filter(({ path }) => path.endsWith(".ts"));
}

/** Says that a kernel's `.js` files are ES modules, also in a project whose files are CommonJS. */
export const packageFile: KernelFile = {
  path: "package.json",
  text: `${JSON.stringify({ type: "module", sideEffects: false }, undefined, 2)}\n`,
};

function formatted(name: string, statements: readonly Statement[]): string {
  const project = new Project({
    useInMemoryFileSystem: true,
    manipulationSettings: { indentationText: IndentationText.TwoSpaces },
  });
  const source = project.createSourceFile(`${name}.ts`, { statements: [...statements] });
  source.formatText({ indentSize: 2 });
  return source.getFullText();
}
