// The playground: a learner's own program in the panel, run by CPython in a worker that can reach nothing.

import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { useChromium } from './chromium.mjs';
import { eventually, message, settled, state } from './panel.mjs';
import { write } from './writing.mjs';

const says = (page) => page.locator('.bench-says').textContent();
const lines = async (page) => (await state(page)).output.map(({ text }) => text);

/// Writes a program in place of the one that's there, and runs it.
async function run(page, source) {
  await write(page, source);
  await page.getByRole('button', { name: 'Run', exact: true }).click();
}

/// The playground, with Python loaded.
async function enter(page) {
  await page.locator('.bench-text .cm-content').waitFor();
}

const main = (body) => `import asyncio\n\ndelay = 1.0  # 0.5..5 s\n\n\nasync def main():\n${body.map((line) => `    ${line}\n`).join('')}\n\nasyncio.run(main())\n`;

describe('the playground', () => {
  const { visit } = useChromium();

  it('runs a reader’s first program, and plays it in the panel', visit({ at: '#playground' }, async (page) => {
    await enter(page);
    await page.getByRole('button', { name: 'Run', exact: true }).click();
    await eventually(() => state(page), ({ lesson }) => lesson === 'playground', 'the run');
    await eventually(() => says(page), '');
    await page.locator('#canvas').focus();
    await page.keyboard.press('End');
    await eventually(() => message(page), (text) => text.startsWith('Finished at 3.000 s'));
    assert.deepEqual(await lines(page), ['left 1', 'right 1', 'left 2', 'right 2', 'left 3', 'both have finished']);
    await settled(page);  // and then no frame is drawn
  }));

  it('makes a slider for a constant, and dragging it runs the program again', visit({ at: '#playground' }, async (page) => {
    await enter(page);
    await run(page, main(['await asyncio.sleep(delay)', 'print("slept", delay)']));
    const parameter = async () => (await state(page)).parameters.find(({ name }) => name === 'delay');
    const { min, max, unit } = await eventually(parameter, (p) => p !== undefined, 'the slider');
    assert.deepEqual([min, max, unit], [0.5, 5, 's']);
    await page.locator('#canvas').press('Home');  // while it plays, a change counts from there
    await page.evaluate(() => window.interleave.set('delay', '2.5'));
    await page.locator('#canvas').focus();
    await page.keyboard.press('End');
    await eventually(() => message(page), (text) => text.startsWith('Finished at 2.500 s'));
    assert.deepEqual(await lines(page), ['slept 2.5']);
  }));

  it('marks a program’s errors, and keeps the shown run', visit({ at: '#playground' }, async (page) => {
    await enter(page);
    await run(page, 'import asyncio\nasync def main(:\n    pass\n');
    await eventually(() => says(page), (text) => text.startsWith('SyntaxError:') && text.endsWith('(line 2)'), 'the error');
    assert.equal((await state(page)).lesson, 'sync-and-async');
    await run(page, main(['await asyncio.sleep(1)', 'raise ValueError("no")']));
    await eventually(() => says(page), (text) => text === 'ValueError: no (line 8)', 'the exception');
    await page.locator('#canvas').focus();
    await page.keyboard.press('End');
    await eventually(() => message(page), (text) => text.includes('1.000 s'));
  }));

  it('Stop ends a program, and the next one runs', visit({ at: '#playground' }, async (page) => {
    await enter(page);
    await run(page, 'print("began")\nwhile True:\n    pass\n');
    await page.locator('.bench-bar button:enabled', { hasText: /^Stop$/ }).click();
    await eventually(() => says(page), 'Stopped.');
    await run(page, main(['print("well")']));
    await eventually(async () => {
      await page.locator('#canvas').focus();
      await page.keyboard.press('End');  // again, until it's the new run's
      return lines(page);
    }, ['well']);
  }));

  it('a link contains the program, which runs when its reader presses Run', visit({ at: '#playground' }, async (page) => {
    await enter(page);
    await page.evaluate(() => { navigator.clipboard.writeText = () => Promise.reject(new Error('refused')); });
    const source = main(['print("from a friend")']);
    await write(page, source);
    await page.getByRole('button', { name: 'Copy link' }).click();
    await eventually(() => page.evaluate(() => location.hash), (hash) => hash.includes('code='), 'the link');
    const link = await page.evaluate(() => location.href);
    await page.evaluate(() => localStorage.clear());
    await page.goto('about:blank');
    await page.goto(link);
    await eventually(() => says(page), 'This program came with the link. It runs when you press Run.');
    assert.equal((await state(page)).lesson, 'sync-and-async');
    await page.getByRole('button', { name: 'Run', exact: true }).click();
    await eventually(() => state(page), ({ lesson }) => lesson === 'playground', 'the run');
    await page.locator('#canvas').focus();
    await page.keyboard.press('End');
    await eventually(() => lines(page), ['from a friend']);
  }));

  it('a lesson’s program can be edited here, and its own run is one press away', visit({ at: '#tasks' }, async (page) => {
    await page.locator('#tasks .edit').click();
    await eventually(() => page.locator('.bench-text').textContent(), (text) => text.includes('say_after'), 'the program');
    await page.getByRole('button', { name: 'Run', exact: true }).click();
    await eventually(() => state(page), ({ lesson }) => lesson === 'playground', 'the run');
    await page.evaluate(() => { location.hash = '#tasks'; });
    await eventually(() => state(page), ({ lesson }) => lesson === 'tasks', 'the lesson');
  }));

  it('CPython does what the lesson shows, event by event', visit({ at: '#tasks' }, async (page) => {
    await page.locator('#tasks .compare').click();
    await eventually(() => page.locator('#page-notice').textContent(), 'CPython does the same: all 62 events agree.');
  }));

  it('a program that changes a module finds it unchanged when a slider is dragged', visit({ at: '#playground' }, async (page) => {
    await enter(page);
    await run(page, main(['import errno', 'errno.runs = getattr(errno, "runs", 0) + 1', 'print(errno.runs, delay)']));
    await eventually(() => state(page), ({ lesson }) => lesson === 'playground', 'the run');
    for (const value of ['1.0', '2.5', '3.5']) {
      await page.locator('#canvas').press('Home');
      await page.evaluate((next) => window.interleave.set('delay', next), value);
      await eventually(async () => {
        await page.locator('#canvas').press('End');
        return lines(page);
      }, [`1 ${value}`], 'as at the first time');
    }
    assert.equal(await says(page), '');
  }));

  it('a server that never ends is followed as far as you play', visit({ at: '#playground' }, async (page) => {
    await enter(page);
    await run(page, main(['while True:', '    await asyncio.sleep(delay)', '    print("tick")']));
    await eventually(() => state(page), ({ lesson }) => lesson === 'playground', 'the run');
    await page.evaluate(() => window.interleave.set('t', '95'));
    await eventually(() => lines(page), (found) => found.length === 95, '95 ticks');
    assert.equal(await says(page), '');
  }));

  it('a program is stored under its name, and is there after a reload', visit({ at: '#playground' }, async (page) => {
    await enter(page);
    const source = main(['print("kept")']);
    await write(page, source);
    await page.getByLabel('Name of the program').fill('Mine');
    await page.getByLabel('Name of the program').press('Tab');
    await page.reload();
    await enter(page);
    await eventually(() => page.locator('.bench-text').textContent(), (text) => text.includes('kept'), 'the program');
    assert.equal(await page.getByLabel('Name of the program').inputValue(), 'Mine');
  }));
});
