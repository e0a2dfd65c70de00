// At most four settings are in view, and the rest folds under ‘more’; and a listing folds what doesn't run.

import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { useChromium } from './chromium.mjs';
import { eventually, goTo, phone, press, ready, settled, state, tap } from './panel.mjs';

const drawn = async (page) => {
  const { parameters } = await state(page);
  const names = parameters.map(({ name, type, choices }) => [name, type === 'choice' ? `parameter:${name}:${choices[0]}` : `parameter:${name}`]);
  const there = await page.evaluate((all) => all.filter(([, at]) => window.interleave.rect(at)).map(([name]) => name), names);
  return there;
};
const folded = async (page) => (await state(page)).parameters.filter(({ more }) => more).map(({ name }) => name);
const button = (page) => page.locator('[data-at=\'["more"]\'] button');
const foldRows = (page) => page.locator('.lesson:not([hidden]) .listing:not([hidden]) .fold button');
const inView = (page) => page.evaluate(() => [...document.querySelectorAll('.lesson:not([hidden]) .program:not(.other) .listing:not([hidden]) :is(.line, .fold)')]
  .filter((line) => line.checkVisibility() && line.textContent.trim()).length);

describe('more settings', () => {
  const { visit } = useChromium();

  it('fold: four are in view in each lesson, and its listing has at most 35 lines', visit({ viewport: { width: 1440, height: 900 }, alone: true }, async (page) => {
    await ready(page);
    const slugs = await page.evaluate(() => [...document.querySelectorAll('.lesson')].map(({ id }) => id));
    for (const slug of slugs) {
      await goTo(page, `#${slug}?t=0.5`);
      await eventually(async () => (await state(page)).lesson, slug);
      await settled(page);
      assert.ok((await drawn(page)).length <= 4, slug);
      assert.ok(await inView(page) <= 35, `${slug}: ${await inView(page)} lines`);
    }
  }));

  it('leave room for the queue: its panel needn’t be scrolled on a desktop', visit({ viewport: { width: 1440, height: 900 }, at: '#queues?t=5', alone: true }, async (page) => {
    await ready(page);
    await settled(page);
    const [seen, next] = await page.evaluate(() => [document.getElementById('panel-stage').clientHeight,
      window.interleave.rect('heading:chains')[1]]);
    assert.ok(next <= seen, `the queue ends at ${next} of ${seen} pixels`);
  }));

  for (const [how, open] of [
    ['mouse', (page) => press(page, 'more')],
    ['keys', async (page) => {
      await button(page).focus();
      await page.keyboard.press('Enter');
    }],
  ]) {
    it(`open and close by ${how}, and stay open in the lesson`, visit({ at: '#queues', alone: true }, async (page) => {
      await ready(page);
      await settled(page);
      assert.equal(await button(page).textContent(), 'more (5)');
      assert.equal(await button(page).getAttribute('aria-expanded'), 'false');
      assert.deepEqual(await drawn(page), ['producers', 'consumers', 'maxsize', 'order']);
      await open(page);
      await eventually(() => drawn(page), (names) => names.length === 9, 'all settings');
      await eventually(() => button(page).getAttribute('aria-expanded'), 'true');
      assert.ok(await page.locator('[data-parameter=make_max]').isVisible());
      await page.evaluate(() => window.interleave.set('consumers', '3'));
      await settled(page);
      assert.equal((await drawn(page)).length, 9);
      await open(page);
      await eventually(() => drawn(page), (names) => names.length === 4, 'four of them');
      assert.ok(await page.locator('[data-parameter=make_max]').isHidden());
    }));
  }

  it('open by a finger on a phone', visit({ at: '#queues', ...phone }, async (page) => {
    await ready(page);
    await tap(page, 'more');
    await eventually(() => drawn(page), (names) => names.length === 9, 'all settings');
  }));

  it('open at once if one isn’t at its default, and can be closed again', visit({ at: '#queues?use_max=2', alone: true }, async (page) => {
    await ready(page);
    await settled(page);
    assert.equal((await drawn(page)).length, 9);
    await press(page, 'more');
    await eventually(() => drawn(page), (names) => names.length === 4, 'four of them');
    await goTo(page, '#queues');
    await settled(page);
    assert.equal((await drawn(page)).length, 4);
    assert.deepEqual(await folded(page), ['make_max', 'use_max', 'ending', 'endless', 'letter_seed']);
    await goTo(page, '#queues?ending=join');
    await eventually(() => drawn(page), (names) => names.length === 9, 'all settings');
  }));
});

describe('what of a listing doesn’t run', () => {
  const { visit } = useChromium();

  it('is one line that opens, and folds again only when a setting changes', visit({ at: '#event-loop', alone: true }, async (page) => {
    await ready(page);
    assert.deepEqual(await foldRows(page).allTextContents(), ['… 4 lines that don’t run here']);
    const count = await inView(page);
    await foldRows(page).first().click();
    assert.equal(await inView(page), count + 4);
    assert.equal(await foldRows(page).first().getAttribute('aria-expanded'), 'true');
    await page.locator('#canvas').focus();
    await page.keyboard.press('End');
    await eventually(async () => (await state(page)).ended, true);
    assert.equal(await inView(page), count + 4, 'it stays open');
    await foldRows(page).first().focus();
    await page.keyboard.press('Enter');
    assert.equal(await inView(page), count);
    await page.evaluate(() => window.interleave.set('pause', 'sleep(0)'));
    await eventually(() => page.locator('#event-loop .line:not(.folded)', { hasText: 'sleep(0)' }).first().isVisible(), true);
  }));

  it('is copied with the rest, found by the search, and keeps the numbers of the lines', visit({ at: '#event-loop', alone: true }, async (page) => {
    await ready(page);
    const lines = await page.locator('#event-loop .listing[data-language=python] .line').allTextContents();
    assert.ok(lines.some((text) => text.includes('sleep(0)')));
    const grown = await page.locator('#event-loop .listing[data-language=python] .fold').evaluate((row) => getComputedStyle(row).counterIncrement);
    assert.equal(grown, 'line 4');
    await page.getByRole('button', { name: 'contents' }).click();
    await page.getByRole('searchbox').first().fill('asyncio.sleep(delay * number)');
    await page.locator('.contents a', { hasText: 'sleep(delay * number)' }).first().click();
    await eventually(() => page.locator('#event-loop .listing[data-language=python] .line', { hasText: 'sleep(delay * number)' }).last().isVisible(), true);
  }));
});
