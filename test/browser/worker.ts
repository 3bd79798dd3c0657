import { type BrowserCase, type CaseResult, runCase } from "./run-case.js";

/* Runs in a worker of the page: runs the case that it is sent and sends back the result. */

/** What is used of a worker's own scope: its types come with the DOM's. */
declare const self: {
  addEventListener(event: "message", heard: (message: { readonly data: BrowserCase }) => void): void;
  postMessage(result: CaseResult, transferred: readonly object[]): void;
};

self.addEventListener("message", ({ data }) => void runCase(data).then((result) => self.postMessage(result, [])));
