// Random scenarios, event for event the same in CPython under the tracer and in aio: 300 of them, or 10,000 in a full
// run; SCENARIOS=N tries that many, FROM=N begins at another seed.

import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { amount } from '../full.mjs';
import { python } from '../python/python.mjs';
import { classOf, plain } from './compare.mjs';
import { scenario } from './generate.mjs';

const top = fileURLToPath(new URL('../..', import.meta.url));
const source = readFileSync(new URL('scenario.py', import.meta.url), 'utf8');
const count = Number(process.env.SCENARIOS ?? amount(150, 10_000));
const first = Number(process.env.FROM ?? amount(151, 1));  // other ones than scenarios.test.mjs in the usual run
const batch = 50;

function inCpp(seeds) {
  const out = execFileSync('node', ['tests/wasm.mjs', 'build/wasm/tests/scenarios.js', '--json', ...seeds.map(scenario)], { cwd: top, encoding: 'utf8', maxBuffer: 2 ** 29 });
  return out.split('--\n').slice(0, -1).map((text) => JSON.parse(text).events.map(plain));
}

test(`the events of ${count} random scenarios are CPython's`, async (context) => {
  const { trace } = await python();
  const counts = {};
  const wrong = [];
  for (let base = first; base < first + count; base += batch) {
    const seeds = Array.from({ length: Math.min(batch, first + count - base) }, (_, i) => base + i);
    const ours = inCpp(seeds);
    seeds.forEach((seed, i) => {
      const theirs = trace(source.replace('"(())"', JSON.stringify(scenario(seed)))).events.map(plain);
      const found = classOf(ours[i], theirs);
      if (found.startsWith('event')) wrong.push(`seed ${seed}: ${found}`);
      else counts[found] = (counts[found] ?? 0) + 1;
    });
  }
  context.diagnostic(JSON.stringify(counts));
  assert.deepEqual(wrong.slice(0, 3), [], `${wrong.length} of ${count} differ`);
});
