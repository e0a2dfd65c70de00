// The playground on a phone, with the keyboard on its screen.

import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { useChromium } from './chromium.mjs';
import { button, enter, isSeen, lines } from './journey.mjs';
import { eventually, oneFrame, phone, state } from './panel.mjs';
import { write } from './writing.mjs';

const long = `import asyncio\n\n\nasync def main():\n${'    await asyncio.sleep(1)\n'.repeat(40)}    print("end")\n\n\nasyncio.run(main())\n`;
const keyboard = 424;  // pixels of the screen that it takes

describe('on a phone', () => {
  const { visit } = useChromium();

  it('the line being typed and Run are visible above the keyboard, and then the panel', visit({ at: '#playground', ...phone }, async (page) => {
    await enter(page);
    await write(page, long);
    await page.setViewportSize({ width: 390, height: 844 - keyboard });
    await page.locator('.bench-text .cm-content').focus();
    for (const key of ['Control+End', 'ArrowUp', 'ArrowUp', 'ArrowUp', 'End']) await page.keyboard.press(key);
    await page.keyboard.type('  # here');
    await oneFrame(page);
    assert.equal(await isSeen(page.locator('.cm-activeLine')), true, 'the line');
    assert.match(await page.locator('.cm-activeLine').textContent(), /here/);
    assert.equal(await isSeen(button(page, 'Run')), true, 'Run');
    await page.keyboard.press('Control+Home');
    await oneFrame(page);
    assert.equal(await isSeen(page.locator('.cm-activeLine')), true, 'the first line');
    await button(page, 'Run').tap();
    await page.setViewportSize({ width: 390, height: 844 });
    await eventually(() => state(page), ({ lesson }) => lesson === 'playground', 'the run');
    assert.equal(await isSeen(page.locator('#canvas')), true, 'the panel');
    await page.evaluate(() => window.interleave.set('t', '40'));
    await eventually(() => lines(page), ['end']);
  }));

  it('tasks with names have their names at their line, however narrow it is; numbered ones have their numbers', visit({ at: '#playground', ...phone }, async (page) => {
    await enter(page);
    await button(page, 'Run').tap();
    await eventually(() => state(page), ({ lesson }) => lesson === 'playground', 'the run');
    await page.evaluate(() => window.interleave.set('t', '0.5'));
    const labels = () => page.locator('.bench-text .stand .task').evaluateAll((all) => all.map((label) => `${label.innerText}: ${label.title}`));
    await eventually(labels, [
      'left: left is sleeping at this line.', 'right: right is sleeping at this line.', '1: Task-1 is waiting at this line.']);
  }));

  it('Run raises a panel that was lowered to its buttons', visit({ at: '#playground', ...phone }, async (page) => {
    await enter(page);
    await page.locator('#panel-handle').tap();
    await page.locator('#panel-handle').tap();
    await eventually(() => page.evaluate(() => document.documentElement.dataset.dock), 'bar');
    await button(page, 'Run').tap();
    await eventually(() => page.evaluate(() => document.documentElement.dataset.dock), 'half');
  }));
});
