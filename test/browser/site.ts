import { once } from "node:events";
import { readFile } from "node:fs/promises";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import { extname, join } from "node:path";
import type { CaseResult } from "./run-case.js";

const types: Readonly<Record<string, string>> = {
  ".html": "text/html",
  ".js": "text/javascript",
  ".json": "application/json",
  ".wasm": "application/wasm",
};

/** With these a page may share memory between threads. */
const isolation = { "cross-origin-opener-policy": "same-origin", "cross-origin-embedder-policy": "require-corp" };

/** Serves a folder on this machine, and takes the results that a page sends. */
export class Site {
  readonly #server: Server;
  /** The results of the page. */
  readonly results: Promise<readonly CaseResult[]>;

  /** With `isIsolated` pages may share memory between threads. */
  constructor(folder: string, { isIsolated }: { readonly isIsolated: boolean }) {
    let resolve: (results: readonly CaseResult[]) => void = () => {};
    this.results = new Promise((each) => (resolve = each));
    const headers = isIsolated ? isolation : {};
    const answer = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
      if (request.method === "POST") {
        const chunks: Buffer[] = [];
        for await (const chunk of request) chunks.push(chunk);
        resolve(JSON.parse(Buffer.concat(chunks).toString()));
        response.writeHead(200, headers).end();
        return;
      }
      const { pathname } = new URL(request.url ?? "/", "http://localhost");
      const path = pathname === "/" ? "/index.html" : pathname;
      const content = await readFile(join(folder, path)).catch(() => undefined);
      if (!content) response.writeHead(404, headers).end();
      else response.writeHead(200, { ...headers, "content-type": types[extname(path)] ?? "" }).end(content);
    };
    this.#server = createServer((request, response) => void answer(request, response));
  }

  /** Starts; gives the URL of the page. */
  async start(): Promise<string> {
    this.#server.listen(0, "localhost");
    await once(this.#server, "listening");
    const address = this.#server.address();
    if (typeof address !== "object" || !address) throw new Error("the server has no port");
    return `http://localhost:${address.port}/`;
  }

  /** Stops. */
  close(): void {
    this.#server.close();
    this.#server.closeAllConnections();
  }
}
