// One finger on the panel: it scrolls without touching what it passes over, it taps, and it drags sideways.

import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { useChromium } from './chromium.mjs';
import { enter, isSeen } from './journey.mjs';
import { choose, eventually, oneFrame, parameter, phone, ready, recordingOf, settled, spot, state, swipe, tap } from './panel.mjs';
import { write } from './writing.mjs';

const scrollTop = (page) => page.evaluate(() => document.getElementById('panel-stage').scrollTop);

const roomBelow = (page) => page.evaluate(() => {
  const { scrollHeight, clientHeight, scrollTop: top } = document.getElementById('panel-stage');
  return scrollHeight - clientHeight - top;
});

/// Scrolls the panel until a control is in the middle of what is seen of it; returns how far that is.
async function bringIntoView(page, name) {
  await page.evaluate((control) => {
    const stage = document.getElementById('panel-stage');
    const [, top, , height] = window.interleave.rect(control);
    stage.scrollTop += top + Math.min(height, 100) / 2 - stage.clientHeight / 2;
  }, name);
  await settled(page);
  return scrollTop(page);
}

/// What a finger may change: the run, and the picture of it, with the panel scrolled to one place.
async function everything(page, scrolledTo) {
  await page.evaluate((top) => { document.getElementById('panel-stage').scrollTop = top; }, scrolledTo);
  await settled(page);
  const clip = await page.locator('#panel-stage').boundingBox();
  const picture = await page.screenshot({ clip, animations: 'disabled' });
  return { state: await state(page), picture: picture.toString('base64'), scrollY: await page.evaluate(() => scrollY) };
}

function isTheSame(now, before, what) {
  assert.deepEqual(now.state, before.state, what);
  assert.ok(now.picture === before.picture, `${what}: the picture is another`);
  assert.equal(now.scrollY, before.scrollY, `${what}: the text has scrolled`);
}

/// Counts what the browser tells of the pointer.
const listen = (page) => page.evaluate(() => {
  window.told = { pointercancel: 0 };
  document.getElementById('canvas').addEventListener('pointercancel', () => { ++window.told.pointercancel; });
});
const cancels = (page) => page.evaluate(() => window.told.pointercancel);

async function scrollFromEach(page, controls) {
  await listen(page);
  for (const name of controls) {
    const top = await bringIntoView(page, name);
    const before = await everything(page, top);
    const seen = await cancels(page);
    const from = await spot(page, name, 0.7, name === 'timeline' || name === 'beside' ? 0.3 : 0.5);
    await swipe(page, from, { x: from.x + 8, y: from.y + (await roomBelow(page) > 120 ? -120 : 120) });
    await settled(page);
    assert.equal(await cancels(page), seen + 1, `the browser has taken the gesture that began on ${name}`);
    isTheSame(await everything(page, top), before, name);
  }
}

describe('a finger that scrolls the panel', () => {
  const { visit } = useChromium();
  const kinds = {
    '#tasks?t=1.5&speed=2': [
      'timeline', 'axis', 'minimap', 'lens', 'axis_kind', 'play', 'step', 'step_back', 'restart', 'to_end', 'fit', 'speed', 'parameter:delay_1',
      'parameter:await_task_2', 'parameter:start:create and await one by one',
    ],
    '#pipelines?weather_seed=3&t=1': ['parameter:weather_seed', 'timeline'],
    '#sync-and-async?t=0.5': ['beside', 'axis'],
  };

  for (const [at, controls] of Object.entries(kinds)) {
    it(`changes nothing, wherever it begins: ${at}`, visit({ ...phone, at }, async (page) => {
      await ready(page);
      await page.locator('#panel-handle').tap();  // the panel has the whole height, and is still higher
      await settled(page);
      await scrollFromEach(page, controls);
    }));
  }

  it('changes nothing, wherever it begins, in a program of the reader’s own, which has a seed', visit({ ...phone, at: '#playground', reducedMotion: 'reduce' }, async (page) => {
    await enter(page);
    await write(page, 'import asyncio\nimport random\n\nasyncio.run(asyncio.sleep(random.random()))\n');
    await page.getByRole('button', { name: 'Run', exact: true }).tap();
    await eventually(() => state(page), ({ lesson, ended }) => lesson === 'playground' && ended, 'the end');
    await page.locator('#panel-handle').tap();
    await page.evaluate(() => scrollTo(0, 0));
    await settled(page);
    await scrollFromEach(page, ['seed_up', 'seed_down', 'timeline']);
  }));

  it('changes nothing, even on rows that don’t all fit, or on their scroll bar', visit(phone, async (page) => {
    await ready(page);
    await choose(page, 'many.json', recordingOf(40));
    await eventually(() => page.locator('#page-where').textContent(), 'Recording: many.json');
    await page.locator('#panel-handle').tap();
    await settled(page);
    await listen(page);
    for (const name of ['task:scroll', 'timeline', 'task:down', 'task:up']) {
      const top = await bringIntoView(page, name);
      const before = await everything(page, top);
      const seen = await cancels(page);
      const from = await spot(page, name, 0.5, name === 'task:scroll' || name === 'timeline' ? 0.1 : 0.5);
      await swipe(page, from, { x: from.x - 6, y: from.y + (await roomBelow(page) > 120 ? -120 : 120) });
      await settled(page);
      assert.equal(await cancels(page), seen + 1, `the browser has taken the gesture that began on ${name}`);
      isTheSame(await everything(page, top), before, name);
    }
    /// By how much the rows are scrolled.
    const first = () => page.evaluate(() => {
      const [, top] = window.interleave.rect('timeline');
      for (let k = 1; k <= 40; ++k) {
        const row = window.interleave.rect(`task:task-${k}`);
        if (row) return (k - 1) * row[3] - (row[1] - top);
      }
      return null;
    });
    await bringIntoView(page, 'task:down');
    const before = await first();
    await tap(page, 'task:down');
    await settled(page);
    assert.ok(await first() > before + 100, 'a tap goes on to the next rows');
  }));

  it('changes nothing while the run plays', visit({ ...phone, at: '#tasks?speed=0.1' }, async (page) => {
    await ready(page);
    await page.locator('#panel-handle').tap();
    await tap(page, 'play');
    await eventually(() => state(page), ({ playing, t }) => playing && t > 0, 'playing');
    const { x, y } = await spot(page, 'axis', 0.9);
    await swipe(page, { x, y }, { x, y: y - 60 });
    const { playing, t } = await state(page);
    assert.equal(playing, true);
    assert.ok(t < 2, `the time is ${t} s, not that under the finger`);
  }));
});

describe('a finger on a control', () => {
  const { visit } = useChromium();

  it('taps: buttons, switch, choice, seed and axis do what a press does', visit({ ...phone, at: '#tasks' }, async (page) => {
    await ready(page);
    await page.locator('#panel-handle').tap();
    await tap(page, 'step');
    await eventually(async () => (await state(page)).running, 'Task-1', 'a step');
    await bringIntoView(page, 'axis');
    await tap(page, 'axis', 0.5);
    await eventually(() => state(page), ({ t }) => t > 0, 'seeking');
    await bringIntoView(page, 'parameter:await_task_2');
    await tap(page, 'parameter:await_task_2', 0.2);
    await eventually(() => parameter(page, 'await_task_2'), false);
    await tap(page, 'parameter:start:create and await one by one');
    await eventually(() => parameter(page, 'start'), 'create and await one by one');
    await bringIntoView(page, 'parameter:delay_1');
    await tap(page, 'parameter:delay_1', 0.9);
    await eventually(() => parameter(page, 'delay_1'), (value) => value > 4.5, 'a slider tapped');
    await settled(page);
    const [from, to] = await page.evaluate(() => window.interleave.view());
    await tap(page, 'axis_kind');
    await eventually(() => page.evaluate(() => window.interleave.view()), ([first, last]) => first !== from || last !== to, 'the axis by steps');
    await tap(page, 'axis_kind');
    await eventually(() => page.evaluate(() => window.interleave.view().slice(0, 2)), [from, to]);
    const { position } = await state(page);
    await tap(page, 'lens', 0.01, 0.5);
    await eventually(() => state(page), (now) => now.position !== position, 'the first step of the instant');
  }));

  it('that trembles a little still taps', visit(phone, async (page) => {
    await ready(page);
    const at = await spot(page, 'step');
    await swipe(page, at, { x: at.x + 3, y: at.y + 3 });
    await eventually(async () => (await state(page)).running, 'Task-1', 'a step');
  }));

  it('drags sideways: a slider, the axis and the rows follow, even if it strays up and down', visit(phone, async (page) => {
    await ready(page);
    await page.locator('#panel-handle').tap();
    await settled(page);
    await bringIntoView(page, 'axis');
    const axis = await spot(page, 'axis', 0.2);
    const end = await spot(page, 'axis', 0.8);
    await swipe(page, axis, { x: end.x, y: end.y + 40 });
    const { t } = await eventually(() => state(page), (now) => now.t > 1.5, 'scrubbing');
    await settled(page);
    const rows = await spot(page, 'timeline', 0.8);
    await swipe(page, rows, { x: rows.x - 150, y: rows.y });
    await settled(page);
    assert.equal((await state(page)).t, t, 'the rows move the view, not the time');
    await tap(page, 'axis', 0.8);
    await eventually(() => state(page), (now) => now.t > t || now.ended, 'a later time at the same place');
    await bringIntoView(page, 'parameter:delay_1');
    const knob = await spot(page, 'parameter:delay_1');
    await swipe(page, knob, { x: knob.x + 80, y: knob.y - 20 });
    await eventually(() => parameter(page, 'delay_1'), (value) => value > 3.5, 'a longer delay');
  }));

  it('that the system takes away hasn’t pressed anything, and the next one does', visit(phone, async (page) => {
    await ready(page);
    const start = await state(page);
    const session = await page.context().newCDPSession(page);
    const at = await spot(page, 'step');
    const slide = await spot(page, 'axis', 0.5);
    const cancelled = async (from, ...moves) => {
      await session.send('Input.dispatchTouchEvent', { type: 'touchStart', touchPoints: [from] });
      for (const place of moves) await session.send('Input.dispatchTouchEvent', { type: 'touchMove', touchPoints: [place] });
      await oneFrame(page);
      await session.send('Input.dispatchTouchEvent', { type: 'touchCancel', touchPoints: [] });
      await settled(page);
    };
    await cancelled(at);
    await cancelled(at, { x: at.x + 20, y: at.y }, { x: at.x + 4, y: at.y });
    assert.deepEqual(await state(page), start, 'a button that is let go of so has not been pressed');
    await cancelled(slide, { x: slide.x + 30, y: slide.y }, { x: slide.x + 60, y: slide.y });
    await eventually(() => state(page), start, 'a drag that is taken away leaves everything as it was');
    await tap(page, 'step');
    await eventually(async () => (await state(page)).running, 'Task-1', 'a step');
  }));
});

describe('a finger on the text', () => {
  const { visit } = useChromium();
  const dock = (page) => page.evaluate(() => document.documentElement.dataset.dock);

  it('finds a control by its name, sees what a link sets, and opens the next lesson', visit({ ...phone, at: '#crawler' }, async (page) => {
    await ready(page);
    const grip = page.getByRole('button', { name: 'Make the panel larger or smaller: half height' });
    await grip.press('ArrowDown');
    assert.equal(await dock(page), 'bar');
    await page.locator('#crawler a.control', { hasText: 'catch errors' }).tap();
    await eventually(() => page.evaluate(() => document.activeElement.id), 'parameter-catch_errors');
    await settled(page);
    assert.equal(await dock(page), 'half', 'the panel has room for it');
    const [, top, , height] = await page.evaluate(() => window.interleave.rect('parameter:catch_errors'));
    const seen = await page.evaluate(() => document.getElementById('panel-stage').clientHeight);
    assert.ok(top >= 0 && top + height <= seen, `the switch, which was folded away, at ${top}, in ${seen} pixels`);
    await page.keyboard.press('Space');
    await eventually(() => parameter(page, 'catch_errors'), false, 'its key');
    await page.getByRole('button', { name: 'Make the panel larger or smaller' }).press('ArrowDown');
    await page.locator('#crawler a.preset').first().tap();
    await eventually(() => dock(page), 'half', 'a preset');
    await page.getByRole('link', { name: 'previous', exact: true }).tap();
    await eventually(() => page.locator('#page-where').textContent(), (words) => words.startsWith('20 '));
    await page.getByRole('link', { name: 'next', exact: true }).tap();
    await eventually(() => page.locator('#page-where').textContent(), (words) => words.startsWith('21 '));
  }));

  it('answers a question: the panel makes room for its button, and doesn’t cover the verdict', visit({ ...phone, viewport: { width: 360, height: 640 }, at: '#tasks' }, async (page) => {
    await ready(page);
    const box = page.locator('#tasks .prediction').first();
    const check = box.getByRole('button', { name: 'Check' });
    await box.evaluate((node) => node.scrollIntoView());
    assert.equal(await isSeen(check), false, 'the panel covers it');
    await box.getByRole('button', { name: /down$/ }).first().tap();
    assert.equal(await dock(page), 'bar');
    await check.scrollIntoViewIfNeeded();
    await check.tap();
    assert.ok(await isSeen(box.locator('.verdict')), 'the verdict');
    await box.getByRole('button', { name: 'Show me in the run' }).tap();
    assert.equal(await dock(page), 'half');
  }));
});
