// The runner within the test's own process, which takes a fraction of the time that starting Node takes.

import { createRequire } from 'node:module';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

const node = join(resolve(fileURLToPath(new URL('../..', import.meta.url))), 'build/node');

/// What the runner prints; it throws if there's a complaint. `files` are what it can read.
export async function interleave(args, files = {}) {
  delete globalThis.fetch;  // as lessons/runner/module.mjs does
  const lines = [];
  const module = await createRequire(join(node, 'runner.js'))('./runner.js')({
    locateFile: (name) => join(node, name),
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
