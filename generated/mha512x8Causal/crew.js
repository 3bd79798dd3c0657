// mha512x8Causal: starts and watches the workers that share its calls, written by heddle with the modules beside it.
/** How long a worker may seem to stand still during a call, in milliseconds in which the caller does run. */
const PATIENCE = 10_000;
/** A crew of so many threads, the caller's among them; its workers are still to be started. */
export function makeCrew(threads) {
    const memory = makeMemory();
    const words = new Int32Array(memory.buffer, 0, 16_384);
    const workers = [];
    let failure;
    let hasEnded = false;
    const waiting = { for: 0, since: 0, seen: 0 };
    let maySleep = true;
    /** The caller asks now and then, while it waits for passes that workers have taken, if they will ever come. */
    function stalled() {
        check();
        const now = performance.now();
        const seen = progress();
        // What this thread slept through itself doesn't count.
        waiting.for = seen === waiting.seen ? waiting.for + Math.min(now - waiting.since, 10) : 0;
        waiting.since = now;
        waiting.seen = seen;
        if (waiting.for > PATIENCE)
            fail("it doesn't go on");
        if (waiting.for > 1 && maySleep)
            sleep();
    }
    /** Leaves the processor to others for a moment, where a thread may; in a page the main thread may not. */
    function sleep() {
        try {
            Atomics.wait(words, 192, 0, 0.05);
        }
        catch {
            maySleep = false;
        }
    }
    /** A number that changes while workers work. */
    function progress() {
        let sum = Atomics.load(words, 128) + Atomics.load(words, 64) + Atomics.load(words, 96) + Atomics.load(words, 97);
        for (let thread = 1; thread < threads; thread++)
            sum += Atomics.load(words, 512 + 16 * thread);
        return sum;
    }
    function check() {
        if (failure !== undefined)
            fail(failure);
        if (Atomics.load(words, 192) !== 0)
            fail("it threw an error");
    }
    function fail(reason) {
        failure ??= reason;
        end();
        throw new Error(`mha512x8Causal: a worker of this kernel has failed: ${failure}; make a new kernel`);
    }
    function end() {
        hasEnded = true;
        for (const worker of workers.splice(0))
            worker.end();
    }
    /** Starts one worker; done when it is ready. */
    async function startWorker(code, thread) {
        let tell;
        const ready = new Promise((resolve, reject) => {
            const failed = (reason) => {
                if (!hasEnded)
                    failure ??= reason;
                reject(new Error(`mha512x8Causal: a worker can't be started: ${reason}`));
            };
            tell = { message: (text) => (text === "ready" ? resolve() : failed(text)), failed };
        });
        if (tell === undefined)
            throw new Error("a promise starts at once");
        const worker = await openWorker(tell);
        workers.push(worker);
        worker.post({ code, memory, thread, threads });
        await ready;
        worker.release();
    }
    return {
        memory,
        imports: { heddle: { memory, stalled } },
        async start(code) {
            try {
                await Promise.all(Array.from({ length: threads - 1 }, (_, i) => startWorker(code, i + 1)));
            }
            catch (error) {
                end();
                throw error;
            }
        },
        run(call) {
            check();
            waiting.for = 0;
            call();
            check();
        },
        end,
    };
}
/** A memory that threads share, with room to grow where the engine allows it. */
function makeMemory() {
    for (const maximum of [65_536, 32_768, 16_384, 4096]) {
        try {
            return new WebAssembly.Memory({ initial: 1, maximum, shared: true });
        }
        catch {
            // There are not so many addresses.
        }
    }
    throw new RangeError("mha512x8Causal: there is not enough memory to share");
}
async function openWorker(reports) {
    if (typeof Worker === "function") {
        const worker = new Worker(new URL("./worker.js", import.meta.url), { type: "module" });
        worker.onmessage = ({ data }) => reports.message(data);
        worker.onerror = ({ message = "its module can't be loaded" }) => reports.failed(message);
        return {
            post: (orders) => worker.postMessage(orders),
            release: () => worker.unref?.(),
            end: () => worker.terminate(),
        };
    }
    const module = "node:worker_threads";
    const node = await import(
    /* webpackIgnore: true */ /* @vite-ignore */ module);
    // Bundlers for pages would take a URL in full for that of a file to copy.
    const file = "./worker.js";
    // Not with what Node itself was told: that may be about the main module alone.
    const url = new URL(/* webpackIgnore: true */ /* @vite-ignore */ file, import.meta.url);
    const worker = new node.Worker(url, { execArgv: [] });
    worker.on("message", (text) => reports.message(text));
    worker.on("error", (error) => reports.failed(String(error)));
    worker.on("exit", (code) => reports.failed(`it has ended with code ${code}`));
    return {
        post: (orders) => worker.postMessage(orders),
        release: () => worker.unref(),
        end: () => void worker.terminate(),
    };
}
