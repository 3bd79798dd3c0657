/**
 * The module of a package that need not be installed. Its types are what the files beside this one say that the bench
 * uses: named only here, at run time, a package's own declarations are no part of the project's type check.
 */
export function loadPackage<Library>(name: string): Promise<Library> {
  return import(name);
}
