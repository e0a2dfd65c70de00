// What some lessons need the panel to show besides tasks and the event loop: a second run, queues and locks, futures,
// who awaits whom, warnings, the seed. The canvas and the text view say the same.

import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { useChromium } from './chromium.mjs';
import { button, enter, toEnd } from './journey.mjs';
import { colours, eventually, goTo, press, ready, rows, settled, spot, state } from './panel.mjs';
import { write } from './writing.mjs';

const drawn = (page, name) => page.evaluate((control) => Boolean(window.interleave.rect(control)), name);
const visible = async (page, table) => {
  await page.keyboard.press('t');
  const seen = await page.locator(`[data-table="${table}"]`).isVisible();
  await page.keyboard.press('t');
  await settled(page);
  return seen;
};

async function open(page, fragment) {
  await ready(page);
  await goTo(page, fragment);
  await eventually(async () => (await state(page)).lesson, fragment.slice(1).split('?')[0]);
  await settled(page);
}

describe('scenes', () => {
  const { visit } = useChromium();

  it('two runs share one time axis: the second has the other value of the compared parameter', visit({ at: '#sync-and-async' }, async (page) => {
    await open(page, '#sync-and-async?t=1.5');
    const before = await state(page);
    assert.equal(before.end, 2);
    assert.deepEqual([before.beside.parameter, before.beside.text, before.beside.end], ['how', 'sync', 6]);
    assert.ok(await drawn(page, 'task:Task-4') && await drawn(page, 'beside:Task-1'));
    assert.ok(!await drawn(page, 'beside:Task-4'), 'the other run has but one task');
    assert.ok(await visible(page, 'beside'));
    assert.deepEqual((await rows(page, 'beside')).at(-1), ['6.000 s', 'Task-1', 'finished after 6.0 s']);

    const upper = await spot(page, 'task:Task-1', 0, 1);
    const lower = await spot(page, 'beside:Task-1', 0, 0);
    assert.ok(lower.y > upper.y, 'it lies below');

    await press(page, 'parameter:how:sync');
    const after = await eventually(() => state(page), ({ end }) => end === 6);
    assert.deepEqual([after.beside.text, after.beside.end], ['async', 2]);
  }));

  it('a lesson that compares nothing has no second run', visit({ at: '#tasks' }, async (page) => {
    await open(page, '#tasks');
    assert.equal((await state(page)).beside, null);
    assert.ok(!await visible(page, 'beside') && !await visible(page, 'resources') && !await visible(page, 'reports'));
    assert.ok(!await drawn(page, 'beside:Task-1'));
  }));

  it('a queue shows its items, its free slots, and its waiters', visit({ at: '#queues' }, async (page) => {
    await open(page, '#queues?t=0.5');
    const early = (await state(page)).resources[0];
    assert.deepEqual(early.items, []);
    assert.equal(early.limit, 2);
    assert.deepEqual(early.waiters.map(({ role }) => role), ['getter', 'getter']);
    assert.ok(await drawn(page, 'resource:queue'));
    assert.match((await rows(page, 'resources'))[0][2], /to get, .* to get/);

    await goTo(page, '#queues?t=8');
    const later = await eventually(async () => (await state(page)).resources[0], ({ items }) => items.length === 2);
    assert.deepEqual(later.waiters.map(({ role }) => role), ['putter']);
    await settled(page);
    const [, y, , height] = await page.evaluate(() => window.interleave.rect('resource:queue'));
    const [, rows_y] = await page.evaluate(() => window.interleave.rect('task:user-2'));
    assert.ok(y > rows_y && height >= 64, 'it lies below the rows, slots above those who wait');
  }));

  it('locks, semaphores, events and conditions show their holders and waiters', visit({ at: '#races' }, async (page) => {
    await open(page, '#races?scene=Lock&hold_time=3&customers=6&t=3.5');
    const lock = (await state(page)).resources.find(({ name }) => name === 'lock');
    assert.equal(lock.holders.length, 1);
    assert.ok(lock.waiters.length >= 2);
    assert.ok(await drawn(page, 'resource:lock'));
    for (const [scene, name] of [['Semaphore', 'semaphore'], ['Event', 'event'], ['Condition', 'condition']]) {
      await goTo(page, `#races?scene=${scene}&hold_time=3&customers=6&t=${scene === 'Semaphore' ? 3.5 : 2.4}`);
      const thing = await eventually(async () => (await state(page)).resources.find((r) => r.name === name), Boolean, scene);
      assert.ok(thing.waiters.length > 0, `somebody waits for the ${name}`);
      await settled(page);
      assert.ok(await drawn(page, `resource:${name}`));
    }
  }));

  it('a future shows which tasks await it, and which task set it', visit({ at: '#awaitables' }, async (page) => {
    await open(page, '#awaitables?t=1');
    const pending = (await state(page)).resources.find(({ name }) => name === 'future 1');
    assert.deepEqual([pending.detail, pending.waiting], ['pending', 'future']);
    assert.ok(await drawn(page, 'resource:future 1'));
    await goTo(page, '#awaitables?t=3.5');
    const set = await eventually(async () => (await state(page)).resources.find(({ name }) => name === 'future 1'), (f) => f?.holders.length === 1);
    assert.match(set.detail, /^has a result, set by /);
  }));

  it('a task suspended in a chain of coroutines shows the chain', visit({ at: '#await' }, async (page) => {
    await open(page, '#await?t=1');
    const [task] = (await state(page)).tasks;
    assert.match(task.coroutine, /^main → say_after/);
    assert.ok(await drawn(page, 'chain:Task-1'));
    await goTo(page, '#sync-and-async?how=sync&t=6');
    await eventually(async () => (await state(page)).lesson, 'sync-and-async');
    await settled(page);
    assert.ok(!await drawn(page, 'chain:Task-1'), 'where nobody awaits a coroutine or a task there is nothing to show');
  }));

  it('a forgotten await shows as a warning at its time', visit({ at: '#coroutines' }, async (page) => {
    await open(page, '#coroutines?forget_await=true&t=0.5');
    assert.deepEqual((await state(page)).reports, []);
    await goTo(page, '#coroutines?forget_await=true&t=9');
    await eventually(async () => (await state(page)).reports.length, 1);
    assert.ok(await visible(page, 'reports'));
    assert.match((await rows(page, 'reports'))[0][1], /^coroutine 'fetch_weather' was never awaited$/);
  }));

  it('if a program uses random numbers, the seed can be changed on the canvas and in the text view', visit({ at: '#playground', reducedMotion: 'reduce' }, async (page) => {
    await enter(page);
    await write(page, 'import asyncio\nimport random\n\nasyncio.run(asyncio.sleep(random.random()))\n');
    await button(page, 'Run').click();
    await toEnd(page);
    const before = await state(page);
    assert.deepEqual([before.seeded, before.seed], [true, 1]);
    await press(page, 'seed_up');
    await eventually(() => state(page), ({ seed, end }) => seed === 2 && end !== null && end !== before.end, 'another run');
    await press(page, 'seed_down');
    await eventually(() => state(page), ({ seed, end }) => seed === 1 && end === before.end, 'the run of before');
    await page.locator('#text-view-open').click();
    await page.locator('[data-parameter=seed]').fill('7');
    await page.locator('[data-parameter=seed]').press('Enter');
    await eventually(async () => (await state(page)).seed, 7);
    await page.locator('#text-view-open').click();
    await goTo(page, '#tasks');
    await eventually(async () => (await state(page)).lesson, 'tasks');
    await settled(page);
    assert.ok(!await drawn(page, 'seed_up'), 'a lesson that draws none has no seed');
  }));

  it('the words about the second run have enough contrast with the ground', visit({ at: '#sync-and-async' }, async (page) => {
    await open(page, '#sync-and-async?t=1.5');
    const at = await spot(page, 'beside:Task-1', 0, 0);
    const count = await colours(page, { x: at.x, y: at.y - 24, width: 200, height: 20 });
    assert.ok(Object.keys(count).length > 3, 'words are written above its rows');
  }));
});
