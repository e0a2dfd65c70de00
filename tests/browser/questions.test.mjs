// input() in the playground: the program waits at its moment of virtual time until its reader has answered.

import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { useChromium } from './chromium.mjs';
import { eventually, message, state } from './panel.mjs';
import { write } from './writing.mjs';

const asks = `import asyncio


async def main():
    await asyncio.sleep(1)
    name = input("What's your name? ")
    await asyncio.sleep(1)
    print("Hello", name, "of", input("Where do you live? "))


asyncio.run(main())
`;

const says = (page) => page.locator('.bench-says').textContent();
const output = async (page) => (await state(page)).output.map(({ text }) => text);
const form = (page) => page.locator('.bench-ask');
const button = (page, name) => page.getByRole('button', { name, exact: true });
const focused = (page) => page.evaluate(() => document.activeElement.id || document.activeElement.textContent);

async function run(page, source) {
  await page.locator('.bench-text .cm-content').waitFor();
  await write(page, source);
  await button(page, 'Run').click();
}

const isAsked = (page, prompt) => page.getByLabel(prompt).waitFor({ timeout: 60_000 });

async function toEnd(page) {
  await page.locator('#canvas').focus();
  await page.keyboard.press('End');
}

/// Answers what is asked, and waits until the list has it.
async function answer(page, prompt, text) {
  await page.getByLabel(prompt).fill(text);
  await page.getByLabel(prompt).press('Enter');
}

describe('input()', () => {
  const { visit } = useChromium();

  it('asks at its moment, and the run continues with the answer from there', visit({ at: '#playground' }, async (page) => {
    await run(page, asks);
    await isAsked(page, 'What\'s your name?');
    assert.equal(await page.getByText('Stopped at').count(), 0, 'it waits, and has not stopped');
    assert.equal(await says(page), 'The program waits for an answer, at 1.000 s in line 6.');
    assert.equal(await page.locator('.bench-says.wrong').count(), 0);
    assert.equal(await focused(page), 'question-answer');
    await page.evaluate(() => window.interleave.set('t', '0.5'));
    await answer(page, 'What\'s your name?', 'Ada');
    await isAsked(page, 'Where do you live?');
    assert.equal(await focused(page), 'question-answer');
    assert.equal((await state(page)).t, 0.5);
    await toEnd(page);
    await eventually(() => message(page), 'At 2.000 s the program waits for your answer.');
    assert.deepEqual(await output(page), ['What\'s your name? Ada', 'Where do you live? ']);
    await answer(page, 'Where do you live?', 'London');
    await form(page).waitFor({ state: 'hidden' });
    assert.equal(await says(page), '');
    assert.equal(await focused(page), 'Run');
    await toEnd(page);
    await eventually(() => message(page), (text) => text.startsWith('Finished at 2.000 s'), 'the end');
    assert.deepEqual(await output(page), ['What\'s your name? Ada', 'Where do you live? London', 'Hello Ada of London']);
  }));

  it('plays to the question, waits without drawing, and continues playing with the answer', visit({ at: '#playground' }, async (page) => {
    await run(page, asks);
    await isAsked(page, 'What\'s your name?');
    await page.evaluate(() => window.interleave.set('speed', '10'));
    await eventually(() => message(page), 'At 1.000 s the program waits for your answer.');
    assert.equal((await state(page)).playing, true);
    await answer(page, 'What\'s your name?', 'Ada');
    await eventually(() => message(page), 'At 2.000 s the program waits for your answer.');
    await answer(page, 'Where do you live?', 'London');
    await eventually(() => message(page), (text) => text.startsWith('Finished at 2.000 s'), 'the end');
  }));

  it('shows the result of an answer to a reader who wants no motion', visit({ at: '#playground', reducedMotion: 'reduce' }, async (page) => {
    await run(page, asks);
    await isAsked(page, 'What\'s your name?');
    await eventually(() => message(page), 'At 1.000 s the program waits for your answer.');
    await answer(page, 'What\'s your name?', 'Ada');
    await eventually(() => message(page), 'At 2.000 s the program waits for your answer.');
    await answer(page, 'Where do you live?', 'London');
    await eventually(() => message(page), (text) => text.startsWith('Finished at 2.000 s'), 'the end');
  }));

  it('uses the answers again in the next run, and lets you change or remove them', visit({ at: '#playground' }, async (page) => {
    await run(page, asks);
    await isAsked(page, 'What\'s your name?');
    await answer(page, 'What\'s your name?', 'Ada');
    await isAsked(page, 'Where do you live?');
    await answer(page, 'Where do you live?', 'London');
    await form(page).waitFor({ state: 'hidden' });
    await run(page, asks.replace('Hello', 'Good day'));
    const last = async () => {
      await toEnd(page);  // again, until it's the new run's
      return (await output(page)).at(-1);
    };
    await eventually(last, 'Good day Ada of London');
    await page.getByRole('textbox', { name: 'Answer 2' }).fill('Paris');
    await page.getByRole('textbox', { name: 'Answer 2' }).press('Enter');
    await eventually(last, 'Good day Ada of Paris');
    await button(page, 'Remove answer 1').click();
    await isAsked(page, 'Where do you live?');
    assert.equal(await page.getByRole('textbox', { name: 'Answer 1' }).inputValue(), 'Paris');
    await eventually(last, 'Where do you live? ');
    await button(page, 'Remove answer 1').click();
    await isAsked(page, 'What\'s your name?');
    await eventually(async () => (await state(page)).t, 1);
    assert.equal(await page.locator('.bench-answers').isVisible(), false);
  }));

  it('doesn’t take the focus from a reader in the editor', visit({ at: '#playground' }, async (page) => {
    await run(page, asks);
    await page.locator('.bench-text .cm-content').focus();
    await isAsked(page, 'What\'s your name?');
    assert.equal(await page.evaluate(() => document.activeElement.className.includes('cm-content')), true);
  }));

  it('can get the end of input, and shows a program’s question as plain text', visit({ at: '#playground' }, async (page) => {
    await run(page, 'import sys\nfor line in sys.stdin:\n    print(line)\ninput("<b>bold</b><img src=x>")\n');
    await isAsked(page, 'Your answer');
    await answer(page, 'Your answer', 'one');
    await page.locator('.bench-answers li').waitFor();
    await button(page, 'End of input').click();
    await isAsked(page, '<b>bold</b><img src=x>');
    assert.equal(await page.locator('.bench-ask :is(b, img)').count(), 0);
    await button(page, 'End of input').click();
    await eventually(() => says(page), 'EOFError: EOF when reading a line (line 4)');
    assert.deepEqual(await page.locator('.bench-answers li .answer').evaluateAll((all) => all.map((each) => each.value ?? each.textContent)),
      ['one', 'end of input', 'end of input']);
  }));

  it('stores the answers with the program, and puts them in its link', visit({ at: '#playground' }, async (page) => {
    await run(page, asks);
    await isAsked(page, 'What\'s your name?');
    await answer(page, 'What\'s your name?', 'Ada & Bob');
    await isAsked(page, 'Where do you live?');
    await page.reload();
    await page.locator('.bench-text .cm-content').waitFor();
    assert.equal(await page.getByRole('textbox', { name: 'Answer 1' }).inputValue(), 'Ada & Bob');
    await page.evaluate(() => { navigator.clipboard.writeText = () => Promise.reject(new Error('refused')); });
    await button(page, 'Copy link').click();
    await eventually(() => page.evaluate(() => location.hash), (hash) => hash.includes('answers='), 'the link');
    const link = await page.evaluate(() => location.href);
    await page.evaluate(() => localStorage.clear());
    await page.goto('about:blank');
    await page.goto(link);
    await eventually(() => page.getByRole('textbox', { name: 'Answer 1' }).inputValue(), 'Ada & Bob');
    await button(page, 'Run').click();
    await isAsked(page, 'Where do you live?');
    await button(page, 'New').click();
    assert.deepEqual([await form(page).isVisible(), await page.locator('.bench-answers').isVisible()], [false, false]);
  }));
});
