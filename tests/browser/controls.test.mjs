// The plain controls over the canvas: at the place of what they control, doing what a pointer does there, and costing
// nothing while a run plays. And what a screen reader is told.

import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { full } from '../full.mjs';
import { useChromium } from './chromium.mjs';
import { eventually, goTo, openMore, parameter, phone, press, ready, rows, settled, state } from './panel.mjs';

/// For each control over the canvas: what the canvas has there, and how far apart their edges are at most.
const apart = (page) => page.evaluate(() => {
  const canvas = document.getElementById('canvas').getBoundingClientRect();
  return [...document.querySelectorAll('.over [data-at]')].filter((part) => part.checkVisibility()).map((part) => {
    const at = JSON.parse(part.dataset.at);
    const rects = at.map(window.interleave.rect).filter(Boolean);
    const box = part.getBoundingClientRect();
    const wanted = [
      canvas.left + Math.min(...rects.map(([x]) => x)), canvas.top + Math.min(...rects.map(([, y]) => y)),
      canvas.left + Math.max(...rects.map(([x,, w]) => x + w)), canvas.top + Math.max(...rects.map(([, y,, h]) => y + h)),
    ];
    const control = part.querySelector('button, input, select').getBoundingClientRect();
    const edges = ({ left, top, right, bottom }) => [left, top, right, bottom];
    const off = (is) => Math.max(...edges(is).map((edge, i) => Math.abs(edge - wanted[i])));
    return [at[0], Math.max(off(box), off(control))];
  });
});

const laid = (page, name) => page.waitForFunction((at) => document.querySelector(`.over [data-at^='["${at}"']`)?.checkVisibility(), name);
const said = (page) => page.locator('#panel-said').textContent();
const byPlace = (page, name) => page.locator(`.over [data-at^='["${name}"'] :is(button, input, select)`);

describe('controls over the canvas', () => {
  const { visit } = useChromium();

  // A usual run looks at each lesson in one of the three sizes, a full one in all.
  const sizes = [['', {}], [' on a phone', phone], [' at twice the size', { viewport: { width: 720, height: 450 }, deviceScaleFactor: 2 }]];
  for (const [part, [title, settings]] of sizes.entries()) {
    it(`each is exactly over what it controls, in ${full ? 'every' : 'every third'} lesson${title}`, visit({ ...settings, alone: true }, async (page) => {
      await ready(page);
      const all = await page.evaluate(() => [...document.querySelectorAll('.lesson')].map(({ id }) => id));
      const slugs = all.filter((_slug, i) => full || i % sizes.length === part);
      assert.ok(slugs.length > 5);
      for (const slug of slugs) {
        await goTo(page, `#${slug}`);
        await eventually(async () => (await state(page)).lesson, slug);
        await openMore(page);
        await settled(page);
        await eventually(() => apart(page), (found) => found.every(([, pixels]) => pixels <= 1), slug);
        const found = new Map(await apart(page));
        for (const name of ['play', 'step', 'to_end', 'axis', 'fit', 'speed']) assert.ok(found.has(name), `${name} in ${slug}`);
        for (const { name, type, choices } of (await state(page)).parameters) {
          assert.ok(found.has(type === 'choice' ? `parameter:${name}:${choices[0]}` : `parameter:${name}`), `${name} in ${slug}`);
        }
      }
    }));
  }

  it('every button of the canvas has one over it, with a name', visit({ at: '#queues' }, async (page) => {
    await ready(page);
    await laid(page, 'play');
    const missing = await page.evaluate(() => {
      const covered = new Set([...document.querySelectorAll('.over [data-at]')].flatMap((part) => JSON.parse(part.dataset.at)));
      return window.interleave.buttons().filter(([name, label]) => !covered.has(name) || !/[A-Za-z0-9]/.test(label));
    });
    assert.deepEqual(missing, []);
    assert.ok((await page.evaluate(() => window.interleave.buttons())).length > 8);
  }));

  it('a button that only the canvas knows is pressed through its own', visit(async (page) => {
    await ready(page);
    // Rows of one function, folded, have a button at their name.
    await page.evaluate(() => window.interleave.set('rows.fold', 'true'));
    await laid(page, 'task:group:say_after');
    const before = (await page.evaluate(() => window.interleave.buttons())).length;
    const button = byPlace(page, 'task:group:say_after');
    assert.equal(await button.textContent(), 'Open the rows of say_after');
    await button.focus();
    await page.keyboard.press('Enter');
    await eventually(() => byPlace(page, 'task:group:say_after').textContent(), 'One row for all of say_after');
    assert.equal((await page.evaluate(() => window.interleave.buttons())).length, before);
  }));

  it('with keys alone: play, a slider, a switch, a choice, the playhead and the speed', visit(async (page) => {
    await ready(page);
    await laid(page, 'play');
    await page.locator('#canvas').focus();
    await page.keyboard.press('Tab');
    assert.equal(await page.evaluate(() => document.activeElement.textContent), 'Play');
    await page.getByRole('button', { name: 'To the end' }).focus();
    await page.keyboard.press('Enter');
    await eventually(async () => (await state(page)).ended, true);
    await page.getByRole('slider', { name: 'delay 1' }).focus();
    await page.keyboard.press('ArrowRight');
    await eventually(() => parameter(page, 'delay_1'), 3.1);
    await page.getByRole('checkbox', { name: 'await task2' }).focus();
    await page.keyboard.press('Space');
    await eventually(() => parameter(page, 'await_task_2'), false);
    await page.getByRole('combobox', { name: 'start' }).focus();
    await page.keyboard.press('ArrowDown');
    await eventually(() => parameter(page, 'start'), (value) => value !== 'create both, then await', 'another choice');
    await page.getByRole('slider', { name: 'time' }).focus();
    await page.keyboard.press('Home');
    await eventually(async () => (await state(page)).t, 0);
    await page.keyboard.press('PageUp');
    const { t, end } = await eventually(() => state(page), (now) => now.t > 0, 'a later moment');
    assert.ok(Math.abs(t - end / 10) < 0.01, `${t} of ${end}`);
    await page.getByRole('slider', { name: 'speed' }).focus();
    await page.keyboard.press('End');
    await eventually(async () => (await state(page)).speed, 10);
  }));

  it('what has the focus is scrolled to, and has a ring round it', visit({ viewport: { width: 1200, height: 400 }, at: '#queues', alone: true }, async (page) => {
    await ready(page);
    await laid(page, 'axis');
    await page.locator('#control-time').focus();
    await settled(page);
    const { top, bottom, outline, stage } = await page.locator('#control-time').evaluate((input) => {
      const part = input.closest('[data-at]');
      const box = part.getBoundingClientRect();
      const around = document.getElementById('panel-stage').getBoundingClientRect();
      return { top: box.top, bottom: box.bottom, outline: getComputedStyle(part).outlineStyle, stage: [around.top, around.bottom] };
    });
    assert.ok(top >= stage[0] && bottom <= stage[1], `${top} to ${bottom} within ${stage}`);
    assert.equal(outline, 'solid');
  }));

  it('a pointer goes through them', visit(async (page) => {
    await ready(page);
    await laid(page, 'play');
    for (let half = 0; half < 2; ++half) await press(page, 'step');
    await eventually(() => rows(page, 'output'), [['0.000 s', 'Task-1', 'started'], ['0.000 s', 'Task-1', 'both created']]);
    assert.equal(await page.evaluate(() => {
      const { x, y, width, height } = document.querySelector('.over [data-at^=\'["play"\']').getBoundingClientRect();
      return document.elementFromPoint(x + width / 2, y + height / 2).id;
    }), 'canvas');
  }));

  it('are there once: in the text view while it’s open, with the focus they had', visit(async (page) => {
    await ready(page);
    await laid(page, 'play');
    await page.locator('#text-view-open').click();
    assert.equal(await page.locator('.over [data-at]').count(), 0);
    assert.equal(await page.locator('#text-view #parameter-delay_1').count(), 1);
    await page.getByRole('button', { name: 'Step', exact: true }).focus();
    await page.keyboard.press('t');
    assert.equal(await page.locator('#text-view #parameter-delay_1').count(), 0);
    assert.equal(await page.evaluate(() => document.activeElement.textContent), 'Step');
    await laid(page, 'play');
    assert.deepEqual((await apart(page)).filter(([, pixels]) => pixels > 1), []);
  }));

  it('while a run plays, none is laid out and the playhead’s words stay', visit({ at: '#tasks?speed=0.5' }, async (page) => {
    await ready(page);
    await laid(page, 'play');
    await page.keyboard.press('Space');
    await eventually(() => state(page), ({ t }) => t > 0.1, 'time going on');
    await page.evaluate(() => {
      window.changes = [];
      new MutationObserver((list) => window.changes.push(...list.map(({ type, attributeName, target }) => `${type} ${attributeName} ${target.id || target.className}`)))
        .observe(document.querySelector('.over'), { subtree: true, childList: true, attributes: true, characterData: true });
    });
    const { t } = await state(page);
    await eventually(() => state(page), (now) => now.t > t + 0.4, 'more time going on');
    assert.deepEqual(await page.evaluate(() => window.changes), []);
  }));
});

describe('what a screen reader is told', () => {
  const { visit } = useChromium();

  it('is one sentence for each step, with what ran, what changed and what was printed', visit(async (page) => {
    await ready(page);
    assert.equal(await said(page), '');
    await page.keyboard.press('ArrowRight');
    await eventually(() => said(page), 'The loop runs: Task-1 starts.');
    await page.keyboard.press('ArrowRight');
    await eventually(() => said(page), 'Task-1 has paused: waiting for Task-2. Task-2 is ready to start. Task-3 is ready to start. Task-1 prints: started. Task-1 prints: both created.');
    await page.keyboard.press('ArrowRight');
    await eventually(() => said(page), 'The loop runs: Task-2 starts.');
    await page.keyboard.press('ArrowLeft');
    await eventually(() => said(page), 't = 0.000 s. Back. Task-1 has paused: waiting for Task-2.');
  }));

  it('is nothing while it plays, and the end when it has come', visit({ at: '#tasks?speed=5' }, async (page) => {
    await ready(page);
    await page.evaluate(() => {
      window.heard = [];
      new MutationObserver(() => window.heard.push(document.getElementById('panel-said').textContent))
        .observe(document.getElementById('panel-said'), { childList: true, characterData: true, subtree: true });
    });
    await page.keyboard.press('Space');
    await eventually(() => state(page), ({ ended, playing }) => ended && !playing, 'the end');
    await eventually(() => page.evaluate(() => window.heard.length), 1);
    assert.match(await said(page), /^t = 3\.000 s\..* Finished at 3\.000 s/);
  }));

  it('a key that is held is told of once, at its last step', visit(async (page) => {
    await ready(page);
    await page.evaluate(() => {
      window.heard = [];
      new MutationObserver(() => window.heard.push(1)).observe(document.getElementById('panel-said'), { childList: true, subtree: true });
    });
    for (let i = 0; i < 4; ++i) await page.evaluate(() => document.body.dispatchEvent(new KeyboardEvent('keydown', { key: 'ArrowRight', bubbles: true })));
    await eventually(() => said(page), (text) => text !== '', 'the sentence');
    assert.equal(await page.evaluate(() => window.heard.length), 1);
  }));
});

describe('colours', () => {
  const { visit } = useChromium();

  it('are never all that tells who printed a line: its task is named', visit({ at: '#queues' }, async (page) => {
    await ready(page);
    await page.keyboard.press('End');
    await settled(page);
    const { output } = await state(page);
    const named = await page.evaluate((count) => Array.from({ length: count }, (_, i) => window.interleave.rect(`printed:${i}`)).filter(Boolean), output.length);
    assert.ok(named.length >= 3 && named.every(([,, width]) => width > 10), JSON.stringify(named));
  }));
});
