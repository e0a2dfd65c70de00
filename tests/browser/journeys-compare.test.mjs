// A learner's ways to compare two programs: both run on one axis, with one playhead.

import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { hasNoViolation } from './axe.mjs';
import { useChromium } from './chromium.mjs';
import { focused } from './editor.mjs';
import { button, enter, kept, lines, name, program, pythonReady, says } from './journey.mjs';
import { eventually, message, press, rows, settled, shownRows, spot, state } from './panel.mjs';
import { write } from './writing.mjs';

const top = `import asyncio

delay = 1.0  # 0.5..3 s
pages = 3  # 1..5


async def fetch(page):
    await asyncio.sleep(delay)
    print("fetched", page)
`;
const sequential = `${top}

async def main():
    for page in range(pages):
        await fetch(page)


asyncio.run(main())
`;
const gathered = `${top.replace('\n\n\nasync', '\nrest = 0.5  # 0..2 s\n\n\nasync')}

async def main():
    await asyncio.gather(*(fetch(page) for page in range(pages)))
    await asyncio.sleep(rest)


asyncio.run(main())
`;
const asking = (question) => `import asyncio

async def main():
    await asyncio.sleep(1)
    print("hello", input("Name? "))
    ${question}

asyncio.run(main())
`;

/// The programs that are kept at first, and the one that's open.
const keeping = (programs, open) => ({
  at: '#playground',
  prepare: (page) => page.addInitScript(([all, called]) => {
    if (window !== window.top || !location.protocol.startsWith('http') || localStorage.getItem('interleave.programs')) return;
    localStorage.setItem('interleave.programs', all);
    localStorage.setItem('interleave.program', called);
  }, [JSON.stringify(programs), open]),
});
const crawlers = keeping({ sequential, gathered }, 'sequential');
const set = (page, called, value) => page.evaluate(([each, text]) => window.interleave.set(each, text), [called, String(value)]);
const compared = (page) => page.locator('.bench-compared:visible').textContent();

/// Chooses what the program is compared with.
async function compareWith(page, words) {
  await pythonReady(page);
  await button(page, 'Compare with…').click();
  await page.getByRole('group', { name: 'Compare with' }).getByRole('button', { name: words, exact: true }).click();
}

/// When both have ended, and which is which: `[upper, its end, lower, its end]`.
async function ends(page) {
  const { parameters: [first], end, beside, laying_out: comes } = await state(page);
  return comes ? null : [first?.label === 'program' ? first.value : null, end, beside?.text ?? null, beside?.end ?? null];
}
const both = (page, ...expected) => eventually(() => ends(page), expected);
const choices = async (page) => (await state(page)).parameters.find(({ label }) => label === 'program')?.choices;

describe('a learner', () => {
  const { visit } = useChromium();

  it('compares two programs: both are on one axis with their true times, and a press swaps them', visit(crawlers, async (page) => {
    await enter(page);
    await compareWith(page, 'gathered');
    await both(page, 'sequential', 3, 'gathered', 1.5);
    assert.match(await compared(page), /^Compared with ‘gathered’\./);
    assert.deepEqual(await choices(page), ['sequential', 'gathered']);
    await hasNoViolation(page, 'with two programs');
    assert.deepEqual(await rows(page, 'beside'), [0, 1, 2].map((each) => ['1.000 s', `Task-${each + 2}`, `fetched ${each}`]));
    await set(page, 't', 2.5);
    assert.deepEqual(await lines(page), ['fetched 0', 'fetched 1']);
    await spot(page, 'beside');  // it's drawn below
    await press(page, 'parameter:program:gathered');
    await both(page, 'gathered', 1.5, 'sequential', 3);
    assert.deepEqual(await lines(page), ['fetched 0', 'fetched 1', 'fetched 2']);
    assert.deepEqual((await rows(page, 'beside')).map(([time]) => time), ['1.000 s', '2.000 s', '3.000 s']);
    await settled(page);
    await button(page, 'Stop comparing').click();
    await both(page, null, 3, null, null);
    assert.equal(await page.locator('.bench-compared').isVisible(), false);
    assert.equal(await choices(page), undefined);
  }));

  it('reads both in the text view as soon as they’re there', visit(crawlers, async (page) => {
    await enter(page);
    await pythonReady(page);
    await page.locator('#text-view-open').click();
    await compareWith(page, 'gathered');
    const heading = page.getByRole('heading', { name: 'The same with program: gathered, to its end' });
    await heading.waitFor();
    await set(page, 't', 0.2);  // else it plays, and may have ended before it's read
    await eventually(async () => (await shownRows(page, 'beside')).map(([time]) => time), ['1.000 s', '1.000 s', '1.000 s']);
    await page.getByLabel('program', { exact: true }).selectOption('gathered');
    await eventually(async () => (await shownRows(page, 'beside')).map(([time]) => time), ['1.000 s', '2.000 s', '3.000 s']);
    await eventually(() => page.locator('#text-view-summary').textContent(), (text) => text.includes('the run ends at 1.500 s'), 'the end');
    await page.getByLabel('delay', { exact: true }).fill('2');
    await eventually(async () => (await shownRows(page, 'beside')).map(([time]) => time), ['2.000 s', '4.000 s', '6.000 s']);
    await eventually(() => page.locator('#text-view-summary').textContent(), (text) => text.includes('the run ends at 2.500 s'), 'the end');
  }));

  it('keeps a version of a program, keeps editing, and compares the two, also after a reload', visit(crawlers, async (page) => {
    await enter(page);
    await compareWith(page, 'As it is now');
    await both(page, 'sequential', 3, 'sequential, before', 3);
    await write(page, sequential.replace('delay = 1.0', 'delay = 2.0'));
    await button(page, 'Run').click();
    await both(page, 'sequential', 6, 'sequential, before', 3);
    await page.reload();
    await enter(page);
    assert.match(await compared(page), /^Compared with ‘sequential, before’\./);
    assert.equal((await state(page)).lesson, 'sync-and-async', 'nothing has run');
    await pythonReady(page);
    await button(page, 'Run').click();
    await both(page, 'sequential', 6, 'sequential, before', 3);
    assert.deepEqual(Object.keys(await kept(page)), ['sequential', 'gathered']);
    await page.getByLabel('Your programs').selectOption('gathered');
    assert.equal(await page.locator('.bench-compared').isVisible(), false, 'it goes with its program');
    await page.getByLabel('Your programs').selectOption('sequential');
    assert.match(await compared(page), /^Compared with ‘sequential, before’\./);
    assert.match(await program(page), /delay = 2\.0/);
  }));

  it('sets a constant of both programs in both, and one of a single program only there', visit(crawlers, async (page) => {
    await enter(page);
    await compareWith(page, 'gathered');
    await both(page, 'sequential', 3, 'gathered', 1.5);
    await set(page, 't', 0.7);
    await set(page, 'delay', 2);
    await both(page, 'sequential', 6, 'gathered', 2.5);
    await set(page, 'rest', 1);
    await both(page, 'sequential', 6, 'gathered', 3);
    await set(page, 'pages', 2);
    await both(page, 'sequential', 4, 'gathered', 3);
    await press(page, 'parameter:program:gathered');
    await both(page, 'gathered', 3, 'sequential', 4);
  }));

  it('reads which program has an error, and sees the other one', visit(crawlers, async (page) => {
    await enter(page);
    await compareWith(page, 'gathered');
    await both(page, 'sequential', 3, 'gathered', 1.5);
    await write(page, sequential.replace('await fetch(page)', 'await fetch(page)\n        raise ValueError("no")'));
    await button(page, 'Run').click();
    await both(page, 'sequential', 1, 'gathered', 1.5);
    await eventually(() => says(page), 'In ‘sequential’: ValueError: no (line 15)');
    await page.locator('.trouble-row', { hasText: 'line 15' }).waitFor();
    await hasNoViolation(page, 'with an error');
    await press(page, 'parameter:program:gathered');
    await both(page, 'gathered', 1.5, 'sequential', 1);
    await eventually(() => page.locator('.trouble').isVisible(), false, 'its lines aren’t those of the run that plays');
    assert.equal(await says(page), 'In ‘sequential’: ValueError: no (line 15)');
    await write(page, sequential.replace('async def main()', 'async def main('));
    await button(page, 'Run').click();
    await eventually(() => says(page), (text) => /^In ‘sequential’: SyntaxError: .*\(line 12\)$/.test(text), 'the mistake');
    await eventually(() => ends(page), ([, , lower, end]) => lower === 'gathered' && end === 1.5, 'the other one');
    await page.getByLabel('Your programs').selectOption('gathered');
    await compareWith(page, 'sequential');
    await eventually(() => says(page), (text) => /^In ‘sequential’: SyntaxError: /.test(text), 'the mistake of the other one');
    await eventually(() => ends(page), ([upper, end]) => upper === 'gathered' && end === 1.5, 'its own run');
    await page.locator('#canvas').focus();
    await page.keyboard.press('End');
    await eventually(() => message(page), (text) => text.startsWith('Finished at 1.500 s'), 'the end');
  }));

  it('sees the other program’s traceback when that one plays, and its lines aren’t the editor’s', visit(keeping({
    sequential, raising: gathered.replace('await asyncio.sleep(rest)', 'raise ValueError("no")'),
  }, 'sequential'), async (page) => {
    await enter(page);
    await compareWith(page, 'raising');
    await both(page, 'sequential', 3, 'raising', 1);
    await eventually(() => says(page), 'In ‘raising’: ValueError: no (line 15)');
    assert.equal(await page.locator('.trouble').isVisible(), false);
    assert.equal(await page.locator('.bench-text .cm-wave').count(), 0);
    await press(page, 'parameter:program:raising');
    const row = page.locator('button.trouble-row', { hasText: 'line 15' });
    await row.waitFor();
    await row.click();
    await eventually(async () => (await state(page)).t, 1);
    assert.equal(await page.evaluate(() => document.activeElement.closest('.bench-text')), null, 'no line of the editor’s is selected');
    assert.equal(await page.locator('.bench-text .stands').count(), 0);
  }));

  it('stops comparing with a program that has no end, and hears no more of it', visit(keeping({ sequential, busy: 'while True:\n    pass\n' }, 'sequential'), async (page) => {
    await enter(page);
    await compareWith(page, 'busy');
    await both(page, 'sequential', 3, 'busy', null);
    await button(page, 'Stop comparing').click();
    await both(page, null, 3, null, null);
    assert.equal(await says(page), '');
  }));

  it('answers a question of both programs once, and a question of one program only there', visit(keeping({
    short: asking('pass'), long: asking('print("of", await asyncio.to_thread(input, "Town? "))'),
  }, 'long'), async (page) => {
    await enter(page);
    await compareWith(page, 'short');
    await page.getByLabel('Name?', { exact: true }).fill('Ada');
    await eventually(() => says(page), 'In ‘long’: The program waits for an answer, at 1.000 s in line 5. In ‘short’: The program waits for an answer, at 1.000 s in line 5.'.replace('. In', '.\nIn'));
    assert.equal(await page.getByLabel('Name?', { exact: true }).inputValue(), 'Ada', 'what is typed stays when the other one asks, too');
    await page.keyboard.press('Enter');
    await page.getByLabel('In ‘long’: Town?').fill('London');
    assert.equal(await focused(page), 'question-answer');
    await page.keyboard.press('Enter');
    await both(page, 'long', 1, 'short', 1);
    assert.equal(await says(page), '');
    assert.deepEqual((await rows(page, 'beside')).map(([, , line]) => line), ['Name? Ada', 'hello Ada']);
    await page.locator('#canvas').focus();
    await page.keyboard.press('End');
    await eventually(() => lines(page), ['Name? Ada', 'hello Ada', 'Town? London', 'of London']);
  }));

  it('compares with a program from the gallery, using only keys', visit(crawlers, async (page) => {
    await enter(page);
    await pythonReady(page);
    await button(page, 'Compare with…').focus();
    await page.keyboard.press('Enter');
    await eventually(() => page.evaluate(() => document.activeElement.textContent), 'As it is now');
    await page.keyboard.press('Escape');
    await eventually(() => page.evaluate(() => document.activeElement.textContent), 'Compare with…');
    assert.equal(await button(page, 'As it is now').isVisible(), false);
    await page.keyboard.press('Enter');
    await page.locator('.bench-choices').getByRole('button', { name: 'A race for the first answer' }).waitFor();
    for (let i = 0; i < 40 && await page.evaluate(() => document.activeElement.textContent) !== 'A race for the first answer'; ++i) {
      await page.keyboard.press('Tab');
    }
    await page.keyboard.press('Enter');
    await eventually(() => ends(page), (all) => all?.[0] === 'sequential' && all[2] === 'A race for the first answer' && all[3] > 0, 'both runs');
    assert.equal(await page.evaluate(() => document.activeElement.textContent), 'Compare with…');
    await page.getByLabel('program', { exact: true }).focus();
    await page.keyboard.press('ArrowDown');
    await eventually(() => ends(page), (all) => all?.[0] === 'A race for the first answer' && all[3] === 3, 'the other way round');
    await button(page, 'Stop comparing').focus();
    await page.keyboard.press('Enter');
    await both(page, null, 3, null, null);
    assert.equal(await page.evaluate(() => document.activeElement.textContent), 'Compare with…');
  }));

  it('shares both programs in a link, and they run when the link’s reader presses Run', visit(crawlers, async (page) => {
    await enter(page);
    await compareWith(page, 'gathered');
    await both(page, 'sequential', 3, 'gathered', 1.5);
    await page.evaluate(() => { navigator.clipboard.writeText = () => Promise.reject(new Error('refused')); });
    await button(page, 'Copy link').click();
    await eventually(() => says(page), 'The link is in the address bar: the program is in it.');
    const link = await page.evaluate(() => location.href);
    await page.evaluate(() => localStorage.setItem('interleave.programs', '{"mine":"print(1)"}'));
    await page.evaluate(() => localStorage.removeItem('interleave.program-settings'));
    await page.goto('about:blank');
    await page.goto(link);
    await enter(page);
    await eventually(() => says(page), 'This program came with the link. It runs when you press Run.');
    assert.equal(await name(page), 'sequential');
    assert.match(await compared(page), /^Compared with ‘gathered’\./);
    assert.equal((await state(page)).lesson, 'sync-and-async', 'nothing has run');
    await pythonReady(page);
    await button(page, 'Run').click();
    await both(page, 'sequential', 3, 'gathered', 1.5);
  }));
});
