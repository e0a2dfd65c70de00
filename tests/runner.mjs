// The runner within the test's own process: a fraction of the time that starting Node takes.

import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

const node = join(resolve(fileURLToPath(new URL('..', import.meta.url))), 'build/node');
let program = null;  // compiled once

/// What the runner prints; it throws if there's a complaint. `files` are what it can read.
export async function interleave(args, files = {}) {
  delete globalThis.fetch;  // as lessons/runner/module.mjs does
  program ??= new WebAssembly.Module(readFileSync(join(node, 'runner.wasm')));
  const lines = [];
  const module = await createRequire(join(node, 'runner.js'))('./runner.js')({
    instantiateWasm(imports, done) {
      const instance = new WebAssembly.Instance(program, imports);
      done(instance);
      return instance.exports;
    },
    print: (line) => lines.push(line),
    printErr: (line) => { throw new Error(line); },
    quit: (_status, reason) => { throw reason; },
  });
  for (const [name, text] of Object.entries(files)) module.FS.writeFile(name, text);
  try {
    module.callMain(args);
  } catch (error) {
    if (error?.name !== 'ExitStatus') throw error;
  }
  return `${lines.join('\n')}\n`;
}
