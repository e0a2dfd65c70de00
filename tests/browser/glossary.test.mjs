// The glossary: a term in a lesson shows its entry beside the text, the page of all entries can be read and
// left again, and the run continues undisturbed.

import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { useChromium } from './chromium.mjs';
import { eventually, goTo, oneFrame, press, ready, settled, state } from './panel.mjs';

const box = (page) => page.locator('#term-box');
const term = (page, name) => page.locator(`#tasks--use-${name}`);
const shown = (page) => page.evaluate(() => [...document.querySelectorAll('.lesson, .glossary')].filter((one) => !one.hidden).map(({ id }) => id));
const focused = (page) => page.evaluate(() => document.activeElement.id);
const hash = (page) => page.evaluate(() => location.hash);

describe('a term', () => {
  const { visit } = useChromium();

  it('shows its entry in a box, which closes again and returns the focus', visit({ at: '#tasks?t=1' }, async (page) => {
    await ready(page);
    const before = await state(page);
    await term(page, 'ready-queue').focus();
    await page.keyboard.press('Enter');
    await eventually(() => page.locator('#term-box-name').textContent(), 'ready queue');
    assert.match(await page.locator('#term-box-text').textContent(), /^The callbacks that can run now\./);
    assert.equal(await focused(page), 'term-box');
    await page.keyboard.press('Escape');
    assert.equal(await box(page).isVisible(), false);
    assert.equal(await focused(page), 'tasks--use-ready-queue');
    await term(page, 'event-loop').click();
    assert.equal(await page.locator('#term-box-name').textContent(), 'event loop');
    await page.getByRole('button', { name: 'Close', exact: true }).click();
    assert.equal(await box(page).isVisible(), false);
    await term(page, 'event-loop').click();
    await page.locator('#tasks--how-it-ends').click();
    assert.equal(await box(page).isVisible(), false, 'a press elsewhere closes it');
    assert.deepEqual(await state(page), before);
    assert.equal(await hash(page), '#tasks?t=1');
  }));

  it('has its box in view wherever the term is, and the box closes when the page scrolls', visit({ viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true }, async (page) => {
    await ready(page);
    for (const link of await page.locator('#tasks .term:visible').all()) {
      await link.evaluate((node) => scrollBy(0, node.getBoundingClientRect().top - 300));
      await oneFrame(page);
      await link.tap();
      const place = await box(page).boundingBox();
      assert.ok(place.x >= 0 && place.x + place.width <= 390 && place.y >= 0 && place.y + place.height <= 844, JSON.stringify(place));
      await page.evaluate(() => scrollBy(0, 50));
      await eventually(() => box(page).isVisible(), false);
    }
  }));

  it('has its entry fetched when it’s pointed at, or when it’s followed; without the network it’s a link to the glossary', visit({
    at: '#tasks', alone: true, expected: [/request failed: .*\/texts\//, /Failed to load resource/],
  }, async (page) => {
    const asked = [];
    page.on('request', (request) => request.url().endsWith('/texts/glossary.html') && asked.push(request.url()));
    await ready(page);
    await page.route('**/texts/glossary.html', (route) => route.abort('connectionfailed'));
    assert.deepEqual(asked, []);
    await term(page, 'event-loop').click();
    await eventually(() => shown(page), ['glossary']);
    await eventually(() => page.getByRole('alert').textContent(), 'The glossary couldn’t be loaded.');
    await page.unroute('**/texts/glossary.html');
    await page.getByRole('button', { name: 'Try again' }).click();
    await eventually(() => page.locator('.arrived').textContent().catch(() => ''), 'event loop');
    const before = asked.length;
    await page.reload();
    await goTo(page, '#tasks');
    await ready(page);
    assert.ok(asked.length > before);
    await goTo(page, '#queues');
    await page.reload();
    await ready(page);
    asked.length = 0;
    await page.locator('#queues .term').first().hover();
    await eventually(() => asked.length, 1);
  }));

  it('links to its entry in the glossary, which links back', visit({ at: '#tasks?t=1&delay_1=5' }, async (page) => {
    await ready(page);
    await term(page, 'ready-queue').click();
    await page.getByRole('link', { name: 'In the glossary' }).click();
    await eventually(() => shown(page), ['glossary']);
    await eventually(() => page.locator('.arrived').textContent().catch(() => ''), 'ready queue');
    assert.equal(await box(page).isVisible(), false);
    assert.equal(await hash(page), '#term-ready-queue');
    await page.locator('dt#term-ready-queue ~ .back a[href^="#tasks--"]').click();
    await eventually(() => shown(page), ['tasks']);
    await eventually(() => page.locator('.arrived').textContent().catch(() => ''), 'ready queue');
    const { t, parameters } = await state(page);
    assert.deepEqual([t, parameters[0].value], [1, 5], 'the run is as it was');
  }));
});

describe('the glossary', () => {
  const { visit } = useChromium();

  it('is in the contents; the run continues next to it, and a link leads back to the lesson', visit({ at: '#tasks?t=1' }, async (page) => {
    await ready(page);
    await page.getByRole('button', { name: 'contents' }).click();
    await page.getByRole('link', { name: 'Glossary' }).click();
    await eventually(() => shown(page), ['glossary']);
    await eventually(() => focused(page), 'glossary--title');
    assert.match(await page.title(), /^Glossary/);
    await press(page, 'step');
    await settled(page);
    assert.equal((await state(page)).lesson, 'tasks');
    assert.equal((await state(page)).t, 3);
    await new Promise((later) => setTimeout(later, 500));
    assert.equal(await hash(page), '#glossary', 'the address stays that of the glossary');
    await page.getByRole('link', { name: /^Back to lesson 4: / }).click();
    await eventually(() => shown(page), ['tasks']);
    await eventually(() => page.evaluate(() => scrollY), 0);
    assert.equal((await state(page)).t, 3);
  }));

  it('can be opened by its address, with the first lesson next to it', visit({ at: '#term-future' }, async (page) => {
    await ready(page);
    assert.deepEqual(await shown(page), ['glossary']);
    await eventually(() => page.locator('.arrived').textContent().catch(() => ''), 'future');
    assert.ok(await page.evaluate(() => scrollY) > 100);
    assert.equal(await page.locator('#page-notice').textContent(), '');
    await goTo(page, '#tasks');
    await eventually(async () => [await shown(page), (await state(page)).lesson], [['tasks'], 'tasks']);
  }));

  it('is readable without JavaScript, and its links work', visit({ javaScriptEnabled: false, at: 'tasks/' }, async (page) => {
    await term(page, 'event-loop').click();
    await page.waitForURL('**/glossary/#term-event-loop');
    assert.ok(await page.locator('#term-event-loop').isVisible());
    await page.locator('.glossary .back a[href$="#tasks--use-event-loop"]').click();
    await page.waitForURL('**/tasks/#tasks--use-event-loop');
    assert.ok(await term(page, 'event-loop').isVisible());
  }));
});
