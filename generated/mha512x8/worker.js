// mha512x8: what each of its workers runs, written by heddle with the modules beside it.
/** Takes part in the kernel's calls until the worker is ended. Only "ready" is good news. */
function serve({ code, memory, thread, threads }, post) {
    const imports = { heddle: { memory, stalled: () => { } } };
    try {
        const { exports } = new WebAssembly.Instance(code, imports);
        if (exports.seat(thread, threads) === 0)
            throw new RangeError("there is not enough memory");
        post("ready");
        exports.work();
    }
    catch (error) {
        // The caller can't take messages during a call, but looks here.
        const words = new Int32Array(memory.buffer, 0, 193);
        Atomics.store(words, 192, 1);
        Atomics.notify(words, 192);
        post(String(error));
    }
}
if (typeof self === "object") {
    self.onmessage = ({ data }) => serve(data, (message) => self.postMessage(message));
}
else {
    const module = "node:worker_threads";
    // Not awaited: some bundlers make a worker a script, which can't wait.
    const node = import(/* webpackIgnore: true */ /* @vite-ignore */ module);
    void node.then(({ parentPort }) => parentPort.once("message", (orders) => serve(orders, (message) => parentPort.postMessage(message))));
}
export {};
