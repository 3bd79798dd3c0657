import { spawn } from "node:child_process";
import type { ChildProcessWithoutNullStreams } from "node:child_process";
import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";

/*
 * What an editor shows, from the servers that editors use: tsserver of TypeScript 5.9 and 6.0, and the language server
 * of 7.0. Both answer in JSON with a header of its length; tsserver reads a request a line, the language server reads
 * the form that it writes.
 */

/** A place in a file; lines and columns count from 0. */
export interface Position {
  readonly line: number;
  readonly character: number;
}

const root = fileURLToPath(new URL("../..", import.meta.url));
const require = createRequire(import.meta.url);

/**
 * The texts of hovers in a file, without documentation.
 *
 * @param compiler the npm name of the compiler
 * @param path from the root of the repository
 */
export function hoversOf(compiler: string, path: string, positions: readonly Position[]): Promise<string[]> {
  const folder = dirname(require.resolve(`${compiler}/package.json`));
  return compiler === "typescript"
    ? hoversOfLanguageServer(join(folder, "bin", "tsc"), join(root, path), positions)
    : hoversOfTsserver(join(folder, "lib", "tsserver.js"), join(root, path), positions);
}

async function hoversOfTsserver(tsserver: string, file: string, positions: readonly Position[]): Promise<string[]> {
  const server = new Server(tsserver, ["--disableAutomaticTypingAcquisition"], "request_seq");
  try {
    const request = (seq: number, command: string, argument: object) =>
      server.send(seq, `${JSON.stringify({ seq, type: "request", command, arguments: { file, ...argument } })}\n`);
    void request(1, "open", {});
    const texts: string[] = [];
    for (const [i, { line, character }] of positions.entries()) {
      const answer = await request(i + 2, "quickinfo", { line: line + 1, offset: character + 1 });
      texts.push(textAt(answer, "body", "displayString"));
    }
    return texts;
  } finally {
    server.end();
  }
}

async function hoversOfLanguageServer(tsc: string, file: string, positions: readonly Position[]): Promise<string[]> {
  const server = new Server(tsc, ["--lsp", "--stdio"], "id");
  try {
    const request = (id: number, method: string, params: object) => server.send(id, framed({ id, method, params }));
    const uri = pathToFileURL(file).href;
    const capabilities = { textDocument: { hover: { contentFormat: ["markdown"] } } };
    await request(1, "initialize", { processId: null, rootUri: pathToFileURL(root).href, capabilities });
    server.write(framed({ method: "initialized", params: {} }));
    const text = await readFile(file, "utf8");
    const textDocument = { uri, languageId: "typescript", version: 1, text };
    server.write(framed({ method: "textDocument/didOpen", params: { textDocument } }));
    const texts: string[] = [];
    for (const [i, position] of positions.entries()) {
      const answer = await request(i + 2, "textDocument/hover", { textDocument: { uri }, position });
      texts.push(codeOf(textAt(answer, "result", "contents", "value")));
    }
    return texts;
  } finally {
    server.end();
  }
}

/** A message with the header that the language server expects. */
function framed(message: object): string {
  const body = JSON.stringify({ jsonrpc: "2.0", ...message });
  return `Content-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`;
}

/** The code block that a hover in Markdown starts with. */
function codeOf(markdown: string): string {
  return /^```\w*\n([^]*?)\n```/.exec(markdown)?.[1] ?? markdown;
}

function textAt(answer: unknown, ...keys: readonly string[]): string {
  const value = keys.reduce<unknown>((inner, key) => {
    return typeof inner === "object" && inner !== null ? Reflect.get(inner, key) : undefined;
  }, answer);
  if (typeof value !== "string") throw new Error(`no ${keys.join(".")} in ${JSON.stringify(answer)}`);
  return value;
}

/** A process that answers requests by number. */
class Server {
  readonly #process: ChildProcessWithoutNullStreams;
  readonly #waiting = new Map<unknown, (answer: unknown) => void>();
  #received = Buffer.alloc(0);

  /** @param numberKey where an answer says which request it answers */
  constructor(script: string, argv: readonly string[], numberKey: string) {
    this.#process = spawn(process.execPath, [script, ...argv], { cwd: root });
    this.#process.stdout.on("data", (data: Buffer) => {
      this.#received = Buffer.concat([this.#received, data]);
      for (let message = this.#next(); message !== undefined; message = this.#next()) {
        this.#take(JSON.parse(message), numberKey);
      }
    });
  }

  /** Writes a request, and resolves to its answer. */
  send(number: number, text: string): Promise<unknown> {
    return new Promise((resolve) => {
      this.#waiting.set(number, resolve);
      this.write(text);
    });
  }

  write(text: string): void {
    this.#process.stdin.write(text);
  }

  end(): void {
    this.#process.kill();
  }

  #take(message: unknown, numberKey: string): void {
    if (typeof message !== "object" || message === null) return;
    if (!("method" in message)) this.#waiting.get(Reflect.get(message, numberKey))?.(message);
    // The language server asks for settings, and waits: it gets none.
    else if ("id" in message) this.write(framed({ id: message.id, result: null }));
  }

  /** The next message, or undefined while it isn't complete. */
  #next(): string | undefined {
    const header = this.#received.indexOf("\r\n\r\n");
    if (header < 0) return undefined;
    const [, length] = /Content-Length: (\d+)/i.exec(this.#received.toString("utf8", 0, header)) ?? [];
    const end = header + 4 + Number(length);
    if (this.#received.length < end) return undefined;
    const message = this.#received.toString("utf8", header + 4, end);
    this.#received = this.#received.subarray(end);
    return message;
  }
}
