/**
 * Checks the package as it would be published: what is in it, whether its exports and types resolve, and whether it
 * loads and its CLI starts in a folder where nothing else is installed. Run after the build: `npm run package:check`.
 */
import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

const root = fileURLToPath(new URL("..", import.meta.url));
const manifest = JSON.parse(readFileSync(join(root, "package.json"), "utf8"));
const modules = Object.keys(manifest.exports)
  .filter((path) => !path.endsWith(".json"))
  .map((path) => manifest.name + path.slice(1));

/** Files that a package may hold. */
const allowed =
  /^(?:dist\/(?:src|codegen)\/.+\.(?:js|d\.ts)|docs\/errors\/[\w-]+\.md|README\.md|CHANGELOG\.md|LICENSE|package\.json)$/;

/** Runs a command and gives its output; its own messages go to the terminal. */
function run(command, args, cwd = root) {
  return execFileSync(command, args, { cwd, encoding: "utf8", stdio: ["ignore", "pipe", "inherit"] });
}

/** Runs a tool of the development dependencies and shows what it says, also when it fails. */
function runTool(name, ...args) {
  execFileSync("npx", ["--no-install", name, ...args], { cwd: root, stdio: "inherit" });
}

/** Packs into `folder`; gives the tarball's path. */
function pack(folder) {
  const [packed] = JSON.parse(run("npm", ["pack", "--json", "--ignore-scripts", "--pack-destination", folder]));
  const strangers = packed.files.map(({ path }) => path).filter((path) => !allowed.test(path));
  if (strangers.length > 0) throw new Error(`files that don't belong in the package: ${strangers.join(", ")}`);
  console.log(
    `${packed.filename}: ${packed.files.length} files, ${packed.size} bytes, ${packed.unpackedSize} unpacked`,
  );
  return join(folder, packed.filename);
}

/** Unpacks into `folder`'s node_modules, where nothing else is; gives the folder of the package. */
function unpack(tarball, folder) {
  const place = join(folder, "node_modules", manifest.name);
  mkdirSync(place, { recursive: true });
  run("tar", ["-xzf", tarball, "--strip-components=1", "-C", place]);
  return place;
}

/** Imports each module in a fresh process, and starts the CLI. */
function checkThatItLoads(folder, place) {
  for (const module of modules) {
    const names = `console.log(Object.keys(await import(${JSON.stringify(module)})).length)`;
    console.log(
      `import "${module}": ${run(process.execPath, ["--input-type=module", "-e", names], folder).trim()} names`,
    );
  }
  for (const [name, path] of Object.entries(manifest.bin)) {
    const version = run(process.execPath, [join(place, path), "--version"], folder).trim();
    if (version !== manifest.version) throw new Error(`${name} --version says ${version}`);
  }
}

/**
 * Bundles each module for browsers where nothing else is installed: an import of another package or of a Node built-in
 * anywhere in its graph is an error.
 */
async function checkThatItStandsAlone(folder) {
  for (const module of modules) {
    const entry = join(folder, "entry.mjs");
    writeFileSync(entry, `export * from ${JSON.stringify(module)};\n`);
    const { outputFiles } = await build({
      absWorkingDir: folder,
      entryPoints: [entry],
      bundle: true,
      write: false,
      minify: true,
      format: "esm",
      platform: "browser",
      logLevel: "error",
    });
    console.log(`bundle of "${module}" for browsers: ${outputFiles[0].contents.length} bytes, no dependency`);
  }
}

if (!existsSync(join(root, "dist"))) throw new Error("there is no dist: run npm run build first");
const folder = mkdtempSync(join(tmpdir(), "heddle-package-"));
try {
  const tarball = pack(folder);
  runTool("publint", "run", tarball, "--strict");
  runTool("attw", tarball, "--profile", "esm-only");
  const place = unpack(tarball, folder);
  checkThatItLoads(folder, place);
  await checkThatItStandsAlone(folder);
  console.log("package: fine");
} finally {
  rmSync(folder, { recursive: true, force: true });
}
