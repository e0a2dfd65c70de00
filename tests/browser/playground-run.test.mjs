// What Run does: the program is laid out and plays, as a lesson's does with Play.

import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { useChromium } from './chromium.mjs';
import { button, enter, lines, says } from './journey.mjs';
import { eventually, message, settled, state } from './panel.mjs';
import { write } from './writing.mjs';

const sleeps = (seconds) => `import asyncio\n\n\nasync def main():\n    await asyncio.sleep(${seconds})\n    print("slept")\n\n\nasyncio.run(main())\n`;
const isAt = (page, text) => eventually(() => message(page), (found) => found.startsWith(text), text);

async function copiedLink(page) {
  await page.evaluate(() => { navigator.clipboard.writeText = () => Promise.reject(new Error('refused')); });
  await button(page, 'Copy link').click();
  await eventually(() => page.evaluate(() => location.hash), (hash) => hash.includes('code='), 'the link');
  return page.evaluate(() => location.href);
}

async function openElsewhere(page, link) {
  await page.evaluate(() => localStorage.clear());
  await page.goto('about:blank');
  await page.goto(link);
  await eventually(() => says(page), 'This program came with the link. It runs when you press Run.');
}

describe('Run', () => {
  const { visit } = useChromium();

  it('plays the program to its end, and from its start when it’s pressed again', visit({ at: '#playground' }, async (page) => {
    await enter(page);
    await write(page, sleeps(20));
    for (const press of [() => button(page, 'Run').click(), () => page.locator('.bench-text .cm-content').press('Control+Enter')]) {
      await press();
      await eventually(() => state(page), ({ lesson, playing }) => lesson === 'playground' && playing, 'the playing run');
      await page.evaluate(() => window.interleave.set('speed', '50'));
      await isAt(page, 'Finished at 20.000 s');
      await page.evaluate(() => window.interleave.set('speed', '1'));
      assert.deepEqual(await lines(page), ['slept']);
    }
    await settled(page);
  }));

  it('shows in the panel the exit code of a program that ends by itself or by an exception', visit({ at: '#playground' }, async (page) => {
    await enter(page);
    for (const [last, said] of [
      ['import sys; sys.exit(3)', 'Finished at 0.100 s with exit code 3. Play again to replay.'],
      ['raise ValueError("no")', 'Ended at 0.100 s with ValueError: no, exit code 1.'],
      ['pass', 'Finished at 0.100 s. Play again to replay.'],
    ]) {
      await write(page, `import asyncio\nasyncio.run(asyncio.sleep(0.1))\n${last}\n`);
      await button(page, 'Run').click();
      await eventually(() => message(page), said);
    }
  }));

  it('describes a constant with its line’s comment, or else with its name and line', visit({ at: '#playground' }, async (page) => {
    await enter(page);
    await write(page, 'delay = 1.5  # 0.5..5 s\ncount = 3  # how many there are\n');
    await button(page, 'Run').click();
    await eventually(async () => (await state(page)).parameters.map(({ help }) => help), ['delay, line 1', 'how many there are']);
  }));

  it('shows the end to a reader who wants no motion', visit({ at: '#playground', reducedMotion: 'reduce' }, async (page) => {
    await enter(page);
    await write(page, sleeps(50));
    await button(page, 'Run').click();
    await isAt(page, 'Finished at 50.000 s');
    assert.deepEqual(await lines(page), ['slept']);
    await settled(page);
  }));

  it('plays a program that came with a link, which doesn’t run by itself', visit({ at: '#playground' }, async (page) => {
    await enter(page);
    await write(page, sleeps(0.5));
    await button(page, 'Run').click();
    await isAt(page, 'Finished at 0.500 s');
    const link = await copiedLink(page);
    await openElsewhere(page, link);
    assert.deepEqual((({ lesson, playing }) => [lesson, playing])(await state(page)), ['sync-and-async', false]);
    await button(page, 'Run').click();
    await isAt(page, 'Finished at 0.500 s');
  }));

  it('shows the moment for which a link was made', visit({ at: '#playground' }, async (page) => {
    await enter(page);
    await write(page, sleeps(2));
    await button(page, 'Run').click();
    await eventually(() => state(page), ({ lesson }) => lesson === 'playground', 'the run');
    await page.evaluate(() => window.interleave.set('t', '0.7'));
    await eventually(() => state(page), ({ t, playing }) => t === 0.7 && !playing, 'the moment');
    await openElsewhere(page, await copiedLink(page));
    await button(page, 'Run').click();
    await eventually(() => state(page), ({ lesson, t, playing }) => lesson === 'playground' && t === 0.7 && !playing, 'the moment');
  }));
});
