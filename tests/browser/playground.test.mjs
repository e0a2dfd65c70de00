// The playground: a learner's own program in the panel, run by CPython in a worker that can reach nothing.

import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { useChromium } from './chromium.mjs';
import { eventually, message, state } from './panel.mjs';

const says = (page) => page.locator('.bench-says').textContent();
const lines = async (page) => (await state(page)).output.map(({ text }) => text);

/// Writes a program in place of the one that's there, and runs it.
async function run(page, source) {
  await page.locator('.bench-text :is(textarea, .cm-content)').fill(source);
  await page.getByRole('button', { name: 'Run', exact: true }).click();
}

/// The playground, with Python loaded.
async function enter(page) {
  await page.locator('.bench-text :is(textarea, .cm-content)').waitFor();
}

const main = (body) => `import asyncio\n\ndelay = 1.0  # 0.5..5 s\n\n\nasync def main():\n${body.map((line) => `    ${line}\n`).join('')}\n\nasyncio.run(main())\n`;

describe('the playground', () => {
  const { visit } = useChromium();

  it('runs the first program of one’s life, and plays it in the panel', visit({ at: '#playground' }, async (page) => {
    await enter(page);
    await page.getByRole('button', { name: 'Run', exact: true }).click();
    await eventually(() => state(page), ({ lesson }) => lesson === 'playground', 'the run');
    await eventually(() => says(page), '');
    await page.locator('#canvas').focus();
    await page.keyboard.press('End');
    await eventually(() => message(page), (text) => text.startsWith('Finished at 3.000 s'));
    assert.deepEqual(await lines(page), ['left 1', 'right 1', 'left 2', 'right 2', 'left 3', 'both have finished']);
  }));

  it('makes a slider of a constant, and runs the program again when it is dragged', visit({ at: '#playground' }, async (page) => {
    await enter(page);
    await run(page, main(['await asyncio.sleep(delay)', 'print("slept", delay)']));
    const parameter = async () => (await state(page)).parameters.find(({ name }) => name === 'delay');
    const { min, max, unit } = await eventually(parameter, (p) => p !== undefined, 'the slider');
    assert.deepEqual([min, max, unit], [0.5, 5, 's']);
    await page.evaluate(() => window.interleave.set('delay', '2.5'));
    await page.locator('#canvas').focus();
    await page.keyboard.press('End');
    await eventually(() => message(page), (text) => text.startsWith('Finished at 2.500 s'));
    assert.deepEqual(await lines(page), ['slept 2.5']);
  }));
});
