// The five broken programs of a lesson: each runs without Python, in its own listing, with the symptom that the text names;
// and tests of one's own run in the playground.

import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { useChromium } from './chromium.mjs';
import { button, enter, program, says, toEnd } from './journey.mjs';
import { eventually, notice, ready, rows, state } from './panel.mjs';

const chosen = (page) => page.evaluate(() => [...document.querySelectorAll('#find-the-bug .program:not(.other)')].map(({ dataset }) => dataset.choice));
const labelled = (page) => page.evaluate(() => [...new Set([...document.querySelectorAll('#find-the-bug .stand')].map((label) => label.closest('.program').dataset.choice))]);
const warnings = async (page) => (await rows(page, 'warnings')).map((row) => row.join(' '));

const symptoms = {
  'warning': '2.000 s coroutine \'save\' was never awaited, so it didn\'t run.',
  'hang': '0.200 s Task-1 waits in join() of the queue forever: 3 items aren\'t marked as done; Task-2 took 2, Task-3 took 1.',
  'slow callback': '0.250 s Task-3 held the loop for 0.500 s: nothing else could run.',
  'lost exception': '0.100 s Task-3 failed with KeyError, and its exception was never retrieved.',
  'lost task': '0.100 s Task-2 was destroyed before it was done: nothing referred to it.',
};

describe('the broken programs of ‘Find the bug’', () => {
  const { visit } = useChromium();

  it('each run in the panel with their symptom, and tasks are marked in their own listing alone', visit({ at: '#find-the-bug' }, async (page) => {
    await ready(page);
    for (const [value, warning] of Object.entries(symptoms)) {
      await page.evaluate((hash) => { location.hash = hash; }, `#find-the-bug?program=${value.replace(' ', '+')}&t=0.05`);
      await eventually(() => chosen(page), [value]);
      await eventually(() => labelled(page), [value]);
      await page.locator('#canvas').focus();
      await page.keyboard.press('End');
      await eventually(() => warnings(page), [warning]);
    }
  }));

  it('are started by the links in the text', visit({ at: '#find-the-bug' }, async (page) => {
    await ready(page);
    await page.locator('#find-the-bug a[href="#find-the-bug?program=hang"]').click();
    await eventually(() => chosen(page), ['hang']);
    assert.equal((await state(page)).parameters.find(({ name }) => name === 'program').text, 'hang');
  }));

  it('are each edited, and compared with CPython, as the program that they are', visit({ at: '#find-the-bug?program=lost+task' }, async (page) => {
    await ready(page);
    const lost = page.locator('.program[data-choice="lost task"]');
    assert.equal(await page.locator('.program[data-choice="hang"] .compare').isVisible(), false);
    await lost.locator('.compare').click();
    await eventually(() => notice(page), (text) => /^CPython does the same: all \d+ events agree\.$/.test(text), 'CPython’s answer');
    await page.locator('.program[data-choice="hang"] .edit').click();
    await enter(page);
    await eventually(() => program(page), (text) => text.includes('queue.join()') && !text.includes('weakref'), 'the program');
  }));
});

describe('tests of one’s own', () => {
  const { visit } = useChromium();

  it('run in the playground, which says how they ended', visit({ at: '#playground?gallery=testing' }, async (page) => {
    await enter(page);
    await button(page, 'Run').click();
    await toEnd(page);
    assert.equal(await says(page), 'Ran 3 tests, 1 failed: test_cities_are_fetched_together: TimeoutError (line 52)');
    assert.deepEqual((await state(page)).tasks.length, 9);
    await page.evaluate(() => window.interleave.set('repaired', 'true'));
    await eventually(() => says(page), 'Ran 3 tests: all passed.');
  }));
});
