// The address: it holds lesson, parameters, seed and time, and whatever it holds, the page keeps working.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { top, useChromium } from './chromium.mjs';
import { eventually, goTo, notice, openMore, parameter, press, printed, ready, rows, state } from './panel.mjs';

const [{ slug: first }] = JSON.parse(readFileSync(join(top, 'build/gen/lessons.json'), 'utf8'));
const hash = (page) => page.evaluate(() => location.hash);
const sentences = (text) => text.split(/(?<=[.!?])\s+(?=[A-Z])/).filter(Boolean);

/// After whatever was asked: the page runs a program to its end.
async function goesOn(page) {
  await page.keyboard.press('Home');
  await page.keyboard.press('End');
  const { ended, parameters, lesson } = await state(page);
  assert.equal(ended, true);
  const settings = Object.fromEntries(parameters.map(({ name, value }) => [name, value]));
  await eventually(() => rows(page, 'output'), await printed(settings, lesson));
}

describe('the address', () => {
  const { visit } = useChromium();

  it('restores lesson, parameters, seed and time', visit({ at: '#tasks?delay_1=2&await_task_2=false&seed=7&t=1.5' }, async (page) => {
    await ready(page);
    const now = await state(page);
    assert.equal(now.t, 1.5);
    assert.equal(now.seed, 7);
    assert.equal(now.playing, false);
    assert.equal(await parameter(page, 'delay_1'), 2);
    assert.equal(await parameter(page, 'await_task_2'), false);
    assert.deepEqual(await rows(page, 'timers'), [['sleep of Task-2', '2.000 s', '0.500 s'], ['sleep of Task-3', '3.000 s', '1.500 s']]);
    assert.equal(await notice(page), '');
    await eventually(() => hash(page), '#tasks?delay_1=2&await_task_2=false&seed=7&t=1.5');
  }));

  it('follows the settings in the page, so that a copy of it shows the same', visit(async (page) => {
    await ready(page);
    await eventually(() => hash(page), '#tasks');
    await press(page, 'parameter:delay_2', 0.8);
    await press(page, 'parameter:start:create and await one by one');
    await press(page, 'axis', 0.7);
    const shared = await eventually(() => hash(page), (now) => /delay_2=.*&start=.*&t=/.test(now), 'the address following');
    const copy = await page.context().newPage();
    await copy.goto(page.url());
    await ready(copy);
    const [here, there] = [await state(page), await state(copy)];
    assert.ok(Math.abs(here.t - there.t) < 0.0006, `${here.t} and ${there.t}`);
    const same = ({ parameters, tasks, output, ready: queue, position, end }) => ({ parameters, tasks, output, queue, position, end });
    assert.deepEqual(same(there), same(here));
    assert.equal(await hash(copy), shared);
    await copy.close();
  }));

  it('a link of the text sets parameters, and the browser\'s back and forward undo and redo it', visit(async (page) => {
    await ready(page);
    await page.locator('#tasks a[href="#tasks?await_task_2=false"]').first().click();
    await eventually(() => parameter(page, 'await_task_2'), false);
    await page.locator('#tasks a.preset').first().click();
    await eventually(() => parameter(page, 'delay_1'), 5);
    assert.equal(await parameter(page, 'await_task_2'), true);
    await page.goBack();
    await eventually(() => parameter(page, 'delay_1'), 3);
    assert.equal(await parameter(page, 'await_task_2'), true, 'all that was tried is undone at once');
    await page.goForward();
    await eventually(() => parameter(page, 'delay_1'), 5);
    assert.equal(await notice(page), '');
  }));

  it('a value out of range is clamped, with a sentence', visit({ at: '#tasks?delay_1=60&speed=1000' }, async (page) => {
    await ready(page);
    assert.equal(await parameter(page, 'delay_1'), 6);
    assert.equal((await state(page)).speed, 10);
    assert.match(await notice(page), /delay_1 goes from 0\.0 to 6\.0, so .*60.* became 6\.0\./);
    assert.match(await notice(page), /speed goes from 0\.1 to 10\.0, so .*1000.* became 10\.0\./);
    await eventually(() => hash(page), '#tasks?delay_1=6&speed=10');
    await page.getByRole('button', { name: 'Close this message' }).click();
    assert.equal(await notice(page), '');
    await goesOn(page);
  }));

  it('a time after the end is the end', visit({ at: '#tasks?t=1000' }, async (page) => {
    await ready(page);
    const { t, ended } = await state(page);
    assert.deepEqual([t, ended], [3, true]);
    await goesOn(page);
  }));

  /// What was asked for in vain: the page says so, briefly, and the lesson is at its start.
  async function isSaid(page, fragment, expected = 'tasks') {
    const said = await eventually(() => notice(page), (text) => text !== '', `a sentence on ${fragment.slice(0, 60)}`);
    assert.match(said, /\.$/);
    assert.ok(sentences(said).length <= 5 && said.length < 600, `it says it briefly: ${said}`);
    const { t, lesson } = await state(page);
    assert.deepEqual([t, lesson], [0, expected]);
    assert.equal(await page.evaluate(() => document.querySelectorAll('main img, main script:not([type="application/json"])').length), 0);
    assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth), 'it is not wider than the page');
  }

  const asked = {
    'nonsense for a parameter, a name, a time and a seed': '#tasks?delay_1=banana&foo=1&t=-5&seed=1e99',
    'a lesson that is not there': '#nope',
    'ten thousand characters': `#${'x'.repeat(10_000)}`,
  };
  for (const [what, fragment] of Object.entries(asked)) {
    it(`${what} in the address: a sentence, and the page keeps working`, visit({ at: fragment }, async (page) => {
      await ready(page);
      await isSaid(page, fragment, fragment.startsWith('#tasks') ? 'tasks' : first);
      await goesOn(page);
    }));
  }

  it('nonsense typed into the address bar later also gets a sentence, which disappears once the address is valid', visit(async (page) => {
    await ready(page);
    for (const fragment of [
      '#tasks?delay_1=banana', '#%%%', '#tasks?delay_1=%E0%A4%A', '#tasks?start=never', '#tasks?delay_1',
      '#tasks?delay_1=NaN&delay_2=Infinity&seed=-1&t=1e400&speed=0x10', '#<img src=x onerror=alert(1)>?delay_1=<script>',
      `#tasks?${'delay_1=banana&'.repeat(400)}start=${'y'.repeat(4_000)}`, '#tasks?__proto__=1&constructor=2',
    ]) {
      await goTo(page, fragment);
      await isSaid(page, fragment);
      await goTo(page, '#tasks?delay_1=1');
      await eventually(() => notice(page), '');
      assert.equal(await parameter(page, 'delay_1'), 1);
    }
    await goesOn(page);
  }));

  it('with a place of the page that is in no lesson, the first lesson can still be run', visit({ at: '#page-text' }, async (page) => {
    await ready(page);
    assert.equal((await state(page)).lesson, first);
    assert.equal(await notice(page), '');
    await goTo(page, '#tasks?delay_1=2');
    await eventually(() => parameter(page, 'delay_1'), 2);
    await goTo(page, '#page-text');
    await goTo(page, '#canvas');
    assert.equal(await parameter(page, 'delay_1'), 2);
    await goesOn(page);
  }));

  it('a heading of the lesson can be linked to', visit(async (page) => {
    await ready(page);
    const id = await page.evaluate(() => document.querySelector('#tasks h2[id]')?.id);
    assert.ok(id, 'headings have ids');
    for (let i = 0; i < 2; ++i) await page.keyboard.press('ArrowRight');
    await goTo(page, `#${id}`);
    await eventually(() => page.evaluate(() => scrollY), (y) => y > 100, 'the page scrolling to it');
    assert.equal((await state(page)).tasks.length, 3, 'the run is left as it was');
    assert.equal(await notice(page), '');
  }));

  /// What a reader sees of a run at a moment.
  async function seen(page) {
    const tables = {};
    for (const table of ['tasks', 'ready', 'timers', 'resources', 'output', 'reports', 'segments']) tables[table] = await rows(page, table);
    const { t, step, position, end, live, parameters } = await state(page);
    return { t, step, position, end, live, parameters, tables };
  }

  /// Opens the page's address afresh, and holds what it shows against the page.
  async function isShared(page) {
    const { t, step, live } = await state(page);
    const told = async () => ['t', 'step', 'live'].map((name) => new URLSearchParams(page.url().split('?')[1]).get(name));
    await eventually(told, [String(t), step === null ? null : String(step), live === '' ? null : live]);
    const copy = await page.context().newPage();
    await copy.goto(page.url());
    await ready(copy);
    assert.deepEqual(await seen(copy), await seen(page));
    assert.equal(await notice(copy), '');
    assert.equal(await hash(copy), await hash(page));
    await copy.close();
  }

  it('has the changes made while the program ran, so that a copy of it shows the same', visit({ at: '#queues?t=5.9&speed=0.5' }, async (page) => {
    await ready(page);
    await page.keyboard.press('Space');
    await eventually(() => state(page), ({ t }) => t > 6, 'playing');
    await page.keyboard.press('Space');
    await eventually(() => state(page), ({ playing }) => !playing, 'pausing');
    const before = await seen(page);
    await openMore(page);
    await press(page, 'parameter:make_max', 0.95);
    await eventually(() => parameter(page, 'make_max'), (value) => value > 7, 'a longer time to make a letter');
    const after = await seen(page);
    assert.deepEqual([after.t, after.tables.output], [before.t, before.tables.output], 'what has happened stays');
    assert.match(after.live, /^\d+:make_max=/);
    await isShared(page);
    await page.keyboard.press('End');
    await isShared(page);
    for (let i = 0; i < 4; ++i) await page.keyboard.press('ArrowLeft');
    await press(page, 'parameter:use_max', 0.1);
    await eventually(() => state(page), ({ live }) => live.split(',').length === 2, 'a second change');
    await isShared(page);
  }));

  it('has the step within an instant, which the time alone doesn’t determine', visit({ at: '#tasks?t=2.9' }, async (page) => {
    await ready(page);
    const positions = new Set();
    for (let i = 1; i <= 4; ++i) {
      await page.keyboard.press('ArrowRight');
      const { t, step, position } = await state(page);
      assert.deepEqual([t, step], [3, i]);
      positions.add(position);
      if (i === 1 || i === 3) await isShared(page);
    }
    assert.equal(positions.size, 4);
  }));
});
