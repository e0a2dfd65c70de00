// A learner's ways through the playground: the first program, a long one, a lesson that is edited and passed on.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { top, useChromium } from './chromium.mjs';
import { focused } from './editor.mjs';
import { button, enter, kept, lines, name, program, pythonReady, says, toEnd } from './journey.mjs';
import { eventually, message, ready, state } from './panel.mjs';
import { write } from './writing.mjs';

const crawler = readFileSync(join(top, 'tests/browser/programs/crawler.py'), 'utf8');
const hash = (page) => page.evaluate(() => location.hash);

/// Presses Tab until something of this name has the focus.
async function tabTo(page, pattern) {
  const seen = [];
  for (let i = 0; i < 60; ++i) {
    await page.keyboard.press('Tab');
    const called = await page.evaluate(() => {
      const { ariaLabel, textContent } = document.activeElement;
      return (ariaLabel ?? textContent).trim().slice(0, 60);
    });
    if (pattern.test(called)) return;
    seen.push(called);
  }
  assert.fail(`Tab never came to ${pattern}, but to ${seen.join(', ')}`);
}

describe('a learner', () => {
  const { visit } = useChromium();

  it('writes a first program, starting at the front page, using only keys', visit({ at: '' }, async (page) => {
    await ready(page);
    await tabTo(page, /^playground$/);
    await page.keyboard.press('Enter');
    await eventually(() => focused(page), 'playground--title');
    await enter(page);
    await tabTo(page, /^Program$/);
    await page.keyboard.press('Control+A');
    for (const line of ['import asyncio', '', 'async def main():', 'await asyncio.sleep(1.5)', 'print("hello")']) {
      await page.keyboard.type(line);
      await page.keyboard.press('Enter');
    }
    for (const key of ['Backspace', 'Enter']) await page.keyboard.press(key);
    await page.keyboard.type('asyncio.run(main())');
    await pythonReady(page);
    await page.keyboard.press('Control+Enter');
    assert.equal(await program(page), 'import asyncio\n\nasync def main():\n    await asyncio.sleep(1.5)\n    print("hello")\n\nasyncio.run(main())');
    await eventually(() => state(page), ({ lesson }) => lesson === 'playground', 'the run');
    await page.keyboard.press('Escape');
    await page.keyboard.press('Tab');
    assert.equal(await page.evaluate(() => document.activeElement.closest('.bench-text .cm-content')), null, 'the editor is left');
    await tabTo(page, /^Panel of the running program$/);
    await page.keyboard.press('End');
    await eventually(() => message(page), (text) => text.startsWith('Finished at 1.500 s'), 'the end');
    assert.deepEqual(await lines(page), ['hello']);
  }));

  it('finds the playground in the header, the contents and the help, which has the editor’s keys', visit({ at: '#tasks' }, async (page) => {
    await ready(page);
    await page.keyboard.press('?');
    await page.locator('#page-help').getByRole('link', { name: 'playground' }).click();
    await eventually(() => page.locator('#playground').isVisible(), true);
    await enter(page);
    assert.equal(await page.locator('#page-help').evaluate((dialog) => dialog.open), false);
    await button(page, 'contents').click();
    assert.ok(await page.getByRole('link', { name: 'Playground: your own Python in the panel' }).first().isVisible());
    await page.keyboard.press('Escape');
    await button(page, 'Help: keys and the panel').click();
    const keys = await page.locator('#page-help-editor td:first-child').allTextContents();
    assert.deepEqual(keys, ['Ctrl Enter', 'Ctrl F', 'F8', 'Ctrl /', 'Tab or Shift Tab', 'Esc, Tab']);
  }));

  it('pastes a crawler of two hundred lines: it runs, and typing in it still makes few changes', visit({ at: '#playground' }, async (page) => {
    await enter(page);
    await write(page, crawler);
    await button(page, 'Run').click();
    await toEnd(page);
    assert.equal(await says(page), '');
    const printed = await lines(page);
    assert.ok(printed.includes('failed https://music.example/status/500'), printed.join('\n'));
    assert.ok(printed.some((line) => /^\d+ pages in/.test(line)), printed.join('\n'));
    assert.ok((await state(page)).tasks.length > 0);
    const touched = await page.evaluate(async () => {
      const content = document.querySelector('.bench-text .cm-content');
      let count = 0;
      const watch = new MutationObserver((changes) => { count += changes.length; });
      content.focus();
      await new Promise((drawn) => setTimeout(drawn, 50));
      watch.observe(content, { childList: true, subtree: true });
      document.execCommand('insertText', false, 'x');
      await new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn)));
      return count;
    });
    assert.ok(touched > 0 && touched < 40, `one letter changed ${touched} places of the document`);
  }));

  it('edits a lesson and shares it: the link shows the program, runs nothing, and overwrites nothing', visit({ at: '#tasks' }, async (page) => {
    await page.locator('#tasks .edit').click();
    await enter(page);
    await eventually(() => program(page), (text) => text.includes('say_after'), 'the program');
    const edited = (await program(page)).replace('await asyncio.sleep(delay)', 'await asyncio.sleep(delay / 2)');
    await write(page, edited);
    assert.equal(await hash(page), '#playground', 'the lesson’s text is no longer what is here');
    const link = await page.evaluate(async () => {
      let copied = '';
      navigator.clipboard.writeText = async (text) => { copied = text; };
      [...document.querySelectorAll('.bench button')].find(({ textContent }) => textContent === 'Copy link').click();
      while (!copied) await new Promise((again) => setTimeout(again, 10));
      return copied;
    });
    const fresh = await page.context().browser().newContext();
    try {
      const other = await fresh.newPage();
      await other.addInitScript((programs) => {
        localStorage.setItem('interleave.programs', programs);
        localStorage.setItem('interleave.program', 'When does a task start?');
      }, JSON.stringify({ 'When does a task start?': 'print("mine")\n' }));
      await other.goto(link);
      await enter(other);
      await eventually(() => says(other), 'This program came with the link. It runs when you press Run.');
      assert.equal(await name(other), 'When does a task start? 2');
      assert.equal(await program(other), edited);
      assert.equal((await state(other)).lesson, 'sync-and-async', 'nothing of it has run');
      assert.deepEqual(await kept(other), { 'When does a task start?': 'print("mine")\n' });
      await pythonReady(other);
      await button(other, 'Run').click();
      await toEnd(other);
      await eventually(() => message(other), (text) => text.startsWith('Finished at'), 'the end');
      assert.equal((await kept(other))['When does a task start?'], 'print("mine")\n');
    } finally {
      await fresh.close();
    }
  }));

  it('reloads the page and finds the program, including what was typed a moment before', visit({ at: '#playground?lesson=tasks' }, async (page) => {
    await enter(page);
    await eventually(() => program(page), (text) => text.includes('say_after'), 'the lesson’s program');
    await write(page, 'print("typed a moment before")\n');
    await page.reload();
    await enter(page);
    assert.match(await program(page), /typed a moment before/);
    assert.equal(await name(page), 'When does a task start?');
    await page.goto('about:blank');
    await page.goBack();
    await enter(page);
    assert.match(await program(page), /typed a moment before/);
  }));
});
