// Finding what breaks a program, with CPython's runs.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { search } from '../../web/page/what-if-search.js';
import { full } from '../full.mjs';
import { python } from '../python/python.mjs';

const bank = `
import asyncio
hold_1 = 0.2
hold_2 = 0.2
balance = 0

async def pay_in(comes, hold):
    global balance
    await asyncio.sleep(comes)
    seen = balance
    await asyncio.sleep(hold)
    balance = seen + 1

async def main():
    await asyncio.gather(pay_in(0.5, hold_1), pay_in(2, hold_2))
    print("balance:", balance)

asyncio.run(main())
`;

const philosophers = (count) => `
import asyncio

async def dine(forks, seat):
    await asyncio.sleep(seat * 3)
    async with forks[seat]:
        await asyncio.sleep(1)
        async with forks[(seat + 1) % ${count}]:
            await asyncio.sleep(1)

async def main():
    forks = [asyncio.Lock() for _ in range(${count})]
    await asyncio.gather(*(dine(forks, seat) for seat in range(${count})))

asyncio.run(main())
`;

const holds = ['hold_1', 'hold_2'].map((name) => ({ name, label: name, type: 'number', unit: 's', start: 0.2, min: 0, max: 4, step: 0.1 }));
const state = { parameters: [], seed: 1, seeded: false, what_if: { text: '' } };

/// An intervention as Python takes it.
function read(text) {
  const [what, task, kind, moment, by, seconds] = text.split('-');
  return { what, task: Number(task), [kind]: Number(moment), ...(by && { seconds: Number(seconds) }) };
}

async function found(source, options) {
  const { call } = await python();
  const all = (runs, until) => call('tries', { source, until,
    runs: runs.map(({ values, seed, whatIf, sleeps }) => ({ set: values, seed, sleeps, interventions: whatIf ? whatIf.split('_').map(read) : [] })) }).told;
  const run = (each, until) => all([each], until)[0];
  const tries = search({ state, wish: { is: 'nothing', text: '' }, longer: 0, ...options });
  let step = tries.next();
  while (!step.done) step = tries.next(all(step.value.runs, step.value.until));
  const { settings, failure } = step.value;
  if (settings) assert.notEqual(run(settings, 600).printed + run(settings, 600).deadlock, run({ values: {}, seed: 1, whatIf: '' }, 600).printed + null, failure);
  return step.value;
}

test('a lost update is found, and shrunk to one delay', async () => {
  const { failure, changes, settings } = await found(bank, { state: { ...state, parameters: holds }, wish: { is: 'last_line', text: '' } });
  assert.equal(failure, 'The last line is ‘balance: 1’.');
  assert.deepEqual(changes, ['hold_1 is 2.2 s instead of 0.2 s']);
  assert.deepEqual(settings, { values: { hold_1: 2.2 }, seed: 1, whatIf: '' });
});

test('without parameters it’s a sleep that takes longer', async () => {
  const { failure, changes, settings } = await found(bank, { wish: { is: 'contains', text: 'balance: 2' }, longer: 5 });
  assert.equal(failure, 'The output doesn’t contain ‘balance: 2’.');
  assert.deepEqual(changes, ['Task-2, which falls asleep at 0.5 s, sleeps 2.0 s longer']);
  assert.equal(settings.whatIf, 'delay-2-after-5-by-2');
});

test('the deadlock of two philosophers is found, shrunk to one delay', async () => {
  const { failure, changes } = await found(philosophers(2), { longer: 5 });
  assert.match(failure, /^At \d\.\d+ s no task can run any more: it hangs\.$/);
  assert.equal(changes.length, 1);
});

// It takes hundreds of runs, so only a full run tries it.
test('the deadlock of three needs two delays, and no more are left', { skip: !full }, async () => {
  const { failure, changes } = await found(philosophers(3), { longer: 10 });
  assert.match(failure, /it hangs\.$/);
  assert.equal(changes.length, 2);
});

const gallery = (name) => readFileSync(new URL(`../../gallery/${name}.py`, import.meta.url), 'utf8');
const delays = (source) => [...source.matchAll(/^(\w+) = ([\d.]+)  # ([\d.]+)\.\.([\d.]+) s$/gm)]
  .map(([, name, start, min, max]) => ({ name, label: name, type: 'number', unit: 's', start: Number(start), min: Number(min), max: Number(max), step: 0.1 }));

test('the gallery’s lost update and its deadlock are each found, and take one delay', async () => {
  const breaks = (source, is) => found(source, { state: { ...state, parameters: delays(source) }, wish: { is, text: '' }, longer: 5 });
  const update = await breaks(gallery('lost-update'), 'last_line');
  assert.deepEqual([update.failure, update.changes], ['The last line is ‘visitors: 3’.', ['east_check is 1.2 s instead of 0.2 s']]);
  const deadlock = await breaks(gallery('lucky-philosophers'), 'nothing');
  assert.deepEqual([deadlock.failure, deadlock.changes], ['At 0.2 s no task can run any more: it hangs.', ['come_every is 0.0 s instead of 1.0 s']]);
});

test('what can’t be broken is said to be so after all was tried', async () => {
  const { failure, tried, settings } = await found('import asyncio\nasyncio.run(asyncio.sleep(1))\n', { longer: 1 });
  assert.deepEqual([failure, settings], ['', null]);
  assert.ok(tried > 5);
});

test('if nothing can be changed, the one run is all that’s tried', async () => {
  const { failure, tried, settings } = await found(bank, {});
  assert.deepEqual([failure, tried, settings], ['', 1, null]);
});

test('what has one value isn’t tried with others', async () => {
  const fixed = [{ name: 'hold_1', label: 'hold_1', type: 'number', unit: 's', start: 0.2, min: 0.2, max: 0.2, step: 0.1 }];
  const { tried } = await found(bank, { state: { ...state, parameters: fixed } });
  assert.equal(tried, 1);
});

test('a program that asks for an answer nobody has given isn’t searched', async () => {
  const { failure, tried, settings } = await found('input("name? ")\n', {});
  assert.deepEqual([failure, tried, settings], ['It asks for an answer that isn’t there.', 1, null]);
});

test('a run that fails already needs no search', async () => {
  const { failure, tried, settings } = await found('raise ValueError("so")\n', {});
  assert.deepEqual([failure, tried, settings], ['The program fails with ValueError: so.', 1, null]);
});
