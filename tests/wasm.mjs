// Runs a test program that was built as WebAssembly:
//   node tests/wasm.mjs build/wasm/tests/core.js [doctest's arguments]

import { resolve } from 'node:path';
import { run } from '../lessons/runner/module.mjs';

const [program, ...args] = process.argv.slice(2);
if (program === undefined) {
  console.error('usage: node tests/wasm.mjs PROGRAM.js [ARGUMENT]...');
  process.exitCode = 2;
} else {
  await run(resolve(program), args);
}
