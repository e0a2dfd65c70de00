// Random scenarios with random interventions, event for event the same in CPython under the tracer and in aio: a few of
// them, or 1,000 in a full run; SCENARIOS=N tries that many, FROM=N begins at another seed. Moments and tasks are
// drawn from the run without interventions: most of them can be carried out, and those that can't are refused alike.

import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { amount } from '../full.mjs';
import { python } from '../python/python.mjs';
import { classOf, plain } from './compare.mjs';
import { randomFrom, scenario } from './generate.mjs';

const top = fileURLToPath(new URL('../..', import.meta.url));
const source = readFileSync(new URL('scenario.py', import.meta.url), 'utf8');
const count = Number(process.env.SCENARIOS ?? amount(60, 1000));
const first = Number(process.env.FROM ?? 1);
const batch = 50;
const errors = ['RuntimeError', 'ValueError', 'OSError', 'ConnectionError', 'TimeoutError'];
const natively = existsSync(`${top}build/native/tests/scenarios`);
const command = natively ? ['build/native/tests/scenarios'] : ['node', 'tests/wasm.mjs', 'build/wasm/tests/scenarios.js'];

/// Up to three interventions in the run with these events.
function interventions(seed, events) {
  const { below, pick } = randomFrom(seed + 1_000_000);
  const end = events.findIndex(({ kind, task }) => kind === 'task_ended' && task === 1);
  const reached = events.slice(0, end < 0 ? events.length : end);
  const stops = [0, ...reached.flatMap(({ kind }, i) => (kind === 'callback_ended' ? [i + 1] : []))];
  const places = Array.from({ length: 1 + below(3) }, () => pick(stops)).sort((a, b) => a - b);
  return places.map((place, i) => {
    const before = reached.slice(0, place);
    const made = before.filter(({ kind }) => kind === 'task_created').length;
    const asleep = new Map();
    for (const { kind, task, waits_for: waits } of before) {
      if (kind === 'task_suspended') asleep.set(task, waits === 'sleep');
      else if (kind === 'task_stepped') asleep.delete(task);
    }
    const sleepers = [...asleep].filter(([, sleeps]) => sleeps).map(([task]) => task);
    const what = pick(['cancel', 'raise', 'raise', 'delay', 'delay']);
    const task = sleepers.length > 0 && below(4) > 0 ? pick(sleepers) : 1 + below(Math.max(made, 1) + (below(10) === 0 ? 2 : 0));
    const now = reached[place - 1]?.t ?? 0;
    const next = reached.slice(place).find(({ t }) => t > now)?.t ?? now + 2;
    const moment = pick([
      { after: stops.indexOf(place) },
      { at: Number(((now + next) / 2).toFixed(6)) },
      { at: pick([now, next]) },
    ]);
    return { what, task, ...moment, ...(what === 'raise' && { error: pick(errors) }), ...(what === 'delay' && { seconds: pick([0.5, 1, 1.25, 4]) }), order: i };
  }).map(({ order: _order, ...wanted }) => wanted);
}

const inWords = ({ what, task, after, at, error, seconds }) =>
  [what, task, ...(at === undefined ? ['after', after] : ['at', at]), ...(error ? [error] : []), ...(seconds ? ['by', seconds] : [])].join('-');

function inCpp(scenarios) {
  const [program, ...rest] = command;
  const out = execFileSync(program, [...rest, '--json', ...scenarios], { cwd: top, encoding: 'utf8', maxBuffer: 2 ** 29 });
  return out.split('--\n').slice(0, -1).map((text) => JSON.parse(text).events.map(plain));
}

test(`the events of ${count} random scenarios with interventions are CPython's`, async (context) => {
  const { trace } = await python();
  const inPython = (seed, wanted) =>
    trace(source.replace('"(())"', JSON.stringify(scenario(seed))), { interventions: wanted }).events.map(plain);
  const counts = {};
  const done = {};
  const wrong = [];
  for (let base = first; base < first + count; base += batch) {
    const cases = Array.from({ length: Math.min(batch, first + count - base) }, (_, i) => {
      const seed = base + i;
      const wanted = interventions(seed, inPython(seed, []));
      return { seed, wanted, text: `${wanted.map(inWords).join('_')}|${scenario(seed)}` };
    });
    const ours = inCpp(cases.map(({ text }) => text));
    cases.forEach(({ seed, wanted, text }, i) => {
      const theirs = inPython(seed, wanted);
      const found = classOf(ours[i], theirs);
      if (found.startsWith('event')) wrong.push(`seed ${seed}: ${found}\n${text}`);
      else counts[found] = (counts[found] ?? 0) + 1;
      for (const { kind, what, refused } of theirs) {
        if (kind === 'intervened') done[refused || what] = (done[refused || what] ?? 0) + 1;
      }
    });
  }
  context.diagnostic(JSON.stringify({ ...counts, ...done }));
  assert.deepEqual(wrong.slice(0, 3), [], `${wrong.length} of ${count} differ`);
  for (const what of ['cancel', 'raise', 'delay', "it doesn't sleep"]) assert.ok(done[what] > 0, `${what} never happened`);
});
