import { type BrowserCase, type CaseResult, runCase } from "./run-case.js";

/*
 * Runs in a page: takes the cases from the server that the page comes from, runs one after the other, and sends it the
 * results.
 */

/** What is used of a worker: its types come with the DOM's. */
interface CaseWorker {
  addEventListener(event: "message", heard: (message: { readonly data: CaseResult }) => void): void;
  addEventListener(event: "error", heard: (error: { readonly message: string }) => void): void;
  postMessage(given: BrowserCase, transferred: readonly object[]): void;
  terminate(): void;
}

declare const Worker: new (url: string, options: { readonly type: "module" }) => CaseWorker;

async function runInWorker(given: BrowserCase): Promise<CaseResult> {
  const worker = new Worker("/worker.js", { type: "module" });
  try {
    return await new Promise<CaseResult>((resolve, reject) => {
      worker.addEventListener("message", ({ data }) => resolve(data));
      worker.addEventListener("error", ({ message }) => reject(new Error(message)));
      worker.postMessage(given, []);
    });
  } finally {
    worker.terminate();
  }
}

const cases: readonly BrowserCase[] = JSON.parse(await (await fetch("/cases.json")).text());
const results: CaseResult[] = [];
for (const each of cases) results.push(await (each.caller === "page" ? runCase(each) : runInWorker(each)));
await fetch("/results", { method: "POST", body: JSON.stringify(results) });
