import { existsSync, readdirSync, readFileSync } from "node:fs";

/*
 * The cases lie in type-tests, a program of its own for each folder with a tsconfig: `cases`, and others for settings
 * that hold for a whole program. In each there is a folder for each kind of case, with a file for each family of
 * operations.
 */

const typeTests = new URL("../../type-tests/", import.meta.url);

/** The folders in type-tests that hold a program of cases. */
export const projects: readonly string[] = readdirSync(typeTests).filter((name) =>
  existsSync(new URL(`${name}/tsconfig.json`, typeTests)),
);

/** What is expected of the cases in a file, after the folder that it lies in. */
export type Kind =
  | "messages"
  | "results"
  | "generic-accepted"
  | "generic-refused"
  | "arithmetic"
  | "hovers"
  | "attacks";

/** A file of cases. */
export interface CaseFile {
  /** Project and family: `cases/einsum`. */
  readonly name: string;
  /** From the root of the repository, as compilers print it. */
  readonly path: string;
  readonly url: URL;
  readonly lines: readonly string[];
}

/** The files of one kind, from all projects. */
export function caseFiles(kind: Kind): CaseFile[] {
  return projects.flatMap((project) => {
    const folder = new URL(`${project}/${kind}/`, typeTests);
    if (!existsSync(folder)) return [];
    return readdirSync(folder)
      .filter((file) => file.endsWith(".ts"))
      .toSorted()
      .map((file) => caseFile(project, kind, file));
  });
}

function caseFile(project: string, kind: Kind, file: string): CaseFile {
  const url = new URL(`${project}/${kind}/${file}`, typeTests);
  return {
    name: `${project}/${file.replace(/\.ts$/, "")}`,
    path: `type-tests/${project}/${kind}/${file}`,
    url,
    lines: readFileSync(url, "utf8").split("\n"),
  };
}

/** The numbers, from 1, of the lines that start with `prefix`. */
export function linesStartingWith(prefix: string, { lines }: CaseFile): number[] {
  return [...lines.keys()].filter((index) => lines[index]?.startsWith(prefix)).map((index) => index + 1);
}
