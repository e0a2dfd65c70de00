// Browsers that lack something, or do it in another way than Chromium: what the page does there, tried in Chromium with
// that thing taken away.

import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { useChromium } from './chromium.mjs';
import { eventually, printed, ready, rows, settled, spot, state } from './panel.mjs';

const stage = (page) => page.locator('#panel-words').textContent();

describe('a browser', () => {
  const { visit } = useChromium();

  it('without even the interfaces of WebGL shows the run as text', visit({
    at: '#tasks?delay_1=2',
    prepare: (page) => page.addInitScript(() => {
      delete window.WebGLRenderingContext;
      delete window.WebGL2RenderingContext;
      HTMLCanvasElement.prototype.getContext = () => null;
    }),
  }, async (page) => {
    await page.waitForFunction(() => window.interleave);
    assert.match(await stage(page), /no WebGL 2.*text view/);
    await page.keyboard.press('End');
    await eventually(() => rows(page, 'output'), await printed({ delay_1: 2 }));
  }));

  it('in which the panel can’t be set up says so, instead of loading forever', visit({
    expected: [/no context/],
    prepare: (page) => page.addInitScript(() => {
      HTMLCanvasElement.prototype.getContext = () => { throw new Error('no context'); };
    }),
  }, async (page) => {
    await eventually(() => stage(page), (text) => /An error has stopped the program/.test(text), 'the sentence');
  }));

  for (const [zoom, title] of [[1.5, 'half as large again'], [1.01, 'with a hair of difference, which is no zoom']]) {
    it(`whose ratio doesn’t know of the page’s zoom draws sharply when the page is ${title}`, visit({
      prepare: (page) => page.addInitScript((times) => {
        const { observe } = ResizeObserver.prototype;
        ResizeObserver.prototype.observe = function only(node, options) {
          if (options) throw new TypeError('no such box');
          return observe.call(this, node);
        };
        Object.defineProperty(window, 'outerWidth', { get: () => Math.round(window.innerWidth * times) });
      }, zoom),
    }, async (page) => {
      await ready(page);
      const { width, shown } = await page.locator('#canvas').evaluate((canvas) => ({ width: canvas.width, shown: canvas.clientWidth }));
      assert.ok(Math.abs(width - shown * (zoom > 1.02 ? zoom : 1)) <= 1, `${width} pixels on ${shown}`);
      const at = await spot(page, 'to_end');
      await page.mouse.click(at.x, at.y);
      await eventually(async () => (await state(page)).ended, true);
      await settled(page);
    }));
  }
});
