// The same journeys in Chromium, Firefox and WebKit. The usual run leaves out the other two: see browser.mjs.

import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { names, useBrowser } from './browser.mjs';
import { drag, eventually, goTo, message, parameter, press, printed, ready, rows, settled, spot, state } from './panel.mjs';

const output = (page) => () => rows(page, 'output');
const isOpen = (page, id) => page.evaluate((dialog) => document.getElementById(dialog).open, id);

for (const name of names) {
  describe(`in ${name}`, () => {
    const { visit, missing } = useBrowser(name);
    const journey = (title, ...rest) => it(title, { skip: missing }, visit(...rest));

    journey('a first visitor sees a run to its end after a single press', { at: '' }, async (page) => {
      await ready(page);
      await press(page, 'play');
      await eventually(() => state(page), ({ ended, playing }) => ended && !playing, 'the end of the run');
      const { lesson, output: lines } = await state(page);
      assert.deepEqual(lines.map(({ t, task, text }) => [`${t.toFixed(3)} s`, task, text]), await printed({}, lesson));
    });

    journey('play and pause, step and step back, the end and the start', { at: '#tasks?speed=0.5' }, async (page) => {
      await ready(page);
      const start = await state(page);
      await press(page, 'play');
      await eventually(() => state(page), ({ t }) => t > 0.1, 'time going on');
      await press(page, 'play');
      await eventually(() => state(page), ({ playing }) => !playing, 'pausing');
      await press(page, 'restart');
      await eventually(() => state(page), ({ at_start: first }) => first, 'the start');
      for (let half = 0; half < 2; ++half) await press(page, 'step');
      await eventually(output(page), [['0.000 s', 'Task-1', 'started'], ['0.000 s', 'Task-1', 'both created']]);
      for (let half = 0; half < 2; ++half) await press(page, 'step_back');
      await eventually(() => state(page), ({ position }) => position === start.position, 'the step taken back');
      await press(page, 'to_end');
      await eventually(output(page), await printed());
      assert.match(await message(page), /^Finished at 3\.000 s/);
    });

    journey('the playhead is dragged along the axis, and the picture zoomed by the wheel', { at: '#tasks' }, async (page) => {
      await ready(page);
      const from = await spot(page, 'axis', 0.1);
      const to = await spot(page, 'axis', 0.6);
      await drag(page, from, to);
      await settled(page);
      const view = await page.evaluate(() => window.interleave.view());
      const canvas = await page.locator('#canvas').boundingBox();
      const pointed = view[0] + ((to.x - canvas.x - view[2]) / view[3]) * (view[1] - view[0]);
      const { t } = await state(page);
      assert.ok(Math.abs(t - pointed) < 0.02, `${t} s, and the pointer is at ${pointed} s`);
      const [before] = [view[1] - view[0]];
      await page.mouse.wheel(0, -300);
      await eventually(() => page.evaluate(() => {
        const [begin, end] = window.interleave.view();
        return end - begin;
      }), (span) => span < before * 0.8, 'a closer view');
      await page.keyboard.press('f');
      await eventually(() => page.evaluate(() => window.interleave.view()), view);
    });

    journey('a slider is dragged, a switch turned, a choice made: the run is laid out again each time', { at: '#tasks' }, async (page) => {
      await ready(page);
      await drag(page, await spot(page, 'parameter:delay_1'), await spot(page, 'parameter:delay_1', 0.8));
      const delay = await parameter(page, 'delay_1');
      assert.ok(delay > 3.5);
      await eventually(async () => (await state(page)).end, delay);
      await press(page, 'parameter:await_task_2', 0.2);
      await eventually(() => parameter(page, 'await_task_2'), false);
      await press(page, 'parameter:start:create and await one by one');
      await eventually(() => parameter(page, 'start'), 'create and await one by one');
      await press(page, 'to_end');
      await eventually(output(page), await printed({ delay_1: delay, await_task_2: false, start: 'create and await one by one' }));
    });

    journey('every key of the run', { at: '#tasks' }, async (page) => {
      await ready(page);
      const start = await state(page);
      for (let half = 0; half < 4; ++half) await page.keyboard.press('ArrowRight');
      await eventually(() => rows(page, 'timers'), [['sleep of Task-2', '3.000 s', '3.000 s']]);
      for (let half = 0; half < 2; ++half) await page.keyboard.press('ArrowLeft');
      await eventually(output(page), [['0.000 s', 'Task-1', 'started'], ['0.000 s', 'Task-1', 'both created']]);
      await page.keyboard.press('End');
      await eventually(output(page), await printed());
      await page.keyboard.press('Home');
      assert.deepEqual(await state(page), start);
      await page.keyboard.press('Space');
      await eventually(() => state(page), ({ t }) => t > 0, 'time going on');
      await page.keyboard.press('Space');
      await eventually(() => state(page), ({ playing }) => !playing, 'pausing');
      await page.keyboard.press('+');
      await eventually(async () => (await state(page)).speed, 1.25);
    });

    journey('the text view has what the picture shows, and its controls act', { at: '#tasks' }, async (page) => {
      await ready(page);
      await page.keyboard.press('t');
      const shown = () => page.evaluate(() => [...document.querySelectorAll('[data-table=output] tbody tr')].map((line) => [...line.cells].map((cell) => cell.textContent)));
      await page.keyboard.press('End');
      await eventually(shown, await printed());
      await page.locator('#parameter-delay_1').focus();
      for (let i = 0; i < 5; ++i) await page.keyboard.press('ArrowRight');
      await eventually(() => parameter(page, 'delay_1'), 3.5);
      await page.keyboard.press('Escape');
      await page.locator('#text-view-open').click();
      await eventually(() => page.evaluate(() => document.documentElement.classList.contains('text-view-open')), false);
    });

    journey('the plain controls over the canvas act, and lie where it draws them', { at: '#tasks' }, async (page) => {
      await ready(page);
      await page.waitForFunction(() => document.querySelector('.over [data-at^=\'["play"\']')?.checkVisibility());
      const off = () => page.evaluate(() => {
        const canvas = document.getElementById('canvas').getBoundingClientRect();
        return Math.max(...[...document.querySelectorAll('.over [data-at]')].filter((part) => part.checkVisibility()).map((part) => {
          const rects = JSON.parse(part.dataset.at).map(window.interleave.rect).filter(Boolean);
          const { left, top } = part.querySelector('button, input, select').getBoundingClientRect();
          return Math.max(Math.abs(left - canvas.left - Math.min(...rects.map(([x]) => x))), Math.abs(top - canvas.top - Math.min(...rects.map(([, y]) => y))));
        }));
      });
      assert.ok(await off() <= 1, `${await off()} pixels`);
      await page.locator('#parameter-delay_1').focus();
      await page.keyboard.press('ArrowRight');
      await eventually(() => parameter(page, 'delay_1'), 3.1);
      await page.locator('#control-time').focus();
      await page.keyboard.press('End');
      await eventually(async () => (await state(page)).ended, true);
      await eventually(() => page.locator('#panel-said').textContent(), (text) => text.includes('Finished at 3.100 s'), 'the sentence');
    });

    journey('the search finds a place, Enter goes there, Back returns', { at: '#tasks' }, async (page) => {
      await ready(page);
      await page.keyboard.press('/');
      await eventually(() => page.evaluate(() => document.activeElement.id), 'page-search');
      await page.keyboard.type('deadlock');
      await eventually(() => page.locator('#search-found').textContent(), (text) => text.includes('deadlock'), 'the results');
      const target = await page.evaluate(() => document.querySelector('#search-found a').hash);
      await page.evaluate(() => document.querySelector('#search-found a').focus());
      await page.keyboard.press('Enter');
      await eventually(() => page.evaluate(() => location.hash.split('?')[0]), (hash) => hash === target || target.startsWith(`${hash}--`), 'the place');
      assert.equal(await isOpen(page, 'page-contents'), false);
      await page.evaluate(() => history.back());
      await eventually(() => page.evaluate(() => location.hash.split('?')[0]), '#tasks');
    });

    journey('the help opens with its heading in sight, and Escape closes it', { at: '#tasks' }, async (page) => {
      await ready(page);
      await page.keyboard.press('?');
      await eventually(() => isOpen(page, 'page-help'), true);
      const top = await page.evaluate(() => document.getElementById('help-title').getBoundingClientRect().top - document.getElementById('page-help').getBoundingClientRect().top);
      assert.ok(top >= 0 && top < 60, `the heading is at ${top}`);
      await page.keyboard.press('Escape');
      await eventually(() => isOpen(page, 'page-help'), false);
    });

    journey('an address restores the settings and the time, another lesson opens, and the panel follows', { at: '#tasks?delay_2=5&t=1.5' }, async (page) => {
      await ready(page);
      await eventually(() => state(page), ({ t, end }) => t === 1.5 && end === 5, 'the moment');
      await goTo(page, '#queues');
      await eventually(async () => (await state(page)).lesson, 'queues');
      await press(page, 'to_end');
      await eventually(output(page), await printed({}, 'queues'));
    });

    journey('terms of the glossary look like terms: underlined with dots', { at: '#tasks' }, async (page) => {
      await ready(page);
      const style = await page.evaluate(() => {
        const term = document.querySelector('#tasks .term');
        const { textDecorationLine, textDecorationStyle, color } = getComputedStyle(term);
        return { textDecorationLine, textDecorationStyle, sameColour: color === getComputedStyle(term.parentElement).color };
      });
      assert.deepEqual(style, { textDecorationLine: 'underline', textDecorationStyle: 'dotted', sameColour: true });
    });

    journey('a lost WebGL context comes back, and the run continues', { at: '#tasks?t=1', expected: [/WebGL|context/i] }, async (page) => {
      await ready(page);
      await page.evaluate(async () => {
        const context = document.getElementById('canvas').getContext('webgl2').getExtension('WEBGL_lose_context');
        context.loseContext();
        await new Promise((lost) => setTimeout(lost, 300));
        context.restoreContext();
        await new Promise((back) => setTimeout(back, 300));
      });
      await eventually(() => page.evaluate(() => document.getElementById('panel-words').textContent), '');
      await press(page, 'step');
      await eventually(() => state(page), ({ t }) => t > 1, 'the next step');
    });
  });

  describe(`in ${name} without WebGL`, () => {
    const { visit, missing } = useBrowser(name, { noWebGL: true });

    it('the page says so, and the run is there as text', { skip: missing }, visit({ at: '#tasks?delay_1=2', expected: [/WebGL|context|graphics/i] }, async (page) => {
      await page.waitForFunction(() => window.interleave);
      assert.match(await page.locator('#panel-words').textContent(), /no WebGL 2.*text view/);
      assert.equal(await page.locator('#canvas').isVisible(), false);
      await page.keyboard.press('End');
      await eventually(output(page), await printed({ delay_1: 2 }));
    }));
  });
}
