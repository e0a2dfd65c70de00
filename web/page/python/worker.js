// A worker that runs CPython: Pyodide with the tracer. It's made from a blob inside the sandboxed frame
// (frame.js), and gets everything it needs as bytes: it can't request anything, and Pyodide's requests are
// answered from those bytes.

let python = null;
let page = null;  // interleave.page
let port = null;

const every = 100;    // milliseconds between messages with new events during a run
const enough = 200;   // milliseconds that runs of a search may take before one more isn't begun
const pause = 50;     // milliseconds after a signal: without a pause, the next one would interrupt its handler, and so on
const most = 512 * 2 ** 20;  // bytes of memory

// CPython reads this about every fifty instructions, as if it were shared memory.
const limit = { deadline: Infinity, beat: Infinity, memory: Infinity, reason: '' };
const signals = {
  get 0() {
    const now = performance.now();
    if (now >= limit.deadline) return end('time', now);
    if (python._module.HEAP8.length > limit.memory) return end('memory', now);
    if (now < limit.beat) return 0;
    limit.beat = now + every;
    return 10;  // SIGUSR1
  },
  set 0(_value) { /* the next read resets it */ },
};

function end(reason, now) {
  limit.reason ||= reason;
  Object.assign(limit, { deadline: now + pause, memory: Infinity });  // used memory is never freed
  return 2;  // SIGINT
}

console.error = console.warn = console.log = () => {};  // the panel shows what a program prints

self.onmessage = async ({ data: { port: given, files } }) => {
  port = given;
  try {
    await start(files);
    port.onmessage = ({ data }) => answer(data);
    port.postMessage({ ready: true });
  } catch (error) {
    port.postMessage({ failed: String(error?.message ?? error).slice(0, 1000) });
  }
};

async function start({ loader, program, module, library, tracer }) {
  const bytes = { 'python_stdlib.zip': library, 'pyodide.asm.wasm': new ArrayBuffer(0) };  // already compiled
  self.fetch = async (url) => {
    const name = String(url).split('/').pop();
    if (!bytes[name]) throw new TypeError(`There is no network here, so ${name} can't be fetched.`);
    return new Response(bytes[name]);
  };
  WebAssembly.instantiateStreaming = async (_source, imports) => ({ module, instance: await WebAssembly.instantiate(module, imports) });
  const [{ loadPyodide }, { default: createPyodideModule }] = await Promise.all([loader, program].map(importText));
  python = await loadPyodide({
    createPyodideModule, indexURL: 'https://nowhere.invalid/', stdLibURL: 'https://nowhere.invalid/python_stdlib.zip',
    lockFileContents: '{"info":{"arch":"wasm32","platform":"emscripten_5_0_3","version":"314.0.7","python":"3.14.2","abi_version":"2026_0"},"packages":{}}',
    env: { HOME: '/home/pyodide', PYTHONHASHSEED: '0' }, stdout() {}, stderr() {},
  });
  python.FS.writeFile('/interleave.zip', new Uint8Array(tracer));
  python.runPython('import sys; sys.path.insert(0, "/interleave.zip")');
  page = python.pyimport('interleave.page');
  page.run(JSON.stringify({ source: 'import asyncio\nasyncio.run(asyncio.sleep(0))' }), () => {}, () => '', () => {});  // warm up
}

async function importText(text) {
  const url = URL.createObjectURL(new Blob([text], { type: 'text/javascript' }));
  try {
    return await import(url);
  } finally {
    URL.revokeObjectURL(url);
  }
}

/// A request is `{ id, check: source }`, `{ id, trace: {…} }`, `{ id, tries: {…}, milliseconds }` or `{ id, run: {…},
/// milliseconds }`. It answers with `{ id, texts, events }` whenever there are new events, and at the end with `{ id, done }` and the
/// last events, or with `{ id, broken }` if this interpreter is unusable. After a run it also sends `{ id,
/// altered }`: whether the run changed Python itself.
function answer({ id, check, trace, tries, run, milliseconds }) {
  try {
    const { done, ...rest } = run ? runOne(id, run, milliseconds)
      : { done: trace ? page.trace(JSON.stringify(trace)) : tries ? runSeveral(tries, milliseconds) : page.check(check) };
    tell({ id, ...rest, done: JSON.parse(done) });
    if (run) port.postMessage({ id, altered: page.altered() });
  } catch (error) {
    port.postMessage({ id, broken: String(error?.message ?? error).slice(-2000) });
  }
}

/// Transfers packed events instead of copying them.
const tell = (message) => port.postMessage(message, message.events ? [message.texts.buffer, message.events.buffer] : []);

/// Runs of a search: after a while it answers with those made so far.
function runSeveral(tries, milliseconds) {
  const began = performance.now();
  arm(began, milliseconds);
  try {
    return page.tries(JSON.stringify(tries), () => limit.reason, () => performance.now() - began > enough);
  } finally {
    disarm();
  }
}

function arm(began, milliseconds) {
  Object.assign(limit, { deadline: began + milliseconds, beat: began + every, memory: most, reason: '' });
  python.setInterruptBuffer(signals);
}

function disarm() {
  rest();
  try {
    python.setInterruptBuffer(undefined);
  } catch { /* Python has crashed, and the cause is reported. */ }
}

const rest = () => Object.assign(limit, { deadline: Infinity, beat: Infinity, memory: Infinity });

/// Returns how the run ended, with the last `texts` and `events`: in a separate message, they'd make the page
/// draw twice.
function runOne(id, run, milliseconds) {
  arm(performance.now(), milliseconds);
  let last = null;
  const over = () => {
    rest();
    last = {};
  };
  try {
    const done = page.run(JSON.stringify(run), (texts, events) => {
      const piece = { texts: copied(texts), events: copied(events) };
      if (last) last = piece;
      else tell({ id, ...piece });
    }, () => limit.reason, over);
    return { done, ...last };
  } finally {
    disarm();
  }
}

/// The bytes of a Python object, copied out of its memory.
function copied(proxy) {
  const view = proxy.getBuffer('u8');
  const copy = view.data.slice();
  view.release();
  return copy;
}
