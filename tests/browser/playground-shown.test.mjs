// What the playground shows beside the editor: the panel has the program that is open, or nothing, and what was lost by a
// press of a button comes back by another.

import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { useChromium } from './chromium.mjs';
import { button, enter, name, program, says, toEnd } from './journey.mjs';
import { eventually, state } from './panel.mjs';
import { write } from './writing.mjs';

const source = 'import asyncio\n\npace = 1.0  # 0.5..5 s\nway = "fast"  # fast | slow\nasyncio.run(asyncio.sleep(pace))\n';
const isCovered = (page) => page.getByText('Press Run, and your program runs here.').isVisible();
const isPrimary = (page) => button(page, 'Run').evaluate(({ classList }) => classList.contains('primary'));

async function go(page, hash) {
  await page.evaluate((to) => { location.hash = to; }, hash);
}

async function runs(page) {
  await button(page, 'Run').click();
  await eventually(() => state(page), ({ lesson }) => lesson === 'playground', 'the run');
}

describe('the playground’s panel', () => {
  const { visit } = useChromium();

  it('the editor looks the same after a visit to a lesson', visit({ at: '#playground' }, async (page) => {
    await enter(page);
    const look = () => page.evaluate(() => ['display', 'position', 'fontFamily'].map((one) => getComputedStyle(document.querySelector('.bench .cm-gutters'))[one]));
    const before = await look();
    assert.equal(before[0], 'flex');
    for (const hash of ['#queues', '#playground', '#tasks', '#playground']) await go(page, hash);
    await eventually(() => page.locator('.bench .cm-content').isVisible(), true);
    assert.deepEqual(await look(), before);
  }));

  it('shows nothing until a program runs, and nothing again when another one is opened', visit({ at: '#playground' }, async (page) => {
    await enter(page);
    assert.deepEqual([await isCovered(page), await isPrimary(page)], [true, true]);
    await write(page, source);
    await runs(page);
    assert.deepEqual([await isCovered(page), await isPrimary(page)], [false, false]);
    await page.locator('.bench-text .cm-content').focus();
    await page.keyboard.type('#');
    assert.deepEqual([await isCovered(page), await isPrimary(page)], [false, true], 'the run is of the text before');
    await button(page, 'A bank that loses your money').click();
    assert.deepEqual([await isCovered(page), await isPrimary(page)], [true, true]);
    await eventually(() => page.locator('#playground--title').evaluate((title) => title.getBoundingClientRect().top >= 0), true, 'its top is in view');
    await go(page, '#glossary');
    await eventually(() => isCovered(page), false, 'beside another page, the panel has what ran last');
    await button(page, 'Back to the lesson’s own run').click();
    await eventually(() => state(page), ({ lesson }) => lesson !== 'playground', 'the lesson');
    await go(page, '#playground');
    await eventually(() => isCovered(page), true);
  }));

  it('a lesson takes over the panel while a program runs, and the program runs again afterwards', visit({ at: '#playground' }, async (page) => {
    await enter(page);
    await write(page, 'import asyncio\nasyncio.run(asyncio.sleep(1))\nwhile True:\n    pass\n');
    await button(page, 'Run').click();
    await eventually(() => state(page), ({ lesson }) => lesson === 'playground', 'the run');
    await go(page, '#tasks');
    await eventually(() => state(page), ({ lesson }) => lesson === 'tasks', 'the lesson');
    await go(page, '#playground');
    await button(page, 'Stop').click();
    await eventually(() => button(page, 'Stop').isDisabled(), true, 'its end');
    assert.ok(await isCovered(page));
    await write(page, source);
    await runs(page);
    await toEnd(page);
    assert.equal((await state(page)).t, 1);
  }));

  it('shows errors next to Run, even at the top of a long program', visit({ at: '#playground' }, async (page) => {
    await enter(page);
    await write(page, `import randum\n${'print(1)\n'.repeat(80)}`);
    await page.evaluate(() => scrollTo(0, 0));
    await button(page, 'Run').click();
    await eventually(() => says(page), (text) => text.startsWith('ModuleNotFoundError'), 'the error');
    const { top, bottom } = await page.locator('.bench-says').evaluate((node) => node.getBoundingClientRect().toJSON());
    assert.ok(top > 0 && bottom < 720, `${top} to ${bottom}`);
  }));

  it('a link contains the run’s settings', visit({ at: '#playground', permissions: ['clipboard-read', 'clipboard-write'] }, async (page) => {
    await enter(page);
    await write(page, source);
    await runs(page);
    await page.evaluate(() => ['pace', 'way', 'seed'].forEach((each, i) => window.interleave.set(each, ['2.5', 'slow', '7'][i])));
    await button(page, 'Copy link').click();
    await eventually(() => says(page), 'The link is copied: the program is in it.');
    const link = await page.evaluate(() => navigator.clipboard.readText());
    await page.evaluate((to) => { localStorage.clear(); location.href = to; }, link);
    await eventually(() => says(page), 'This program came with the link. It runs when you press Run.');
    await runs(page);
    await eventually(async () => (await state(page)).parameters.map(({ value }) => value), ([pace, way]) => pace === 2.5 && [1, 'slow'].includes(way), 'the settings');
    assert.equal((await state(page)).seed, 7);
    await toEnd(page);
    assert.equal((await state(page)).t, 2.5);
    await button(page, 'A bank that loses your money').click();
    assert.equal(await page.evaluate(() => location.hash), '#playground', 'the link is of another program');
  }));

  it('restores what Reset and Delete have removed', visit({ at: '#playground' }, async (page) => {
    await enter(page);
    await button(page, 'A bank that loses your money').click();
    const bank = await program(page);
    await write(page, source);
    await button(page, 'Reset').click();
    assert.equal(await program(page), bank);
    await button(page, 'Undo').click();
    assert.equal(`${await program(page)}`.trimEnd(), source.trimEnd());
    const called = await name(page);
    await button(page, 'Delete').click();
    assert.notEqual(await name(page), called);
    await button(page, 'Undo').click();
    assert.equal(await name(page), called);
    assert.equal(`${await program(page)}`.trimEnd(), source.trimEnd());
    assert.equal(await button(page, 'Undo').count(), 0);
  }));

  it('the help opens at its top', visit({ at: '#playground' }, async (page) => {
    await enter(page);
    await page.keyboard.press('?');
    assert.equal(await page.locator('#page-help').evaluate((help) => help.scrollTop), 0);
  }));
});
