// Fetches everything that Python needs, once, when it's first needed.

const names = {
  loader: 'python/pyodide.mjs', program: 'python/pyodide.asm.mjs', binary: 'python/pyodide.asm.wasm',
  library: 'python/stdlib.zip', tracer: 'python/interleave.zip', worker: 'python/worker.js',
};
const texts = new Set(['loader', 'program', 'worker']);
const patience = 20_000;  // milliseconds without new bytes

/// Returns `{ loader, program, binary, library, tracer, worker }`: texts, and bytes as array buffers. Calls
/// `onProgress(done, all)` with numbers of bytes; `signal` aborts. Rejects with a sentence if something can't
/// be fetched.
export async function fetchFiles({ onProgress, signal }) {
  const watch = watching(signal);
  try {
    onProgress(0);
    const sizes = await fetchSizes(watch);
    const all = Object.values(names).reduce((sum, name) => sum + sizes[name], 0);
    let done = 0;
    const entries = await Promise.all(Object.entries(names).map(async ([key, name]) => {
      const bytes = await fetchOne(name, watch, (more) => onProgress(done += more, all));
      if (bytes.length !== sizes[name]) throw new Error(`Python could not be loaded: of ${name} came ${bytes.length} of ${sizes[name]} bytes.`);
      return [key, texts.has(key) ? new TextDecoder().decode(bytes) : bytes.buffer];
    }));
    return Object.fromEntries(entries);
  } finally {
    watch.end();
  }
}

/// Aborts all fetches if `signal` does, or if nothing has arrived for a while; `end()` aborts the rest.
function watching(signal) {
  const all = new AbortController();
  const giveUp = () => all.abort(signal.reason);
  let timer = 0;
  const watch = {
    signal: all.signal,
    goesOn() {
      clearTimeout(timer);
      timer = setTimeout(() => all.abort(new Error(`Python could not be loaded: nothing came for ${patience / 1000} seconds.`)), patience);
    },
    end() {
      clearTimeout(timer);
      signal.removeEventListener('abort', giveUp);
      all.abort();
    },
  };
  signal.addEventListener('abort', giveUp);
  watch.goesOn();
  return watch;
}

async function fetchSizes(watch) {
  const bytes = await fetchOne('python/sizes.json', watch, () => {});
  try {
    return JSON.parse(new TextDecoder().decode(bytes));
  } catch (error) {
    throw new Error('Python could not be loaded: python/sizes.json is damaged.', { cause: error });
  }
}

/// The bytes of a file. Calls `tell(more)` with the number of bytes of each piece.
async function fetchOne(name, { signal, goesOn }, tell) {
  const pieces = [];
  let length = 0;
  try {
    const response = await fetch(name, { signal });
    if (!response.ok) throw new Refused(`Python could not be loaded: this site has no ${name} (${response.status}).`);
    const reader = response.body.getReader();
    for (;;) {
      const { done, value } = await reader.read();
      if (done) break;
      goesOn();
      pieces.push(value);
      length += value.length;
      tell(value.length);
    }
  } catch (error) {
    if (signal.aborted) throw signal.reason;
    if (error instanceof Refused) throw error;
    const how = length > 0 ? `broke off after ${length} bytes of ${name}` : 'is gone';
    throw new Error(`Python could not be loaded: the network ${how}.`, { cause: error });
  }
  const bytes = new Uint8Array(length);
  pieces.reduce((at, piece) => { bytes.set(piece, at); return at + piece.length; }, 0);
  return bytes;
}

class Refused extends Error {}
