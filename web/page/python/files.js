// Fetches everything that Python needs, once, when it's first needed.

import * as say from '#words/playground.js';

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
      if (bytes.length !== sizes[name]) throw new Error(say.filePart(name, bytes.length, sizes[name]));
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
      timer = setTimeout(() => all.abort(new Error(say.nothingCame(patience / 1000))), patience);
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
    throw new Error(say.sizesDamaged, { cause: error });
  }
}

/// The bytes of a file. Calls `tell(more)` with the number of bytes of each piece.
async function fetchOne(name, { signal, goesOn }, tell) {
  const pieces = [];
  let length = 0;
  try {
    const response = await fetch(name, { signal });
    if (!response.ok) throw new Refused(say.noSuchFile(name, response.status));
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
    throw new Error(length > 0 ? say.brokeOff(length, name) : say.networkGone, { cause: error });
  }
  const bytes = new Uint8Array(length);
  pieces.reduce((at, piece) => { bytes.set(piece, at); return at + piece.length; }, 0);
  return bytes;
}

class Refused extends Error {}
