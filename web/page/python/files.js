// What Python needs, fetched when it's first asked for, once.

const names = {
  loader: 'pyodide.mjs', program: 'pyodide.asm.mjs', binary: 'pyodide.asm.wasm', library: 'stdlib.zip', tracer: 'interleave.zip', worker: 'worker.js',
};
const texts = new Set(['loader', 'program', 'worker']);

/// Gives `{ loader, program, binary, library, tracer, worker }`: texts, and bytes as array buffers. `onProgress(done,
/// all)` is told bytes; `signal` gives it up. Rejects with a sentence if something can't be fetched.
export async function fetchFiles({ onProgress, signal }) {
  const sizes = await (await fetchOne('sizes.json', signal)).json();
  const all = Object.values(names).reduce((sum, name) => sum + (sizes[name] ?? 0), 0);
  let done = 0;
  const entries = await Promise.all(Object.entries(names).map(async ([key, name]) => {
    const response = await fetchOne(name, signal);
    const bytes = await readAll(response, sizes[name], (more) => onProgress(done += more, all));
    return [key, texts.has(key) ? new TextDecoder().decode(bytes) : bytes.buffer];
  }));
  return Object.fromEntries(entries);
}

async function fetchOne(name, signal) {
  let response;
  try {
    response = await fetch(`python/${name}`, { signal });
  } catch (error) {
    if (error.name === 'AbortError') throw error;
    throw new Error('Python could not be loaded: the network is gone. Try again once it is back.', { cause: error });
  }
  if (!response.ok) throw new Error(`Python could not be loaded: this site has no python/${name} (${response.status}).`);
  return response;
}

/// The body, which has `size` bytes, more or less.
async function readAll(response, size, tell) {
  const reader = response.body.getReader();
  const pieces = [];
  let length = 0;
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) break;
      pieces.push(value);
      length += value.length;
      tell(value.length);
    }
  } catch (error) {
    if (error.name === 'AbortError') throw error;
    throw new Error(`Python could not be loaded: the network broke off after ${length} of ${size} bytes. Try again.`, { cause: error });
  }
  const bytes = new Uint8Array(length);
  pieces.reduce((at, piece) => { bytes.set(piece, at); return at + piece.length; }, 0);
  return bytes;
}
