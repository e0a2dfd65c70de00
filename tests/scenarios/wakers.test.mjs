// Why each task resumed, in random scenarios: what trace::causes derives from the log is what aio's own wake-up calls
// tell. 300 of them, or 10,000 in a full run; SCENARIOS=N tries that many, FROM=N begins at another seed.

import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { amount } from '../full.mjs';
import { scenario } from './generate.mjs';

const top = fileURLToPath(new URL('../..', import.meta.url));
const count = Number(process.env.SCENARIOS ?? amount(300, 10_000));
const first = Number(process.env.FROM ?? 1);
const batch = 100;

test(`for each wake-up in ${count} random scenarios the derived waker is the one that aio names`, (context) => {
  const wrong = [];
  const kinds = {};
  for (let base = first; base < first + count; base += batch) {
    const seeds = Array.from({ length: Math.min(batch, first + count - base) }, (_, i) => base + i);
    const out = execFileSync('build/native/tests/wakers', seeds.map(scenario), { cwd: top, encoding: 'utf8', maxBuffer: 2 ** 28 });
    const lines = out.trimEnd().split('\n');
    const compared = lines.pop().replace('compared: ', '').split(', ').map((words) => words.split(' '));
    for (const [kind, number] of compared) kinds[kind] = (kinds[kind] ?? 0) + Number(number);
    wrong.push(...lines);
  }
  context.diagnostic(JSON.stringify(kinds));
  assert.deepEqual(wrong.slice(0, 3), [], `${wrong.length} of ${count} differ`);
  assert.ok(Object.values(kinds).reduce((sum, number) => sum + number, 0) > 10 * count, 'hardly any wake-up was compared');
  assert.equal(kinds.unknown, undefined);
});

test('so it is in a program for each kind of cause', () => {
  const out = execFileSync('build/native/tests/causes', ['--no-colors=true'], { cwd: top, encoding: 'utf8' });
  assert.match(out, /0 failed/);
  assert.match(out, /test cases: +[1-9]/);
});
