#!/usr/bin/env node
import { runInProcess } from "./cli/index.js";
import { importPeer } from "./peer.js";

await runInProcess(async () => {
  const { compileKernel } = await importPeer("ts-morph", () => import("./compile.js"));
  return compileKernel;
});
