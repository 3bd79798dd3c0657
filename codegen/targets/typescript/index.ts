export { emitModule, emitTypes, packageFile, type Statement } from "./emit.js";
export { compileParameters, type CreateOption, type Entry, hasOwnTypes, header, typeImports } from "./entry.js";
export { type Host, hostOf } from "./host-types.js";
export { typesModule } from "./module-types.js";
export { typeScriptModule } from "./source.js";
