// Places are kept: Back and Forward return to the place in the text and to the run as it was left, loading the page
// again keeps the time, and settings that are tried one after the other don't fill the history.

import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { useChromium } from './chromium.mjs';
import { eventually, oneFrame, parameter, ready, settled, state } from './panel.mjs';

const hash = (page) => page.evaluate(() => location.hash);
const scrolled = (page) => page.evaluate(() => Math.round(scrollY));
const shown = (page) => page.evaluate(() => [...document.querySelectorAll('.lesson, .glossary')].find((one) => !one.hidden).id);
const entries = (page) => page.evaluate(() => history.length);

/// Waits until a place is kept, which takes a while when no link is followed.
const isKept = (page, y) => eventually(() => page.evaluate(() => history.state?.y), y);

async function scrollTo(page, y) {
  await page.evaluate((to) => window.scrollTo(0, to), y);
  await oneFrame(page);
  assert.equal(await scrolled(page), y);
}

/// Follows a link of the text by the keyboard, which doesn't scroll to it as a click of the test would.
async function follow(page, selector) {
  await page.locator(selector).first().evaluate((link) => link.focus({ preventScroll: true }));
  await page.keyboard.press('Enter');
}

describe('Back', () => {
  const { visit } = useChromium();

  it('returns to the place in the text after a link to another lesson, and Forward to the place there', visit(async (page) => {
    await ready(page);
    await scrollTo(page, 1500);
    await follow(page, '#page-next');
    await eventually(() => shown(page), (slug) => slug !== 'tasks', 'the next lesson');
    const next = await shown(page);
    await eventually(() => scrolled(page), 0);
    await scrollTo(page, 700);
    await isKept(page, 700);
    await page.goBack();
    await eventually(() => shown(page), 'tasks');
    await eventually(() => scrolled(page), 1500);
    await settled(page);
    assert.equal(await scrolled(page), 1500, 'and stays there');
    assert.equal((await state(page)).lesson, 'tasks');
    await page.goForward();
    await eventually(() => shown(page), next);
    await eventually(() => scrolled(page), 700);
    assert.equal((await state(page)).lesson, next);
  }));

  it('from the glossary returns to the place, and the run keeps playing', visit({ at: '#tasks?speed=0.1' }, async (page) => {
    await ready(page);
    await scrollTo(page, 900);
    await page.keyboard.press('Space');
    await eventually(() => state(page), ({ t }) => t > 0, 'playing');
    await page.locator('#tasks .term').first().evaluate((link) => link.focus({ preventScroll: true }));
    await page.keyboard.press('Enter');
    await follow(page, '#term-box-link');
    await eventually(() => shown(page), 'glossary');
    const { t } = await state(page);
    await page.goBack();
    await eventually(() => shown(page), 'tasks');
    await eventually(() => scrolled(page), 900);
    const now = await state(page);
    assert.ok(now.playing && now.t >= t && t > 0, 'it plays on');
  }));

  it('returns to the run as the reader left it, with its settings and its time, even if it was playing', visit({ at: '#tasks?delay_1=2' }, async (page) => {
    await ready(page);
    for (let i = 0; i < 4; ++i) await page.keyboard.press('-');
    await page.keyboard.press('Space');
    await eventually(() => state(page), ({ t }) => t > 0.2, 'playing');
    await follow(page, '#page-next');
    await eventually(() => shown(page), (slug) => slug !== 'tasks', 'the next lesson');
    await page.goBack();
    const back = await eventually(() => state(page), ({ lesson }) => lesson === 'tasks', 'the lesson');
    assert.deepEqual([back.playing, back.parameters[0].value, back.speed], [false, 2, 0.41]);
    assert.ok(back.t > 0.2 && back.t < 2, `it is at ${back.t} s`);
  }));

  it('from a place in the same lesson leaves the run alone', visit(async (page) => {
    await ready(page);
    await scrollTo(page, 500);
    await page.keyboard.press('ArrowRight');
    const before = await state(page);
    await isKept(page, 500);
    await eventually(() => hash(page), (text) => text !== '#tasks', 'the address telling the step');
    await page.evaluate(() => { location.hash = '#tasks--how-it-ends'; });
    await eventually(() => page.locator('#tasks--how-it-ends.arrived').count(), 1);
    await page.goBack();
    await eventually(() => scrolled(page), 500);
    assert.equal(await page.locator('.arrived').count(), 0);
    assert.deepEqual(await state(page), before);
  }));

  it('undoes all settings tried in the text at once, and the next Back leaves', visit({ at: '#await' }, async (page) => {
    await ready(page);
    await page.evaluate(() => { location.hash = '#tasks?delay_2=2'; });
    await eventually(() => parameter(page, 'delay_2'), 2);
    await scrollTo(page, 400);
    const before = await entries(page);
    const links = page.locator('#tasks a[href^="#tasks?"]');
    const count = await links.count();
    assert.ok(count >= 2);
    for (let i = 0; i < 5; ++i) {
      const link = links.nth(i % count);
      const wanted = await link.evaluate((node) => node.hash);
      await link.evaluate((node) => node.focus({ preventScroll: true }));
      await page.keyboard.press('Enter');
      await eventually(() => hash(page), wanted);
      assert.equal(await scrolled(page), 400, 'the text stays where it is');
    }
    assert.equal(await entries(page), before + 1, 'five times');
    await page.goBack();
    await eventually(() => parameter(page, 'delay_2'), 2);
    assert.deepEqual([await parameter(page, 'await_task_2'), await shown(page), await scrolled(page)], [true, 'tasks', 400]);
    await page.goForward();
    await eventually(() => hash(page), (now) => now !== '#tasks?delay_2=2', 'what was tried last');
    await page.goBack();
    await eventually(() => parameter(page, 'delay_2'), 2);
    await page.goBack();
    await eventually(() => shown(page), 'await');
  }));
});

describe('reloading the page', () => {
  const { visit } = useChromium();

  it('keeps the time of a playing run, and pauses there, and keeps the place in the text', visit({ at: '#tasks?delay_1=2&speed=0.2' }, async (page) => {
    await ready(page);
    await scrollTo(page, 800);
    await page.keyboard.press('Space');
    const { t } = await eventually(() => state(page), (now) => now.t > 0.1, 'playing');
    await page.reload();
    await ready(page);
    const now = await state(page);
    assert.ok(now.t >= t - 0.001 && now.t < 2, `it is at ${now.t} s, after ${t} s`);
    assert.deepEqual([now.playing, now.speed, now.parameters[0].value], [false, 0.2, 2]);
    await eventually(() => scrolled(page), 800);
    await eventually(() => hash(page), (text) => /^#tasks\?delay_1=2&speed=0\.2&t=/.test(text), 'the address telling the time');
  }));

  it('keeps the run when the address only names a place in the text', visit({ at: '#tasks?delay_1=2&t=1' }, async (page) => {
    await ready(page);
    await page.evaluate(() => { location.hash = '#tasks--how-it-ends'; });
    await eventually(() => page.locator('#tasks--how-it-ends.arrived').count(), 1);
    await page.reload();
    await ready(page);
    const { t, parameters } = await state(page);
    assert.deepEqual([t, parameters[0].value, await hash(page)], [1, 2, '#tasks--how-it-ends']);
  }));

  it('an address opened in a new tab contains everything', visit({ at: '#tasks?t=1' }, async (page) => {
    await ready(page);
    await page.keyboard.press('End');
    const url = page.url().replace(/#.*/, '#tasks?t=1');
    await page.goto('about:blank');
    await page.goto(url);
    await ready(page);
    assert.equal((await state(page)).t, 1);
  }));
});

describe('the speed', () => {
  const { visit } = useChromium();

  it('is in the address', visit(async (page) => {
    await ready(page);
    await page.keyboard.press('+');
    await eventually(() => hash(page), '#tasks?speed=1.25');
    const copy = await page.context().newPage();
    await copy.goto(page.url());
    await ready(copy);
    assert.equal((await state(copy)).speed, 1.25);
    await copy.close();
    await page.keyboard.press('-');
    await eventually(() => hash(page), '#tasks');
  }));
});
