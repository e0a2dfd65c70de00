#!/usr/bin/env node
// The headless runner: prints what a lesson's program does, as records.
//   node build/node/interleave.mjs run tasks [--param name=value]… [--seed N] [--until T] [--switches]
//   node build/node/interleave.mjs list [--json]

import { fileURLToPath } from 'node:url';
import { run } from './module.mjs';

await run(fileURLToPath(new URL('runner.js', import.meta.url)), process.argv.slice(2));
