// Playing, stepping and seeking with the mouse, held against what the runner prints.

import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { useChromium } from './chromium.mjs';
import {
  drag, eventually, message, parameter, press, printed, ready, rows, settled, spot, state,
} from './panel.mjs';

const output = (page) => () => rows(page, 'output');

/// What has to be the same at one position, whichever way it was come to: everything.
const walk = async (page, key, count) => {
  const seen = [];
  for (let i = 0; i < count; ++i) {
    await page.keyboard.press(key);
    seen.push(await state(page));
  }
  return seen;
};

describe('playing', () => {
  const { visit } = useChromium();

  it('a press on Play runs the program to its end, with the output that the runner prints', visit({ at: '#tasks?speed=10' }, async (page) => {
    await ready(page);
    await press(page, 'play');
    await eventually(output(page), await printed());
    await eventually(() => message(page), 'Finished at 3.000 s. Play again to replay.');
    const end = await state(page);
    assert.equal(end.t, 3);
    assert.equal(end.ended, true);
    assert.equal(end.playing, false);
    assert.deepEqual(end.tasks.map(({ name, state: how }) => [name, how]), [['Task-1', 'done'], ['Task-2', 'done'], ['Task-3', 'done']]);
    assert.deepEqual([end.ready, end.timers], [[], []]);
  }));

  it('Play at the end plays from the start again', visit({ at: '#tasks?speed=1' }, async (page) => {
    await ready(page);
    await press(page, 'to_end');
    await eventually(() => message(page), (text) => text.startsWith('Finished'));
    await press(page, 'play');
    await eventually(() => state(page), ({ playing, t }) => playing && t < 3, 'playing from the start');
    await page.evaluate(() => window.interleave.set('speed', '10'));
    await eventually(output(page), await printed());
  }));

  it('Pause stops the time, and Play continues from there', visit({ at: '#tasks?speed=0.5' }, async (page) => {
    await ready(page);
    await press(page, 'play');
    await eventually(() => state(page), ({ t }) => t > 0.1, 'time going on');
    await press(page, 'play');
    const { t } = await eventually(() => state(page), ({ playing }) => !playing, 'pausing');
    await settled(page);
    assert.ok(t < 3);
    assert.equal((await state(page)).t, t);
    await press(page, 'play');
    await eventually(() => state(page), (later) => later.playing && later.t > t, 'going on');
  }));

  it('dragging a delay while the run plays changes the rest of the run', visit({ at: '#tasks?speed=0.2' }, async (page) => {
    await ready(page);
    await press(page, 'play');
    await eventually(() => state(page), ({ t }) => t > 0.05, 'time going on');
    const from = await spot(page, 'parameter:delay_1');
    const { x } = await spot(page, 'parameter:delay_1', 0.7);
    let during;
    await drag(page, from, { x, y: from.y + 40 }, async () => {
      during = await eventually(() => state(page), ({ end }) => end > 3, 'a later end');
    });
    assert.equal(during.playing, true, 'it plays on while the slider is held');
    const delay = await parameter(page, 'delay_1');
    assert.ok(delay > 3.5 && delay < 6, `delay 1 is ${delay}`);
    assert.equal(during.end, delay);
    assert.equal((await state(page)).playing, true, 'it plays on when the slider is let go');
    assert.equal(await page.locator('#parameter-delay_1').inputValue(), String(delay));
    await page.mouse.move(10, 10);
    for (let i = 0; i < 20; ++i) await page.keyboard.press('+');
    await eventually(output(page), await printed({ delay_1: delay }));
    await eventually(() => message(page), `Finished at ${delay.toFixed(3)} s. Play again to replay.`);
  }));

  it('a step takes a callback, the next one ends it, and a step back undoes each, by mouse', visit(async (page) => {
    await ready(page);
    const start = await state(page);
    await press(page, 'step');
    await eventually(() => rows(page, 'tasks'), [['Task-1', 'main', 'running', 'running']]);
    assert.deepEqual(await rows(page, 'ready'), []);
    await press(page, 'step');
    await eventually(() => rows(page, 'tasks'), [
      ['Task-1', 'main → Task-2', 'waiting', 'waiting for Task-2'],
      ['Task-2', 'say_after', 'ready', 'ready to start'],
      ['Task-3', 'say_after', 'ready', 'ready to start'],
    ]);
    assert.deepEqual(await rows(page, 'ready'), [['1', 'Task-2 starts'], ['2', 'Task-3 starts']]);
    assert.deepEqual(await rows(page, 'output'), [['0.000 s', 'Task-1', 'started'], ['0.000 s', 'Task-1', 'both created']]);
    await press(page, 'step');
    await eventually(async () => (await state(page)).running, 'Task-2');
    await press(page, 'step');
    await eventually(() => rows(page, 'timers'), [['sleep of Task-2', '3.000 s', '3.000 s']]);
    await press(page, 'step_back');
    await eventually(() => rows(page, 'timers'), []);
    await press(page, 'step_back');
    await eventually(async () => (await state(page)).running, null);
    await press(page, 'step_back');
    await eventually(async () => (await state(page)).running, 'Task-1');
    await press(page, 'step_back');
    await eventually(() => rows(page, 'tasks'), [['Task-1', 'main', 'ready', 'ready to start']]);
    assert.deepEqual(await rows(page, 'output'), []);
    assert.deepEqual(await state(page), start);
  }));

  it('stepping back, every position is the same as on the way there', visit(async (page) => {
    await ready(page);
    const start = await state(page);
    const there = [start];
    while (!there.at(-1).ended) {
      assert.ok(there.length < 50, 'the run ends');
      there.push(...await walk(page, 'ArrowRight', 1));
    }
    const positions = there.map(({ position }) => position);
    assert.ok(positions.length > 6 && positions.every((p, i) => i === 0 || p > positions[i - 1]), 'every step goes on');
    const back = await walk(page, 'ArrowLeft', there.length - 1);
    assert.deepEqual(back.reverse(), there.slice(0, -1));
    await page.keyboard.press('ArrowLeft');
    assert.deepEqual(await state(page), start, 'before the first step there is nothing');
    assert.deepEqual(await walk(page, 'ArrowRight', there.length - 1), there.slice(1));
    await page.keyboard.press('ArrowRight');
    assert.deepEqual(await state(page), there.at(-1), 'after the last step there is nothing');
  }));

  it('the buttons for the start and the end go there', visit(async (page) => {
    await ready(page);
    const start = await state(page);
    await press(page, 'to_end');
    await eventually(output(page), await printed());
    await press(page, 'restart');
    await eventually(output(page), []);
    assert.deepEqual(await state(page), start);
  }));

  it('a press on the time axis seeks, and a drag on it scrubs', visit(async (page) => {
    await ready(page);
    await press(page, 'axis', 0.5, 0.5);
    const { t } = await eventually(() => state(page), (now) => now.t > 0, 'seeking');
    assert.ok(t > 1 && t < 2.5, `t is ${t}`);
    await eventually(() => rows(page, 'timers').then((timers) => timers.map(([task, due]) => [task, due])),
      [['sleep of Task-2', '3.000 s'], ['sleep of Task-3', '3.000 s']]);
    await drag(page, await spot(page, 'axis', 0.5), await spot(page, 'axis', 0.25), async () => {
      await eventually(() => state(page), (now) => now.t < t && now.t > 0, 'scrubbing back');
    });
    await drag(page, await spot(page, 'axis', 0.25), await spot(page, 'axis', 1), async () => eventually(output(page), await printed()));
    await drag(page, await spot(page, 'axis', 0.9), await spot(page, 'axis', 0), () => eventually(() => state(page).then((now) => now.t), 0));
  }));

  it('the wheel on the timeline zooms around the pointer, and dragging there pans', visit(async (page) => {
    await ready(page);
    const timeAt = async (x) => {
      await press(page, 'axis', x, 0.5);
      await settled(page);
      return (await state(page)).t;
    };
    const [left, right] = [await timeAt(0.1), await timeAt(0.6)];
    const pivot = await spot(page, 'timeline', 0.1);
    await page.mouse.move(pivot.x, pivot.y);
    await page.mouse.wheel(0, -300);
    await eventually(() => timeAt(0.6), (t) => t < right - 0.5, 'a closer view');
    const close = await timeAt(0.6);
    assert.ok(Math.abs(await timeAt(0.1) - left) < 0.02, 'what is under the pointer stays');
    assert.equal(await page.evaluate(() => scrollY), 0, 'the page does not scroll');
    await drag(page, await spot(page, 'timeline', 0.6), await spot(page, 'timeline', 0.3));
    await settled(page);
    assert.ok(await timeAt(0.6) > close + 0.2, 'a drag to the left shows what is later');
    await page.mouse.move(pivot.x, pivot.y);
    await page.mouse.wheel(0, 900);
    await eventually(() => timeAt(0.9), (t) => t === 3, 'a wider view');
    await press(page, 'fit');
    await settled(page);
    assert.ok(Math.abs(await timeAt(0.6) - right) < 0.02, 'fit shows the whole run as at first');
  }));

  it('the wheel elsewhere on the panel scrolls the page', visit({ viewport: { width: 1200, height: 1200 } }, async (page) => {
    await ready(page);
    const stage = await page.locator('#panel-stage').boundingBox();
    await page.mouse.move(stage.x + stage.width / 2, stage.y + stage.height - 20);
    await page.mouse.wheel(0, 200);
    await eventually(() => page.evaluate(() => scrollY), (y) => y > 100, 'the page scrolling');
  }));

  it('in a low window the wheel scrolls down the panel', visit({ viewport: { width: 1200, height: 480 } }, async (page) => {
    await ready(page);
    const stage = await page.locator('#panel-stage').boundingBox();
    await page.mouse.move(stage.x + 20, stage.y + stage.height - 20);
    await page.mouse.wheel(0, 100);
    await eventually(() => page.evaluate(() => document.getElementById('panel-stage').scrollTop), (y) => y > 50, 'the panel scrolling');
    await press(page, 'axis', 0.5);
    await eventually(() => state(page), ({ t }) => t > 0, 'a press finding the axis where it now stands');
  }));
});

describe('parameters', () => {
  const { visit } = useChromium();

  it('a switch and a choice on the canvas are set by a press', visit(async (page) => {
    await ready(page);
    await press(page, 'parameter:await_task_2', 0.2);
    await eventually(() => parameter(page, 'await_task_2'), false);
    await press(page, 'parameter:start:create and await one by one');
    await eventually(() => parameter(page, 'start'), 'create and await one by one');
    await eventually(() => page.locator('#parameter-await_task_2').isChecked(), false);
    await eventually(() => page.locator('#parameter-start').inputValue(), 'create and await one by one');
    assert.equal((await state(page)).end, 3);
    await press(page, 'to_end');
    await eventually(output(page), await printed({ await_task_2: false, start: 'create and await one by one' }));
  }));

  it('the controls of the text view set parameters too', visit(async (page) => {
    await ready(page);
    await page.keyboard.press('t');
    await page.getByLabel('delay 2').focus();
    for (let i = 0; i < 5; ++i) await page.keyboard.press('ArrowRight');
    await eventually(() => parameter(page, 'delay_2'), 3.5);
    assert.equal((await state(page)).position, 2, 'the arrow keys move the slider, not the run');
    await page.getByLabel('await task2').uncheck();
    await eventually(() => parameter(page, 'await_task_2'), false);
    await page.getByLabel('start', { exact: true }).selectOption('create and await one by one');
    await eventually(() => parameter(page, 'start'), 'create and await one by one');
    await page.getByRole('button', { name: 'To the end' }).click();
    await eventually(output(page), await printed({ delay_2: 3.5, await_task_2: false, start: 'create and await one by one' }));
  }));

  it('a change in the middle of a run lays it out again and keeps the time', visit(async (page) => {
    await ready(page);
    await press(page, 'axis', 0.5);
    const { t } = await eventually(() => state(page), (now) => now.t > 0, 'seeking');
    await press(page, 'parameter:delay_2', 0.9);
    const later = await eventually(() => state(page), ({ end }) => end > 3, 'a later end');
    assert.equal(later.t, t);
    assert.equal(later.end, await parameter(page, 'delay_2'));
    assert.equal(later.playing, false);
  }));
});
