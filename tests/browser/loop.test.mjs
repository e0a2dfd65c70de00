// The loop seen to work, and what one does by hand: the halves of a step, rows, the legend, lines, settings.

import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { useChromium } from './chromium.mjs';
import { drag, eventually, handClock, parameter, press, ready, rows, settled, spot, state } from './panel.mjs';

const switches = (page) => page.evaluate(() => Object.fromEntries(['slow', 'legend'].map((name) => [name, localStorage.getItem(`interleave.${name}`)])));

describe('playing', () => {
  const { visit } = useChromium();

  it('shows a callback running in most of the frames at an instant, and its line lights up', visit({ prepare: handClock }, async (page) => {
    await page.waitForFunction(() => window.interleave, undefined, { polling: 50 });
    await page.keyboard.press('Space');
    const seen = await page.evaluate(() => {
      let now = 1e6;
      const frames = [];
      for (let i = 0; i < 45; ++i) {
        const t = window.frameAt(now += 1000 / 60);
        frames.push({ t, running: window.interleave.state().running, lit: document.querySelectorAll('.line.runs').length });
      }
      return frames;
    });
    const running = seen.filter((frame) => frame.running !== null);
    assert.ok(running.length > seen.length / 2, `in ${running.length} of ${seen.length} frames something runs`);
    assert.deepEqual([...new Set(running.map((frame) => frame.running))], ['Task-1', 'Task-2', 'Task-3']);
    assert.ok(running.every(({ t }) => t === 0), 'time stands still meanwhile');
    assert.ok(running.some(({ lit }) => lit > 0), 'the line of the task that runs is lit');
  }));

  it('is slow at instants until that’s switched off, by hand or by key, and the choice is kept', visit({ alone: true }, async (page) => {
    await ready(page);
    assert.equal((await state(page)).slow, true);
    await press(page, 'slow', 0.3);
    await eventually(async () => (await state(page)).slow, false);
    await page.reload();
    await ready(page);
    assert.equal((await state(page)).slow, false);
    await page.keyboard.press('s');
    await eventually(async () => (await state(page)).slow, true);
    assert.equal((await switches(page)).slow, null);
  }));
});

describe('by hand', () => {
  const { visit } = useChromium();

  it('a click on a row’s name selects it: the arrows then go through the moments of this task alone', visit(async (page) => {
    await ready(page);
    await press(page, 'task:name:Task-1');
    await settled(page);
    const times = [];
    for (let i = 0; i < 4; ++i) {
      await page.keyboard.press('ArrowRight');
      const { running, t, tasks } = await state(page);
      times.push([t, running, tasks[0].state]);
    }
    assert.deepEqual(times, [[0, 'Task-1', 'running'], [0, null, 'waiting'], [3, null, 'ready'], [3, 'Task-1', 'running']]);
    await page.keyboard.press('ArrowLeft');
    await page.keyboard.press('ArrowLeft');
    assert.equal((await state(page)).t, 0);
    await press(page, 'task:name:Task-1');
    await settled(page);
    await page.keyboard.press('ArrowRight');
    assert.equal((await state(page)).running, 'Task-2', 'a second click takes that back');
  }));

  it('the legend closes and opens, and stays so', visit({ alone: true }, async (page) => {
    await ready(page);
    assert.ok(await page.evaluate(() => window.interleave.rect('legend:sleeps')));
    assert.equal(await page.evaluate(() => window.interleave.rect('legend:cancelled')), null, 'it names what the run has');
    await press(page, 'legend', 0.3);
    await eventually(() => page.evaluate(() => window.interleave.rect('legend:sleeps')), null);
    await page.reload();
    await ready(page);
    assert.equal(await page.evaluate(() => window.interleave.rect('legend:sleeps')), null);
    await press(page, 'legend', 0.3);
    await eventually(async () => (await switches(page)).legend, null);
  }));

  it('a click on a line of the output goes to its moment', visit(async (page) => {
    await ready(page);
    await page.keyboard.press('End');
    await eventually(async () => (await rows(page, 'output')).length, 7);
    await press(page, 'output:4');
    await eventually(async () => (await rows(page, 'output')).map(([, , text]) => text), ['started', 'both created', 'before hello', 'before world', 'hello']);
    assert.equal((await state(page)).t, 3);
  }));

  it('a click on the number of a marked line runs until a task pauses there', visit(async (page) => {
    await ready(page);
    const line = page.locator('#tasks [data-language=python] .line[data-mark=sleep]');
    await line.click({ position: { x: 12, y: 8 } });
    await eventually(async () => (await state(page)).tasks.filter((task) => task.state === 'sleeping').map(({ name }) => name), ['Task-2']);
    await line.click({ position: { x: 12, y: 8 } });
    await eventually(async () => (await state(page)).tasks.filter((task) => task.state === 'sleeping').length, 2);
    await line.click({ position: { x: 12, y: 8 } });
    await eventually(() => page.locator('#page-notice').textContent(), (text) => text.includes('no task pauses at that line'));
  }));

  it('settings are taken back one by one, a drag as a whole', visit(async (page) => {
    await ready(page);
    const before = await parameter(page, 'delay_1');
    await drag(page, await spot(page, 'parameter:delay_1', 0.5), await spot(page, 'parameter:delay_1', 0.8));
    await eventually(() => parameter(page, 'delay_1'), (value) => value > before);
    await press(page, 'parameter:await_task_2', 0.2);
    await eventually(() => parameter(page, 'await_task_2'), false);
    await page.keyboard.press('z');
    await eventually(() => parameter(page, 'await_task_2'), true);
    await page.keyboard.press('z');
    await eventually(() => parameter(page, 'delay_1'), before);
    assert.equal((await state(page)).undo, false);
  }));

  it('the variables of a lesson’s tasks are there as text', visit({ at: '#races?t=1' }, async (page) => {
    await ready(page);
    const found = await rows(page, 'variables');
    assert.deepEqual(found.slice(1, 3).map(([, , values]) => values), ['number = 1, seen = 0', 'number = 2, shared = None']);
  }));
});

describe('the first screen', () => {
  const { visit } = useChromium();

  it('says what this is and plays the first program, in two acts from the address to a run', visit({ at: '', alone: true }, async (page) => {
    await ready(page);
    const box = page.locator('#welcome');
    assert.equal(await box.isVisible(), true);
    const count = await page.locator('.lesson').count();
    assert.equal(count, 21);
    assert.match(await box.textContent(), /Twenty-one short lessons/);
    assert.equal(await page.locator('#welcome-continue').isVisible(), false);
    await page.getByRole('button', { name: 'Play the first program' }).click();
    await eventually(() => state(page), ({ playing, t }) => playing && t >= 0, 'playing');
    await eventually(() => rows(page, 'output'), (lines) => lines.length > 2, 'its output');
  }));

  it('leads on to the lesson where the reader was', visit({ at: '#tasks', alone: true }, async (page) => {
    await ready(page);
    assert.equal(await page.locator('#welcome').isVisible(), false);
    await page.evaluate(() => { location.hash = '#sync-and-async'; });
    await eventually(() => page.locator('#welcome-continue').textContent(), 'Continue at lesson 4: When does a task start?');
    await page.locator('#welcome-continue').click();
    await eventually(async () => (await state(page)).lesson, 'tasks');
  }));
});
