// Runs of a search: many of one program, of which only the outcomes are told.

import assert from 'node:assert/strict';
import { readFileSync, readdirSync } from 'node:fs';
import { test } from 'node:test';
import { amount } from '../full.mjs';
import { python } from './python.mjs';

const gallery = new URL('../../gallery/', import.meta.url);
const programs = readdirSync(gallery).filter((name) => name.endsWith('.py'))
  .map((name) => [name, readFileSync(new URL(name, gallery), 'utf8')]);
const seeds = [1, 2, 3].map((seed) => ({ set: {}, seed, sleeps: true }));

const tries = async (source, runs, more = {}) => (await python()).call('tries', { source, until: 20, runs, ...more });

/// The same from a run's events.
function toldBy({ events, ending }) {
  const of = (wanted) => events.filter(({ kind }) => kind === wanted);
  const names = new Map();
  let callbacks = 0;
  const sleeps = [];
  for (const { kind, task, name, purpose, by, t } of events) {
    if (kind === 'callback_ended') callbacks += 1;
    if (kind === 'task_created' || kind === 'task_renamed') names.set(task, name);
    if (kind === 'timer_set' && purpose === 'sleep' && by) sleeps.push([by, names.get(by), t, callbacks + 1, 0]);
  }
  const reports = of('reported').filter(({ what }) => what !== 'other');
  const [error] = of('uncaught');
  return {
    ending, printed: of('printed').map(({ text }) => text).join(''), error: error?.type ?? '', message: error?.message ?? '',
    deadlock: of('deadlock')[0]?.t ?? null, reports: reports.length, report: reports.at(-1)?.text ?? '', sleeps: sleeps.slice(0, 200), more_sleeps: Math.max(0, sleeps.length - 200),
  };
}

// The usual run takes the first of them.
test('the gallery’s programs, one run after the other, tell what each run tells by itself', async () => {
  const { trace } = await python();
  for (const [name, source] of programs.slice(0, amount(5, programs.length))) {
    const { told } = await tries(source, seeds);
    const alone = seeds.map(({ seed }) => toldBy(trace(source, { seed, until: 20 })));
    assert.deepEqual(told.map(({ ended: _ended, time: _time, ...rest }) => rest), alone, name);
  }
});

test('each run has its own settings, and something may be done to its tasks', async () => {
  const source = 'import asyncio\n\npause = 1.0\n\nasync def main():\n    await asyncio.sleep(pause)\n    print("slept", pause)\n\nasyncio.run(main())\n';
  const { told } = await tries(source, [
    { set: { pause: 2 }, seed: 1 },
    { set: {}, seed: 1, interventions: [{ what: 'raise', task: 1, at: 0.5, error: 'OSError' }] },
    { set: {}, seed: 1, interventions: [{ what: 'cancel', task: 1, at: 0.25 }], sleeps: true },
    { set: { pause: 100 }, seed: 1 },
  ]);
  assert.deepEqual(told.map(({ ending, ended, time, printed, error }) => [ending, ended, time, printed, error]), [
    ['finished', true, 2, 'slept 2.0\n', ''],
    ['finished', true, 0.5, '', 'OSError'],
    ['finished', true, 0.25, '', 'asyncio.exceptions.CancelledError'],
    ['until', false, 0, '', ''],
  ]);
  assert.deepEqual(told.map(({ sleeps }) => sleeps), [undefined, undefined, [[1, 'Task-1', 0, 1, 0]], undefined]);
});

test('it answers with the runs made so far once that’s enough, and at least with one', async () => {
  assert.equal((await tries('print(1)\n', [...seeds, ...seeds], { enough: 2 })).told.length, 3);
  assert.equal((await tries('print(1)\n', seeds, { enough: 0 })).told.length, 1);
});

test('what a program imports or patches in asyncio is forgotten before the next run', async () => {
  const source = `
import asyncio, sys
import calendar as fresh
print(hasattr(fresh, "seen"), hasattr(asyncio, "seen"))
fresh.seen = asyncio.seen = True
asyncio.sleep = None
`;
  const { told } = await tries(source, seeds);
  assert.deepEqual(told.map(({ printed }) => printed), Array(3).fill('False False\n'));
});

test('a program that changes another module is told to have altered the interpreter, and one that doesn’t isn’t', async () => {
  assert.equal((await tries('import asyncio\nasyncio.run(asyncio.sleep(1))\n', seeds)).altered, false);
  assert.equal((await tries('import json\njson.seen = 1\n', seeds)).altered, true);
  await tries('import json\nif hasattr(json, "seen"):\n    del json.seen\n', seeds);
});
