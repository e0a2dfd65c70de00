// The search over all lessons: what it finds, where its results lead, and what it does with odd questions.

import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { useChromium } from './chromium.mjs';
import { eventually, goTo, ready, state } from './panel.mjs';

const field = (page) => page.getByRole('searchbox', { name: 'Search all lessons' });
const said = (page) => page.locator('#search-said').textContent();
const results = (page) => page.locator('#search-found li').evaluateAll((list) => list.map((item) => ({
  href: item.querySelector('a').hash, from: item.querySelector('.from').textContent, around: item.querySelector('.around').textContent,
  marks: [...item.querySelectorAll('mark')].map((mark) => mark.textContent),
})));
const find = async (page, query) => {
  await field(page).fill(query);
  await eventually(() => said(page), (words) => !/is being loaded/.test(words), 'the texts of all lessons');
  return results(page);
};
const shown = (page) => page.evaluate(() => [...document.querySelectorAll('.lesson, .glossary')].find((one) => !one.hidden).id);

describe('the search', () => {
  const { visit } = useChromium();

  it('finds words in titles, headings, text and listings, and marks them', visit(async (page) => {
    await ready(page);
    await page.keyboard.press('/');
    assert.equal(await page.evaluate(() => document.activeElement.id), 'page-search');
    const title = await find(page, 'task start');
    assert.ok(title.some(({ href, marks }) => href === '#tasks--title' && marks.join() === 'task,start'));
    assert.ok((await find(page, 'keep your tasks')).some(({ href }) => href === '#tasks--keep-your-tasks'));
    const [text] = (await find(page, 'although nothing awaits')).filter(({ from }) => from.startsWith('04 '));
    assert.match(text.around, /although nothing awaits it yet/);
    const listing = await find(page, 'say_after(delay, word)');
    assert.ok(listing.some(({ around }) => around === 'async def say_after(delay, word):'));
    assert.match(await said(page), /^(One place|\d+ places) found for ‘say_after\(delay, word\)’/);
    assert.equal(await page.locator('.contents-list').isVisible(), false);
    await field(page).fill('');
    assert.equal(await page.locator('.contents-list').isVisible(), true);
    assert.deepEqual([await results(page), await said(page)], [[], '']);
  }));

  it('a result leads to its place, in whatever lesson, listing or language that is', visit({ at: '#tasks?t=1' }, async (page) => {
    await ready(page);
    await page.keyboard.press('/');
    await find(page, 'co_await aio::sleep(delay)');
    await page.locator('#search-found a').filter({ hasText: '04 ' }).click();
    await eventually(() => page.locator('#tasks .listing .line.arrived').count(), 1);
    assert.ok(await page.locator('#tasks .listing[data-language=cpp]').isVisible(), 'the C++ listing is shown');
    const { top, bottom } = await page.locator('.arrived').evaluate((line) => line.getBoundingClientRect());
    assert.ok(top >= 48 && bottom <= 720, 'it is in view');
    assert.equal((await state(page)).t, 1, 'the run is left as it was');
    await goTo(page, '#tasks');
    await eventually(() => page.locator('.arrived').count(), 0);
  }));

  it('a found place can be reloaded', visit(async (page) => {
    await ready(page);
    await page.keyboard.press('/');
    const [{ href }] = (await find(page, 'sleeping needs no core')).filter(({ from }) => from.startsWith('04 '));
    await page.goto('about:blank');
    await page.goBack();
    const loaded = page.waitForEvent('load');  // of the page that comes; the old one would do as well
    await page.evaluate((hash) => { location.hash = hash; location.reload(); }, href);
    await loaded;
    await ready(page);
    assert.equal(await shown(page), 'tasks');
    await eventually(() => page.evaluate(() => scrollY), (y) => y > 100, 'the place being in view');
    assert.equal(await page.locator('#page-notice').textContent(), '');
  }));

  it('is used with the keys', visit(async (page) => {
    await ready(page);
    await page.keyboard.press('/');
    await page.keyboard.type('timer');
    await eventually(() => said(page), (words) => /found for ‘timer’/.test(words) && !/is being loaded/.test(words), 'the texts of all lessons');
    const found = await results(page);
    assert.ok(found.length >= 2);
    const focused = () => page.evaluate(() => document.activeElement.hash ?? document.activeElement.id);
    for (const [key, expected] of [['ArrowDown', found[0].href], ['ArrowDown', found[1].href], ['ArrowUp', found[0].href], ['ArrowUp', 'page-search']]) {
      await page.keyboard.press(key);
      assert.equal(await focused(), expected);
    }
    await page.keyboard.press('Enter');
    await eventually(() => page.evaluate(() => document.getElementById('page-contents').open), false);
    await eventually(() => page.evaluate(() => location.hash), found[0].href);
    await page.keyboard.press('/');
    assert.equal(await field(page).inputValue(), 'timer', 'it remembers what was searched for');
    await page.keyboard.press('Escape');
    assert.equal(await page.evaluate(() => document.getElementById('page-contents').open), false);
    await page.getByRole('button', { name: 'contents' }).click();
    assert.equal(await field(page).inputValue(), '', 'the contents are opened whole');
  }));

  it('treats any text as text, and says if nothing was found', visit(async (page) => {
    await ready(page);
    await page.keyboard.press('/');
    for (const query of ['<img src=x onerror=alert(1)>', '.*', '\\b\\w', '(((', '{{{{{', '[a-]', 'İstanbul ẞ', '\u{1f600}', 'x'.repeat(200), '__proto__ zzz']) {
      assert.deepEqual(await find(page, query), [], query);
      const shownQuery = query.length > 40 ? `${query.slice(0, 40)}…` : query;
      assert.equal(await said(page), `Nothing found for ‘${shownQuery}’.`);
    }
    assert.equal(await page.evaluate(() => document.querySelectorAll('#page-contents img').length), 0);
    assert.ok((await find(page, 'aio::sleep(')).length > 0);
    assert.ok((await find(page, '&')).every(({ marks }) => marks.every((mark) => mark === '&')));
    assert.ok((await find(page, 'e')).length <= 50, 'a letter that is everywhere');
    assert.match(await said(page), /; these are the best 50\.$/);
    assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth));
  }));

  it('works without the engine', visit({ prepare: (page) => page.addInitScript(() => { delete window.WebAssembly; }) }, async (page) => {
    await page.keyboard.press('/');
    assert.ok((await find(page, 'ready queue')).length > 0);
    await page.keyboard.press('Enter');
    await eventually(() => page.locator('.arrived').count(), 1);
  }));
});
