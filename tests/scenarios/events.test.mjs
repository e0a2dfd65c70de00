// Random scenarios, event for event the same in CPython under the tracer and in aio: 300 of them, or 10,000 in a full
// run; SCENARIOS=N tries that many, FROM=N begins at another seed. Functions and lines are left out, since the twin's are
// those of an interpreter.

import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { differences } from '../../web/page/python/differences.js';
import { amount } from '../full.mjs';
import { python } from '../python/python.mjs';
import { scenario } from './generate.mjs';

const top = fileURLToPath(new URL('../..', import.meta.url));
const source = readFileSync(new URL('scenario.py', import.meta.url), 'utf8');
const count = Number(process.env.SCENARIOS ?? amount(150, 10_000));
const first = Number(process.env.FROM ?? amount(151, 1));  // other ones than scenarios.test.mjs in the usual run
const batch = 50;

const plain = ({ function: _function, callers: _callers, line: _line, file: _file, ...event }) => event;

function inCpp(seeds) {
  const out = execFileSync('node', ['tests/wasm.mjs', 'build/wasm/tests/scenarios.js', '--json', ...seeds.map(scenario)], { cwd: top, encoding: 'utf8', maxBuffer: 2 ** 29 });
  return out.split('--\n').slice(0, -1).map((text) => JSON.parse(text).events.map(plain));
}

/// The events up to the end of the last callback, and those after it.
function cut(events) {
  const end = events.findLastIndex(({ kind }) => kind === 'callback_ended') + 1;
  return [events.slice(0, end), events.slice(end)];
}

/// Whether each of `some` is one of `all`: in which order the collector drops what's left is its own affair.
function isWithin(some, all) {
  const left = all.map((event) => JSON.stringify(event));
  return some.every((event) => {
    const at = left.indexOf(JSON.stringify(event));
    if (at >= 0) left.splice(at, 1);
    return at >= 0;
  });
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

/// The names of the classes of difference, or the sentence that says what is left. In the end Python alone runs what is
/// left of coroutines: there it may do more.
function classOf(ours, theirs) {
  const found = differences(ours, theirs);
  if (typeof found !== 'string') return found.join(', ') || 'none';
  const [[left, rest], [right, more]] = [ours, theirs].map(cut);
  const untilThen = differences(left, right);
  const isTold = ({ kind }) => kind !== 'resource_dropped' && kind !== 'reported';
  if (typeof untilThen === 'string' || !isWithin(rest.filter(isTold), more.filter(isTold))) return found;
  return [...untilThen, 'after the last callback'].join(', ');
}
