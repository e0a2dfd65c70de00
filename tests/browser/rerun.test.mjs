// A slider's re-run costs the page as little as can be: one message with all of it, and one frame.

import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { createFrames } from '../../web/page/frames.js';
import { useChromium } from './chromium.mjs';
import { button, enter } from './journey.mjs';
import { eventually, message } from './panel.mjs';
import { write } from './writing.mjs';

describe('a re-run', () => {
  const { visit } = useChromium();

  it('arrives with its end in one message', visit({ at: '#playground' }, async (page) => {
    await enter(page);
    await write(page, 'import asyncio\ndelay = 0.1  # 0.1..3\nasyncio.run(asyncio.sleep(delay))\n');
    await button(page, 'Run').click();
    await eventually(() => message(page), (text) => text.startsWith('Finished at 0.100 s'), 'the end');
    await page.evaluate(() => {
      const own = Object.getOwnPropertyDescriptor(MessagePort.prototype, 'onmessage');
      window.heard = [];
      Object.defineProperty(MessagePort.prototype, 'onmessage', { ...own, set(hear) {
        own.set.call(this, hear && ((event) => {
          window.heard.push(Object.keys(event.data ?? {}).sort().join());
          hear.call(this, event);
        }));
      } });
      window.interleave.set('delay', '2');
    });
    await eventually(() => message(page), (text) => text.startsWith('Finished at 2.000 s'), 'the new end');
    const heard = await eventually(() => page.evaluate(() => window.heard), (all) => all.at(-1) === 'altered,id', 'what it changed');
    assert.equal(heard.at(-2), 'done,events,id,texts');
  }));
});

describe('frames', () => {
  it('none is drawn during a hold, and one right after it', (t) => {
    t.mock.timers.enable({ apis: ['setTimeout'] });
    const asked = new Map();
    let number = 0;
    Object.assign(globalThis, {
      document: { addEventListener() {} },
      requestAnimationFrame: (work) => asked.set(++number, work) && number,
      cancelAnimationFrame: (which) => asked.delete(which),
    });
    t.after(() => ['document', 'requestAnimationFrame', 'cancelAnimationFrame'].forEach((name) => delete globalThis[name]));
    const frames = createFrames(() => false);
    frames.request();
    frames.hold(50);
    frames.request();
    assert.equal(asked.size, 0);
    frames.release();
    assert.equal(asked.size, 1, 'what was asked for before and while they were held');
    asked.values().next().value(0);
    asked.clear();
    frames.hold(50);
    frames.release();
    assert.equal(asked.size, 0, 'nothing was asked for');
    frames.hold(50);
    frames.request();
    t.mock.timers.tick(50);
    assert.equal(asked.size, 1, 'it took too long');
  });
});
