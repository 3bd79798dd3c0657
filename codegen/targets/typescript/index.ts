export { printTypeScript, type TypeScriptFiles } from "./source.js";
