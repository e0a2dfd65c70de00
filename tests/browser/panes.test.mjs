// Windows and screens of every size and ratio, and fingers.

import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { full } from '../full.mjs';
import { useChromium } from './chromium.mjs';
import {
  drag, eventually, oneFrame, parameter, phone, press, printed, ready, rows, settled, spot, state, swipe, tap,
} from './panel.mjs';

const transport = ['play', 'restart', 'step_back', 'step', 'to_end'];

/// Where the canvas is, and its controls, in CSS pixels; and its own pixels. The controls are in the coordinates of what
/// is scrolled behind it, whose height comes too.
async function measure(page) {
  await settled(page);
  const { parameters } = await state(page);
  const names = [...transport, 'speed', 'axis', 'timeline', 'fit', 'zoom_in', 'zoom_out', ...parameters.flatMap(
    ({ name, choices }) => (choices ? choices.map((choice) => `parameter:${name}:${choice}`) : [`parameter:${name}`]))];
  return page.evaluate((list) => {
    const canvas = document.getElementById('canvas');
    const { x, width, height } = canvas.getBoundingClientRect();
    const { scrollTop, scrollHeight } = document.getElementById('panel-stage');
    const controls = list.map((name) => [name, window.interleave.rect(name)]).filter(([, rect]) => rect)
      .map(([name, [left, top, w, h]]) => [name, [left, top + scrollTop, w, h]]);
    return { x, width, height, content: scrollHeight, own: [canvas.width, canvas.height], ratio: devicePixelRatio, controls: Object.fromEntries(controls) };
  }, names);
}

async function fits(page, what) {
  const { x, width, height, content, own, ratio, controls } = await measure(page);
  const page_ = await page.evaluate(() => ({ wide: document.documentElement.scrollWidth, window: innerWidth }));
  assert.ok(page_.wide <= page_.window, `${what}: the page is ${page_.wide} px wide in a window of ${page_.window} px`);
  assert.ok(x >= 0 && x + width <= page_.window + 0.5, `${what}: the canvas goes from ${x} to ${x + width}`);
  assert.ok(Math.abs(own[0] - width * ratio) < 1 && Math.abs(own[1] - height * ratio) < 1,
    `${what}: ${own} pixels of its own for ${width} x ${height} at ${ratio}`);
  const boxes = Object.entries(controls);
  for (const name of [...transport, 'speed', 'axis', 'timeline', 'parameter:delay_1', 'parameter:await_task_2']) {
    assert.ok(controls[name], `${what}: ${name} is drawn`);
  }
  for (const [name, [left, top, w, h]] of boxes) {
    assert.ok(left >= 0 && top >= 0 && left + w <= width + 0.5 && top + h <= content + 0.5, `${what}: ${name} is inside what the canvas shows`);
    assert.ok(w >= 20 && h >= 20, `${what}: ${name} is large enough, at ${w} x ${h}`);
  }
  boxes.forEach(([name, [left, top, w, h]], i) => boxes.slice(i + 1).forEach(([other, [l, t, ow, oh]]) => {
    const over = Math.min(left + w, l + ow) - Math.max(left, l) > 0.5 && Math.min(top + h, t + oh) - Math.max(top, t) > 0.5;
    assert.ok(!over, `${what}: ${name} and ${other} do not overlap`);
  }));
  return controls;
}

describe('the window', () => {
  const { visit } = useChromium();

  it('the page fills every window down to 320 pixels without overflowing, and the first size looks as before', visit({ alone: true }, async (page) => {
    await ready(page);
    const before = await fits(page, 'at first');
    // The usual run leaves out the sizes between.
    const between = full ? [[1440, 900], [820, 1180], [700, 480]] : [];
    for (const [width, height] of [[1000, 700], [999, 700], [568, 320], [390, 844], [320, 568], ...between]) {
      await page.setViewportSize({ width, height });
      await oneFrame(page);
      await fits(page, `${width} x ${height}`);
      await page.keyboard.press('t');
      await oneFrame(page);
      assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth), `${width} x ${height}, text view`);
      await page.keyboard.press('t');
    }
    await page.setViewportSize({ width: 1200, height: 720 });
    await oneFrame(page);
    assert.deepEqual(await fits(page, 'at last'), before);
    await press(page, 'to_end');
    await eventually(() => rows(page, 'output'), await printed());
  }));

  for (const ratio of [1.5, 2]) {
    it(`at a device-pixel ratio of ${ratio} the canvas has the screen's own pixels`, visit({ deviceScaleFactor: ratio, viewport: { width: 1001, height: 641 } }, async (page) => {
      await ready(page);
      await fits(page, `ratio ${ratio}`);
      await press(page, 'to_end');
      await eventually(() => rows(page, 'output'), await printed());
    }));
  }

  it('in a window moved to a screen with another ratio, the canvas is drawn again at that ratio', visit({ alone: true }, async (page) => {
    await ready(page);
    const session = await page.context().newCDPSession(page);
    for (const [width, ratio] of [[1100, 2], [1200, 1], [1100, 1.25]]) {
      await session.send('Emulation.setDeviceMetricsOverride', { width, height: 720, deviceScaleFactor: ratio, mobile: false });
      await eventually(() => page.evaluate(() => [innerWidth, devicePixelRatio]), [width, ratio]);
      await oneFrame(page);
      await fits(page, `${width} px at ${ratio}`);
    }
  }));

  it('dragging the divider gives the text more room', visit(async (page) => {
    await ready(page);
    const divider = await page.locator('#page-divider').boundingBox();
    const before = await measure(page);
    const from = { x: divider.x + divider.width / 2, y: 400 };
    await drag(page, from, { x: from.x + 60, y: 420 });
    await eventually(() => measure(page), ({ width }) => Math.abs(width - before.width + 60) < 2, 'a narrower panel');
    await fits(page, 'after the drag');
  }));
});

describe('a phone', () => {
  const { visit } = useChromium();
  const panelHeight = (page) => page.evaluate(() => document.getElementById('page-panel').offsetHeight);

  it('a tap on Play plays, a tap on a switch sets it', visit({ ...phone, at: '#tasks?speed=10' }, async (page) => {
    await ready(page);
    await fits(page, 'phone');
    await tap(page, 'play');
    await eventually(() => rows(page, 'output'), await printed());
    await tap(page, 'step_back');
    await eventually(() => state(page), ({ ended }) => !ended, 'a step back');
    await page.locator('#panel-handle').tap();
    await settled(page);
    await tap(page, 'parameter:await_task_2', 0.2);
    await eventually(() => parameter(page, 'await_task_2'), false);
  }));

  it('everything you press with a finger is 44 pixels high', visit(phone, async (page) => {
    await ready(page);
    const { controls } = await measure(page);
    for (const name of [...transport, 'parameter:delay_1', 'parameter:await_task_2']) {
      assert.ok(controls[name][3] >= 44, `${name} is ${controls[name][3]} px high`);
    }
    const small = await page.evaluate(() => [...document.querySelectorAll('button, summary, input, a.way')]
      .filter((control) => control.checkVisibility() && !control.closest('.text-view, .over'))
      .map((control) => [control.id || control.className || control.textContent, (control.closest('label') ?? control).getBoundingClientRect().height])
      .filter(([, height]) => height > 0 && height < 24));
    assert.deepEqual(small, []);
  }));

  it('a finger moves a slider', visit(phone, async (page) => {
    await ready(page);
    await page.locator('#panel-handle').tap();
    await settled(page);
    const from = await spot(page, 'parameter:delay_1');
    await swipe(page, from, { x: from.x + 60, y: from.y });
    await eventually(() => parameter(page, 'delay_1'), (value) => value > 3.5, 'a longer delay');
  }));

  it('a finger moving up and down over the panel scrolls it', visit(phone, async (page) => {
    await ready(page);
    const stage = await page.locator('#panel-stage').boundingBox();
    const from = { x: stage.x + 100, y: stage.y + stage.height - 40 };
    await swipe(page, from, { x: from.x, y: from.y - 120 });
    await eventually(() => page.evaluate(() => document.getElementById('panel-stage').scrollTop), (y) => y > 40, 'the panel scrolling');
  }));

  it('two fingers on the timeline zoom it', visit(phone, async (page) => {
    await ready(page);
    const timeAt = async () => {
      await tap(page, 'axis', 0.9, 0.5);
      await settled(page);
      return (await state(page)).t;
    };
    const before = await timeAt();
    const { x, y } = await spot(page, 'timeline', 0.4);
    const session = await page.context().newCDPSession(page);
    const send = (type, distance) => session.send('Input.dispatchTouchEvent', {
      type, touchPoints: distance === null ? [] : [{ x: x - distance, y, id: 0 }, { x: x + distance, y, id: 1 }],
    });
    await send('touchStart', 20);
    for (const distance of [30, 40, 50, 60]) await send('touchMove', distance);
    await send('touchEnd', null);
    await settled(page);
    assert.ok(await timeAt() < before - 0.3, 'the same place shows an earlier time');
    assert.equal(await page.evaluate(() => visualViewport.scale), 1, 'the page itself is not zoomed');
  }));

  it('the handle pulls the panel up to full height and down to its transport bar', visit(phone, async (page) => {
    await ready(page);
    const handle = async () => {
      const { x, y, width, height } = await page.locator('#panel-handle').boundingBox();
      return { x: x + width / 2, y: y + height / 2 };
    };
    const half = await panelHeight(page);
    await swipe(page, await handle(), { x: 195, y: 60 });
    const whole = await eventually(() => panelHeight(page), (height) => height > half + 200, 'the whole height');
    assert.ok(whole <= 844);
    await fits(page, 'pulled up');
    await swipe(page, await handle(), { x: 195, y: 840 });
    const bar = await eventually(() => panelHeight(page), (height) => height < half - 100, 'the transport bar alone');
    assert.ok(bar >= 80, `${bar} px are enough for the buttons`);
    await tap(page, 'to_end');
    await eventually(() => rows(page, 'output'), await printed());
    await page.locator('#panel-handle').tap();
    await eventually(() => panelHeight(page), half);
    await page.reload();
    await ready(page);
    assert.equal(await panelHeight(page), half, 'the height is kept');
  }));
});
