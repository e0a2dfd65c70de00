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
const count = Number(process.env.SCENARIOS ?? amount(300, 10_000));
const first = Number(process.env.FROM ?? 1);
const batch = 50;

const plain = ({ function: _function, callers: _callers, line: _line, file: _file, ...event }) => event;

function inCpp(seeds) {
  const out = execFileSync('node', ['tests/wasm.mjs', 'build/wasm/tests/scenarios.js', '--json', ...seeds.map(scenario)], { cwd: top, encoding: 'utf8', maxBuffer: 2 ** 29 });
  return out.split('--\n').slice(0, -1).map((text) => JSON.parse(text).events.map(plain));
}

/// Of an event's callback its number, counted by its beginnings; those of one callback may come in another order.
function byCallback(events) {
  let number = 0;
  const lists = [[]];
  for (const event of events) {
    if (event.kind === 'callback_began') lists[++number] = [];
    lists[number].push(JSON.stringify(event));
  }
  return lists.map((list) => list.sort());
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

/// The names of the classes of difference, or the sentence that says what is left.
function classOf(ours, theirs) {
  const found = differences(ours, theirs);
  if (typeof found !== 'string') return found.join(', ') || 'none';
  const kept = (events) => events.filter(({ kind }) => kind !== 'resource_dropped' && kind !== 'reported')
    .map((event) => (event.how === 'cancelled' ? { ...event, exception: '' } : event));
  const [left, right] = [ours, theirs].map((events) => byCallback(kept(events)));
  const at = left.findIndex((list, i) => JSON.stringify(list) !== JSON.stringify(right[i]));
  if (at < 0 && left.length === right.length) return 'order within a callback';
  // In the end Python alone runs what is left of coroutines, which may queue callbacks of its own.
  if (at === left.length - 1) return 'after the last callback';
  return `event of callback ${at} of ${left.length}: ${left[at]?.filter((event) => !right[at]?.includes(event))} but in CPython ${right[at]?.filter((event) => !left[at]?.includes(event))}`;
}
