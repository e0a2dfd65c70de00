// What if: something is done to a task, and the future is laid out again, the link has it, and it can be taken back; a
// run is pinned; what breaks a program is found.

import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { hasNoViolation } from './axe.mjs';
import { inEachBrowser } from './browser.mjs';
import { useChromium } from './chromium.mjs';
import { button, enter, pythonReady, toEnd } from './journey.mjs';
import { box, dinner, inBox, open } from './what-if-box.mjs';
import { write as paste } from './writing.mjs';
import { eventually, notice, ready, rows, settled, spot, state } from './panel.mjs';

const output = async (page) => (await state(page)).output.map(({ text }) => text);
const done = (page) => box(page).locator('ol.what-if-done li').allTextContents();
const status = (page) => box(page).locator('details [role=status]').textContent();

async function toTheEnd(page) {
  await page.locator('#canvas').focus();
  await page.keyboard.press('End');
  await eventually(() => state(page), ({ ended }) => ended, 'the end');
}

/// Two customers of a bank. If the first one takes longer, an update is lost.
const bank = `import asyncio

hold_1 = 0.2  # 0..4 s
hold_2 = 0.2  # 0..4 s
balance = 0


async def pay_in(comes, hold):
    global balance
    await asyncio.sleep(comes)
    seen = balance
    await asyncio.sleep(hold)
    balance = seen + 1


async def main():
    await asyncio.gather(pay_in(0.5, hold_1), pay_in(2, hold_2))
    print("balance:", balance)


asyncio.run(main())
`;

/// Philosophers who come to the table one after the other.
const table = dinner(3);

async function write(page, text) {
  await enter(page);
  await paste(page, text);
  await pythonReady(page);
  await button(page, 'Run').click();
  await toEnd(page);
}

inEachBrowser('what if', ({ visit, skip, can }) => {
  it('a task is cancelled at the playhead, and a link to that shows the same', skip, visit({ at: '#tasks?t=1.5' }, async (page) => {
    await ready(page);
    await open(page);
    assert.match(await box(page).locator('h2').textContent(), /^What if, at 1\.500 s …$/);
    await box(page).getByLabel('Task').selectOption({ label: (await box(page).locator('option').allTextContents()).find((text) => text.startsWith('Task-3')) });
    await inBox(page, 'Cancel it here').click();
    await settled(page);
    assert.deepEqual((await done(page)).map((text) => text.trim()), ['At 1.5 s, Task-3 is cancelled. take back']);
    await toTheEnd(page);
    const changed = await rows(page, 'segments');
    assert.deepEqual((await rows(page, 'tasks')).map(([name, , how]) => [name, how]), [['Task-1', 'cancelled'], ['Task-2', 'done'], ['Task-3', 'cancelled']]);
    const link = await eventually(() => page.url(), (url) => url.includes('what-if=cancel-3-at-1.5'), 'the address');
    await page.goto('about:blank');
    await page.goto(link);
    await ready(page);
    await toTheEnd(page);
    assert.deepEqual(await rows(page, 'segments'), changed);
  }));

  it('a task sleeps longer, fails, and all is taken back', skip, visit({ at: '#tasks?t=0.5' }, async (page) => {
    await ready(page);
    const before = await state(page);
    await open(page);
    await box(page).getByLabel('Task').selectOption({ label: (await box(page).locator('option').allTextContents()).find((text) => text.startsWith('Task-2')) });
    await box(page).getByLabel('seconds longer', { exact: true }).fill('1.5');
    await inBox(page, 'Sleep longer by').click();
    await eventually(() => done(page), (all) => all.length === 1, 'the delay');
    assert.match((await done(page))[0], /^At 0\.5 s, Task-2 sleeps 1\.5 s longer\./);
    await box(page).getByLabel('exception').selectOption('ValueError');
    await inBox(page, 'Raise in it here').click();
    await eventually(() => done(page), (all) => all.length === 2, 'the error');
    await toTheEnd(page);
    assert.match((await state(page)).message, /ValueError: raised from outside/);
    await inBox(page, 'Take all back').click();
    await eventually(() => done(page), []);
    await page.evaluate(() => window.interleave.set('t', '0.5'));
    await eventually(async () => (await state(page)).segments, before.segments);
    await page.keyboard.press('Escape');
    assert.ok(await box(page).isHidden());
  }));

  it('what can’t be done any more is kept and says why', skip, visit({ at: '#tasks?what-if=cancel-9-at-1_delay-1-at-99-by-1' }, async (page) => {
    await ready(page);
    await open(page);
    assert.deepEqual((await done(page)).map((text) => text.replace(' take back', '').trim()), [
      'At 1 s, task 9 is cancelled: that can’t be done, it isn’t there yet.',
      'At 99 s, Task-1 sleeps 1 s longer: that can’t be done, the main task has ended by then.',
    ]);
  }));

  it('a pinned run stays beside the one that is changed, and the first difference has words', skip, visit({ at: '#tasks?t=0.5' }, async (page) => {
    await ready(page);
    await open(page);
    await inBox(page, 'Pin this run').click();
    await settled(page);
    assert.equal(await box(page).locator('.what-if-difference').textContent(), 'The two runs do the same.');
    await box(page).getByLabel('Task').selectOption({ index: 1 });
    await inBox(page, 'Cancel it here').click();
    await eventually(() => box(page).locator('.what-if-difference').textContent(),
      (text) => text.endsWith(' The first difference: at 0.500 s Task-2 is asked to cancel; in the pinned run, at 3.000 s Task-2 resumes.'), 'the difference');
    assert.ok((await rows(page, 'beside')).length > 0);
    await inBox(page, 'Unpin').click();
    await eventually(async () => (await state(page)).beside, null);
  }));

  it('a link restores the pinned run, too; both rows are marked from where they differ, and the text view says so', skip, visit({ at: '#tasks?t=0.5&delay_2=2', viewport: { width: 1440, height: 1400 } }, async (page) => {
    await ready(page);
    await open(page);
    await inBox(page, 'Pin this run').click();
    await settled(page);
    await page.evaluate(() => window.interleave.set('delay_2', '1'));
    await box(page).getByLabel('Task').selectOption({ index: 1 });
    await inBox(page, 'Cancel it here').click();
    await eventually(() => done(page), (all) => all.length === 1, 'the intervention');
    await eventually(() => page.url(), (url) => /delay_2=1&.*what-if=cancel-2-at-0\.5&pin=delay_2=2&t=0\.5/.test(url), 'the address');
    const differs = await rows(page, 'differences');
    assert.match(differs.find(([task]) => task === 'Task-2')[1], /^Task-2 does something else in the pinned run: here, at 0\.500 s it is asked to cancel; there, /);
    for (const name of ['task:differs:Task-2', 'beside:differs:Task-2']) assert.ok(await page.evaluate((which) => window.interleave.rect(which), name), name);
    const [before, beside, words] = [await rows(page, 'segments'), await rows(page, 'beside'), await box(page).locator('.what-if-difference').textContent()];
    const link = page.url();
    await page.goto('about:blank');
    await page.goto(link);
    await ready(page);
    await open(page);
    await eventually(() => rows(page, 'beside'), beside);
    assert.deepEqual(await rows(page, 'segments'), before);
    assert.deepEqual(await rows(page, 'differences'), differs);
    assert.equal(await box(page).locator('.what-if-difference').textContent(), words);
    await inBox(page, 'Unpin').click();
    await eventually(() => page.url(), (url) => !url.includes('pin='), 'the address without it');
  }));

  it('a pinned run that makes no sense is answered by a sentence', skip, visit({ at: '#tasks?pin=delai=2' }, async (page) => {
    await ready(page);
    assert.equal(await notice(page), "In the pinned run: This lesson has no parameter 'delai'.");
  }));

  it('a search finds the delay with which a lesson loses a line, and shows it beside the good run', skip, visit({ at: '#cancellation' }, async (page) => {
    await ready(page);
    await open(page);
    await box(page).getByText('Find what breaks it').click();
    await box(page).getByLabel('Look for').selectOption('contains');
    await box(page).getByLabel('text in the output').fill('saved report 1');
    await inBox(page, 'Search').click();
    await eventually(() => status(page), (text) => text.includes('It takes one change:'), 'the lost line');
    await inBox(page, 'Show it beside this run').click();
    await toTheEnd(page);
    assert.ok(!(await output(page)).includes('saved report 1'));
    assert.ok((await rows(page, 'beside')).some(([, , line]) => line === 'saved report 1'));
    assert.match(await box(page).locator('.what-if-difference').textContent(), /^Unlike the pinned run, this one .* The first difference: /);
    if (can.axe) await hasNoViolation(page, 'with what a search has found');
  }));
});

describe('what if', () => {
  const { visit } = useChromium();

  it('the menu button of the mouse opens it for the task at the pointer; a click on a name only selects, and Space plays', visit({ at: '#tasks?t=0.5' }, async (page) => {
    await ready(page);
    const { x, y } = await spot(page, 'task:Task-2', 0.02);
    for (let times = 0; times < 2; ++times) {
      await page.mouse.click(x, y);
      await settled(page);
      assert.equal(await box(page).isVisible(), false);
    }
    await page.keyboard.press(' ');
    await eventually(() => state(page), ({ t, playing }) => playing || t > 0.5, 'playing');
    await page.evaluate(() => window.interleave.set('t', '0.5'));
    await settled(page);
    assert.equal((await state(page)).what_if.text, '');
    await page.mouse.click(x, y, { button: 'right' });
    await box(page).waitFor();
    assert.match(await box(page).getByLabel('Task').evaluate((list) => list.selectedOptions[0].textContent), /^Task-2/);
    assert.equal(await page.evaluate(() => document.activeElement.id), 'what-if-task', 'no button, which Space would press');
  }));

  it('if it can’t be fetched, a sentence says so, and it opens once it’s tried again', visit({ at: '#tasks', expected: [/./] }, async (page) => {
    await ready(page);
    await page.route('**/what-if.js*', (route) => route.abort());
    await page.getByRole('button', { name: 'what if', exact: true }).click();
    await eventually(() => notice(page), 'The what-if box couldn’t be loaded: the network is gone.');
    await page.unroute('**/what-if.js*');
    await page.getByRole('button', { name: 'Try again' }).click();
    await box(page).waitFor();
    assert.equal(await notice(page), '');
    assert.equal(await page.locator('link[rel=stylesheet][href*="what-if."]').count(), 1);
  }));

  /// Opens the search for what loses the line ‘saved report 1’.
  async function seekSaved(page) {
    await ready(page);
    await open(page);
    await box(page).getByText('Find what breaks it').click();
    await box(page).getByLabel('Look for').selectOption('contains');
    await box(page).getByLabel('text in the output').fill('saved report 1');
  }

  it('a search that’s stopped and started again runs to its end', visit({ at: '#cancellation' }, async (page) => {
    await seekSaved(page);
    const labels = await inBox(page, 'Search').evaluate((button) => [0, 1, 2].map(() => {
      button.click();
      return button.textContent;
    }));
    assert.deepEqual(labels, ['Stop', 'Search', 'Stop']);
    await eventually(() => status(page), (text) => text.includes('It takes one change:'), 'the lost line');
    await inBox(page, 'Search').waitFor();
  }));

  it('what a search found goes when a setting changes, and stays while it’s shown', visit({ at: '#cancellation' }, async (page) => {
    await seekSaved(page);
    const show = inBox(page, 'Show it beside this run');
    await inBox(page, 'Search').click();
    await show.waitFor();
    await page.evaluate(() => window.interleave.set('t', '0.5'));
    await settled(page);
    assert.ok(await show.isVisible(), 'another moment is no other run');
    await page.evaluate(() => window.interleave.set('t', '0'));
    await page.evaluate(() => window.interleave.set('stop_after', '3'));
    await eventually(() => show.isVisible(), false);
    assert.deepEqual([await status(page), await box(page).locator('details li').count()], ['', 0]);
    await page.evaluate(() => window.interleave.set('stop_after', '3.5'));
    await settled(page);
    await inBox(page, 'Search').click();
    await show.click();
    await settled(page);
    assert.equal(await show.isVisible(), false);
    assert.match(await status(page), /It takes one change:$/);
    assert.equal(await box(page).locator('details li').count(), 1);
  }));

  it('nothing is searched from a run whose parameters were changed on its way', visit({ at: '#queues?t=3' }, async (page) => {
    await ready(page);
    await page.evaluate(() => window.interleave.set('make_max', '2.5'));
    await eventually(() => state(page), ({ live }) => live, 'the change');
    await open(page);
    await box(page).getByText('Find what breaks it').click();
    await inBox(page, 'Search').click();
    assert.equal(await status(page), 'Go back to the start first, and set the parameters there: you changed some while the program ran.');
    assert.ok(await inBox(page, 'Search').isVisible());
  }));

  it('a search says so if Python is ended', visit({ at: '#playground' }, async (page) => {
    await write(page, 'import asyncio\n\nhold = 0.2  # 0..4 s\nif hold > 1:\n    sum(iter(int, 1))\nasyncio.run(asyncio.sleep(hold))\n');
    await open(page);
    await box(page).getByText('Find what breaks it').click();
    await inBox(page, 'Search').click();
    await eventually(() => status(page), 'The search has stopped: Python was ended, or the panel shows another program.');
    await inBox(page, 'Search').waitFor();
  }));

  it('an address that makes no sense is answered by a sentence', visit({ at: '#tasks?what-if=explode-1' }, async (page) => {
    await ready(page);
    assert.equal(await notice(page), "what-if must be like 'cancel-3-at-1.5' or 'delay-2-after-57-by-1', not 'explode-1'.");
  }));

  for (const [slug, wish, found] of [
    ['lost-update', 'last_line', ['The last line is ‘visitors: 3’.', 'east_check is 1.2 s instead of 0.2 s']],
    ['lucky-philosophers', 'nothing', ['At 0.2 s no task can run any more: it hangs.', 'come_every is 0.0 s instead of 1.0 s']],
  ]) {
    it(`what breaks the gallery’s ${slug} is found, and takes one delay`, visit({ at: `#playground?gallery=${slug}` }, async (page) => {
      await enter(page);
      await pythonReady(page);
      await button(page, 'Run').click();
      await toEnd(page);
      await open(page);
      await box(page).getByText('Find what breaks it').click();
      await box(page).getByLabel('Look for').selectOption(wish);
      await inBox(page, 'Search').click();
      await eventually(() => status(page), (text) => text.includes('It takes one change:'), 'what breaks it');
      assert.deepEqual([/tried\. (.*) It takes/.exec(await status(page))[1], ...await box(page).locator('details li').allTextContents()], found);
    }));
  }

  it('the link to a program that was broken shows both runs again', visit({ at: '#playground?gallery=lost-update' }, async (page) => {
    const run = async () => {
      await enter(page);
      await pythonReady(page);
      await button(page, 'Run').click();
      await toEnd(page);
    };
    const beside = async () => (await rows(page, 'beside')).map(([, , line]) => line);
    await run();
    await page.evaluate(() => { for (const [name, text] of [['pin', 'true'], ['east_check', '2']]) window.interleave.set(name, text); });
    await toEnd(page);
    await eventually(beside, ['visitors: 4']);
    await page.getByRole('button', { name: 'share', exact: true }).click();
    const link = await eventually(() => page.getByLabel('A link to what you see').inputValue(), (text) => text.includes('code='), 'the link');
    await page.goto('about:blank');
    await page.goto(link);
    await run();
    assert.deepEqual(await output(page), ['visitors: 3']);
    await eventually(beside, ['visitors: 4']);
  }));

  it('in one’s own Python a task is cancelled, and a lost update is found, shrunk to one delay', visit({ at: '#playground' }, async (page) => {
    await write(page, bank);
    await open(page);
    await box(page).getByText('Find what breaks it').click();
    await box(page).getByLabel('Look for').selectOption('last_line');
    await inBox(page, 'Search').click();
    await eventually(() => status(page), (text) => text.includes('It takes one change:'), 'the lost update');
    assert.match(await status(page), /The last line is ‘balance: 1’\./);
    assert.deepEqual(await box(page).locator('details li').allTextContents(), ['hold_1 is 2.2 s instead of 0.2 s']);
    await inBox(page, 'Show it beside this run').click();
    await toEnd(page);
    assert.deepEqual(await output(page), ['balance: 1']);
    await eventually(async () => (await rows(page, 'beside')).map(([, , line]) => line), ['balance: 2']);
    await page.evaluate(() => window.interleave.set('t', '1'));
    await settled(page);
    await inBox(page, 'Cancel it here').click();
    await toEnd(page);
    assert.equal((await state(page)).what_if.text, 'cancel-1-at-1');
    assert.deepEqual(await output(page), []);
  }));

  it('the deadlock of philosophers is found', visit({ at: '#playground' }, async (page) => {
    await write(page, table);
    await open(page);
    await box(page).getByText('Find what breaks it').click();
    await inBox(page, 'Search').click();
    await eventually(() => status(page), (text) => text.includes('It takes one change:'), 'the deadlock');
    assert.match(await status(page), /no task can run any more: it hangs\./);
    await inBox(page, 'Show it beside this run').click();
    await toEnd(page);
    assert.match((await state(page)).message, /[Dd]eadlock|can run/);
  }));
});
