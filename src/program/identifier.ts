/** Words that JavaScript keeps for itself, in strict code and in modules, and names that objects give a meaning to. */
const reserved: ReadonlySet<string> = new Set(
  (
    "arguments await break case catch class const constructor continue debugger default delete do else enum eval " +
    "export extends false finally for function globalThis if implements import in Infinity instanceof interface let " +
    "NaN new null package private protected prototype public return static super switch this throw true try typeof " +
    "undefined var void while with yield __proto__"
  ).split(" "),
);

const longest = 64;

/**
 * Checks a name that will stand in generated code: letters, digits and `_`, not starting with a digit, at most 64 of
 * them, and no word that JavaScript keeps for itself.
 * @param what what bears the name, as the message says it: `"program mha: the input"`
 * @throws TypeError if the name can't be used
 */
export function checkIdentifier(what: string, name: string): void {
  const problem = problemOf(name);
  if (problem !== undefined) throw new TypeError(`${what} ${JSON.stringify(name)} can't be used as a name: ${problem}`);
}

function problemOf(name: string): string | undefined {
  if (!/^[A-Za-z_][A-Za-z0-9_]*$/.test(name)) return "use letters, digits and _, and no digit first";
  if (name.length > longest) return `it has ${name.length} characters, at most ${longest} are allowed`;
  if (reserved.has(name)) return "JavaScript keeps this word for itself";
  return undefined;
}
