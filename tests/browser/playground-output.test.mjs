// What the program prints and asks is in sight in windows in which the panel's own list of it isn't.

import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { useChromium } from './chromium.mjs';
import { button, enter } from './journey.mjs';
import { eventually, message, phone, state } from './panel.mjs';
import { write } from './writing.mjs';

const asks = `import asyncio\n\n\nasync def main():\n    name = input("Your name? ")\n    await asyncio.sleep(0.1)\n    print("Hello", name)\n${'    await asyncio.sleep(0)\n'.repeat(40)}\n\nasyncio.run(main())\n`;
const printed = (page) => page.locator('.bench-output code').allTextContents();

/// All of it is within the window, above the panel if that's a dock, and nothing is over it.
const isInSight = (locator) => locator.evaluate((node) => {
  const { top, bottom, left, right } = node.getBoundingClientRect();
  const points = [[left + 4, top + 4], [(left + right) / 2, bottom - 4]];
  return top >= 0 && bottom <= innerHeight && points.every(([x, y]) => node.contains(document.elementFromPoint(x, y)));
});

async function runs(page) {
  await enter(page);
  await page.evaluate(() => scrollTo(0, 0));
  await button(page, 'Run').click();
  await eventually(() => state(page), ({ lesson }) => lesson === 'playground', 'the run');
  await page.evaluate(() => window.interleave.set('speed', '10'));
}

describe('a program’s output', () => {
  const { visit } = useChromium();

  for (const [what, options] of [
    ['1440 x 700', { viewport: { width: 1440, height: 700 } }],
    ['1280 x 600', { viewport: { width: 1280, height: 600 } }],
    ['a phone', phone],
  ]) {
    it(`is visible after Run is pressed: ${what}`, visit({ at: '#playground', ...options }, async (page) => {
      await runs(page);
      await eventually(() => message(page), (text) => text.startsWith('Finished at 3.000 s'), 'the end');
      await eventually(() => printed(page), ['left 1', 'right 1', 'left 2', 'right 2', 'left 3', 'both have finished']);
      assert.equal(await isInSight(page.locator('.bench-output')), true, 'the list');
      assert.equal(await isInSight(page.locator('.bench-output li').last()), true, 'its last line');
      assert.equal(await isInSight(button(page, 'Run')), true, 'Run');
    }));
  }

  it('is only in the panel if there’s room for it', visit({ at: '#playground', viewport: { width: 1440, height: 900 } }, async (page) => {
    await runs(page);
    await eventually(() => message(page), (text) => text.startsWith('Finished at 3.000 s'), 'the end');
    assert.equal(await page.locator('.bench-output').isVisible(), false);
  }));

  it('follows the playhead back', visit({ at: '#playground', ...phone }, async (page) => {
    await runs(page);
    await eventually(() => printed(page), (lines) => lines.length > 1, 'two lines');
    await page.evaluate(() => window.interleave.set('t', '0.5'));
    await eventually(() => page.locator('.bench-output li').allTextContents(), ['(nothing printed yet)']);
  }));
});

describe('a program’s questions', () => {
  const { visit } = useChromium();

  it('appear above the panel on a phone, with the output so far', visit({ at: '#playground', ...phone }, async (page) => {
    await enter(page);
    await write(page, asks);
    await button(page, 'Run').click();
    const field = page.getByLabel('Your name?');
    await field.waitFor();
    assert.equal(await isInSight(field), true);
    await page.setViewportSize({ width: 390, height: 424 });  // the rest is the keyboard's
    await eventually(() => isInSight(field), true, 'the field');
    assert.equal(await isInSight(button(page, 'Run')), true, 'Run');
    await field.fill('Ada');
    await field.press('Enter');
    await page.setViewportSize({ width: 390, height: 844 });
    await eventually(() => printed(page), ['Your name? Ada', 'Hello Ada']);
    assert.equal(await isInSight(page.locator('.bench-output')), true);
  }));
});
