// Warnings: how many there are, the list of them, and where each leads.

import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { hasNoViolation } from './axe.mjs';
import { useChromium } from './chromium.mjs';
import { button, enter, toEnd } from './journey.mjs';
import { eventually, goTo, phone, press, ready, rows, settled, shownRows, state } from './panel.mjs';
import { write } from './writing.mjs';

const link = (page) => page.locator('#warnings-open');
const list = (page) => page.getByRole('group', { name: 'Warnings' });
const items = (page) => list(page).getByRole('listitem');
const end = async (page) => {
  await page.locator('#canvas').focus();
  await page.keyboard.press('End');
  await settled(page);
};

const deadlock = `import asyncio

async def take(first, second):
    async with first:
        await asyncio.sleep(1)
        async with second:
            pass

async def main():
    a, b = asyncio.Lock(), asyncio.Lock()
    await asyncio.gather(take(a, b), take(b, a))

asyncio.run(main())
`;

describe('warnings', () => {
  const { visit } = useChromium();

  it('are counted as they come, and nothing is said of those to come', visit({ at: '#blocking' }, async (page) => {
    await ready(page);
    assert.equal(await link(page).isVisible(), false);
    await end(page);
    await eventually(() => link(page).textContent(), '1 warning');
    assert.equal(await link(page).isVisible(), true);
    await page.locator('#canvas').focus();
    await page.keyboard.press('Home');
    await eventually(() => link(page).isVisible(), false);
  }));

  it('are listed with what to do and the lesson, and lead to their moment and line', visit({ at: '#blocking' }, async (page) => {
    await ready(page);
    await end(page);
    await link(page).click();
    await items(page).first().waitFor();
    assert.equal(await link(page).getAttribute('aria-expanded'), 'true');
    assert.match(await items(page).first().textContent(), /^The loop was held 0\.000 sTask-2 held the loop for 1\.000 s: nothing else could run\. It happened 3 times at this place\..*to_thread.*This lesson explains it$/);
    await hasNoViolation(page, 'with the list');
    await items(page).getByRole('button', { name: '0.000 s' }).click();
    await eventually(async () => (await state(page)).held_until, 1);
    assert.match(await page.locator('.pointed').textContent(), /async def count/);
    await page.keyboard.press('Escape');
    await eventually(() => list(page).isVisible(), false);
    assert.ok(await link(page).evaluate((node) => node === document.activeElement), 'the focus is back');
  }));

  it('lead to the lesson that explains them', visit({ at: '#concurrency' }, async (page) => {
    await ready(page);
    await end(page);
    await link(page).click();
    await list(page).getByRole('link', { name: 'Lesson: The one line that freezes everything' }).first().click();
    await eventually(() => page.url(), (url) => url.endsWith('#blocking--who-holds-the-loop'), 'the address');
  }));

  it('are marked on the axis, and a press on the mark leads there', visit({ at: '#blocking' }, async (page) => {
    await ready(page);
    await end(page);
    await press(page, 'warning:0');
    await eventually(async () => (await state(page)).held_until, 1);
  }));

  it('are in the text view', visit({ at: '#blocking' }, async (page) => {
    await ready(page);
    await end(page);
    await page.keyboard.press('t');
    const expected = [['0.000 s', 'Task-2 held the loop for 1.000 s: nothing else could run. (3 times)']];
    await eventually(() => shownRows(page, 'warnings'), expected);
    assert.deepEqual(await rows(page, 'warnings'), expected);
  }));

  it('of another run replace those of the last one', visit({ at: '#blocking' }, async (page) => {
    await ready(page);
    await end(page);
    await eventually(() => link(page).isVisible(), true);
    await goTo(page, '#tasks');
    await eventually(async () => (await state(page)).lesson, 'tasks');
    await end(page);
    assert.equal(await link(page).isVisible(), false);
  }));

  it('about the reader’s own program are under the editor, too, and lead to its lines', visit({ at: '#playground' }, async (page) => {
    await enter(page);
    await write(page, deadlock);
    await button(page, 'Run').click();
    await toEnd(page);
    const trouble = page.getByRole('region', { name: 'What went wrong' });
    await eventually(() => trouble.getByRole('listitem').allTextContents(), [
      'Line 6, at 1.000 s: Deadlock: Task-3 waits for lock 1, which Task-2 holds, and Task-2 waits for lock 2, which Task-3 holds. Lesson: Where did the money go?']);
    await trouble.getByRole('button', { name: 'Line 6, at 1.000 s' }).click();
    await eventually(async () => (await state(page)).t, 1);
    await eventually(() => page.evaluate(() => document.querySelector('.cm-activeLine')?.textContent), (line) => line?.includes('async with second'), 'the line');
  }));

  it('fit on a phone', visit({ at: '#blocking', ...phone }, async (page) => {
    await ready(page);
    await end(page);
    await link(page).tap();
    await items(page).first().waitFor();
    const box = await list(page).boundingBox();
    assert.ok(box.x >= 0 && box.x + box.width <= 390 && box.y + box.height <= 844, JSON.stringify(box));
    assert.ok(await link(page).evaluate((node) => {
      const { x, y, width, height } = node.getBoundingClientRect();
      return document.elementFromPoint(x + width / 2, y + height / 2) === node;
    }), 'the link isn’t covered');
  }));
});
