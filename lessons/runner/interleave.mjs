#!/usr/bin/env node
// The headless runner: prints what a lesson's program does, or what a recording says, as records.
//   node build/node/interleave.mjs run tasks [--param name=value]… [--seed N] [--until T] [--switches]
//   node build/node/interleave.mjs run PROG.py… [--set name=value]… [-o DIR] and the same options
//   node build/node/interleave.mjs show FILE [--until T] [--switches | --timeline | --warnings | --summary | --json | --perfetto]
//   node build/node/interleave.mjs list [--json]
//   node build/node/interleave.mjs format

import { fileURLToPath } from 'node:url';
import { capture, run } from './module.mjs';
import { areFiles, runPython } from './python.mjs';

const program = fileURLToPath(new URL('runner.js', import.meta.url));
const [command, ...words] = process.argv.slice(2);
if (command === 'run' && areFiles(words)) {
  process.exitCode = await runPython(words, (trace, how) => capture(program, ['show', '/trace.json', `--${how}`], { '/trace.json': trace }));
} else {
  const isFile = (word, i) => !word.startsWith('--') && words[i - 1] !== '--until';
  const input = command === 'show' ? words.find(isFile) : undefined;
  await run(program, process.argv.slice(2), { input });
}
