/** A kernel to make and call in a browser. */
export interface BrowserCase {
  readonly name: string;
  /** Whether a page calls it, or a worker of that page. */
  readonly caller: "page" | "worker";
  /** The URL of the kernel's module, and the name of the function that it exports. */
  readonly module: string;
  readonly create: string;
  readonly options: Readonly<Record<string, unknown>>;
  /** URLs of the elements, by name. */
  readonly params: Readonly<Record<string, string>>;
  readonly inputs: Readonly<Record<string, string>>;
}

/** What the call gave, or the error. */
export interface CaseResult {
  readonly name: string;
  /** Whether the page may share memory between threads. */
  readonly isIsolated: boolean;
  readonly data: readonly number[];
  /** Of the fastest of several calls. */
  readonly milliseconds: number;
  readonly warnings: readonly string[];
  readonly error?: string;
}

type Arrays = Readonly<Record<string, Float32Array>>;

/** A kernel without its types; modules are imported by URL. */
interface PlainKernel {
  (inputs: Arrays): { readonly data: Float32Array };
  dispose(): void;
}

declare const crossOriginIsolated: boolean;

const CALLS = 20;

/** Makes the kernel, calls it, and tells what came of it. */
export async function runCase(given: BrowserCase): Promise<CaseResult> {
  const warnings: string[] = [];
  console.warn = (...parts: readonly unknown[]) => void warnings.push(parts.join(" "));
  const common = { name: given.name, isIsolated: crossOriginIsolated, warnings };
  try {
    const module: Readonly<Record<string, unknown>> = await import(given.module);
    const create = module[given.create];
    if (!isCreate(create)) throw new TypeError(`${given.module} exports no ${given.create}`);
    const kernel = await create(await loaded(given.params), given.options);
    const inputs = await loaded(given.inputs);
    const times = Array.from({ length: CALLS }, () => {
      const start = performance.now();
      kernel(inputs);
      return performance.now() - start;
    });
    const { data } = kernel(inputs);
    kernel.dispose();
    return { ...common, data: [...data], milliseconds: Math.min(...times) };
  } catch (error) {
    return { ...common, data: [], milliseconds: 0, error: String(error) };
  }
}

async function loaded(urls: Readonly<Record<string, string>>): Promise<Arrays> {
  const entries = Object.entries(urls).map(async ([name, url]) => {
    const response = await fetch(url);
    if (!response.ok) throw new Error(`${url} has status ${response.status}`);
    return [name, new Float32Array(await response.arrayBuffer())] as const;
  });
  return Object.fromEntries(await Promise.all(entries));
}

function isCreate(value: unknown): value is (params: Arrays, options: unknown) => Promise<PlainKernel> {
  return typeof value === "function";
}
