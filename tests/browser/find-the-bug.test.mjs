// The five broken programs of a lesson: each runs without Python, in its own listing, with the symptom that the text names;
// and tests of one's own run in the playground.

import assert from 'node:assert/strict';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { readLessons } from '../../lessons/build/lessons.mjs';
import { hasNoViolation } from './axe.mjs';
import { top, useChromium } from './chromium.mjs';
import { button, enter, program, says, toEnd } from './journey.mjs';
import { eventually, goTo, notice, ready, rows, state } from './panel.mjs';

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

const { exercises } = readLessons(join(top, 'lessons')).find(({ slug }) => slug === 'find-the-bug');
const box = (page, name) => page.locator(`#find-the-bug--exercise-${name}`).locator('xpath=..');
/// The lines of the listing in Python that are in view.
const listing = (page, choice) => page.evaluate((value) => [...document.querySelectorAll(`#find-the-bug .program[data-choice="${value}"] [data-language=python] .line`)]
  .filter((line) => line.getClientRects().length).map((line) => line.innerText.trimEnd()), choice);

describe('the guilty line of each broken program', () => {
  const { visit } = useChromium();

  it('isn’t told by the listing, which shows the program as it is, and repaired once the switch is on', visit({ at: '#find-the-bug' }, async (page) => {
    await ready(page);
    const broken = await listing(page, 'warning');
    assert.doesNotMatch(broken.join('\n'), /repaired|else/);
    assert.ok(broken.includes('    save(reports)'), broken.join('\n'));
    assert.equal(broken.includes('    await save(reports)'), false);
    await page.evaluate(() => window.interleave.set('repaired', 'true'));
    await eventually(() => listing(page, 'warning'), broken.map((line) => (line === '    save(reports)' ? '    await save(reports)' : line)));
  }));

  for (const [name, { start, solution, wrong, settings }] of exercises) {
    it(`‘${settings.program}’ is found by the runs of the panel: a wrong line gets its reason, the right one is repaired`, visit({ at: '#find-the-bug' }, async (page) => {
      await ready(page);
      const choose = async (line) => {
        await box(page, name).locator('.line-choice').nth(start.split('\n').findIndex((each) => each.trim() === line)).click();
        await box(page, name).getByRole('button', { name: 'Check' }).click();
        return eventually(() => box(page, name).evaluate((section) => section.dataset.verdict), (verdict) => verdict, 'the verdict');
      };
      await box(page, name).getByRole('button', { name: 'Start' }).click();
      await box(page, name).getByRole('button', { name: 'Check' }).waitFor();
      const said = () => box(page, name).locator('.verdict').textContent();
      const repaired = async () => (await state(page)).parameters.find((each) => each.name === 'repaired').value;
      for (const { line, hint } of wrong) {
        assert.equal(await choose(line), 'wrong');
        assert.equal(await said(), `This line isn’t to blame. ${hint.replaceAll('`', '')}`);
        assert.deepEqual([await chosen(page), Boolean(await repaired())], [[settings.program], false]);
      }
      await hasNoViolation(page, 'with a reason');
      assert.equal(await choose(solution), 'right');
      assert.match(await said(), /^Solved\. /);
      assert.equal(Boolean(await repaired()), true);
      assert.doesNotMatch((await warnings(page)).join(), new RegExp(symptoms[settings.program].slice(8).replace(/[()]/g, '.')));
    }));
  }

  it('is told by an answer that’s closed at first, and that a search opens', visit({ at: '#find-the-bug' }, async (page) => {
    await ready(page);
    const open = () => page.locator('#find-the-bug details.answer').evaluateAll((all) => all.map((answer) => answer.open));
    assert.deepEqual(await open(), [false, false, false, false, false]);
    await page.getByRole('button', { name: 'contents' }).click();
    await page.locator('#page-search').fill('weak reference garbage collector may remove');
    await page.locator('#search-found a').first().click();
    await eventually(open, [false, false, false, false, true]);
    await page.locator('#find-the-bug details.answer').nth(1).getByText('Show what’s wrong').click();
    await eventually(open, [false, true, false, false, true]);
  }));

  it('a question that’s answered right opens its answer, which is on paper anyway', visit({ at: '#find-the-bug' }, async (page) => {
    await ready(page);
    await goTo(page, '#tasks');
    await ready(page);
    const answer = page.locator('#tasks details.answer').nth(1);
    const isOpen = () => answer.evaluate((node) => node.open);
    assert.equal(await isOpen(), false);
    await page.emulateMedia({ media: 'print' });
    assert.ok(await answer.locator('p').first().isVisible());
    await page.emulateMedia({ media: 'screen' });
    const question = page.locator('#tasks .prediction').nth(1);
    for (const [name, opens] of [['Task-1', false], ['Task-3', true]]) {
      await question.getByRole('radio', { name }).check();
      await question.getByRole('button', { name: 'Check' }).click();
      await eventually(isOpen, opens);
    }
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
