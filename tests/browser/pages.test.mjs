// The pages beside the tutorial: read without JavaScript, and leading into it.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { top, useChromium } from './chromium.mjs';
import { ready, state } from './panel.mjs';

const axe = readFileSync(join(top, 'node_modules/axe-core/axe.min.js'), 'utf8');

async function hasNoViolation(page) {
  await page.evaluate(axe);
  assert.deepEqual(await page.evaluate(async () => (await window.axe.run(document)).violations.map(({ id, nodes }) => [id, nodes[0].html])), []);
}

describe('a page beside the tutorial', () => {
  const { visit } = useChromium();

  for (const colorScheme of ['light', 'dark']) {
    it(`breaks no rule of accessibility and is no wider than a phone, ${colorScheme}`, visit({ colorScheme, at: 'queues/', viewport: { width: 390, height: 844 } }, async (page) => {
      for (const path of ['../queues/', '../about/', '../404.html']) {
        await page.goto(new URL(path, page.url()).href);
        await hasNoViolation(page);
        assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth), path);
      }
    }));
  }

  it('the box for sharing breaks none either', visit({ at: '#tasks' }, async (page) => {
    await ready(page);
    await page.getByRole('button', { name: 'share', exact: true }).click();
    await page.getByLabel('A link to what you see').waitFor();
    await hasNoViolation(page);
    await page.keyboard.press('Escape');
    assert.equal(await page.evaluate(() => document.activeElement.id), 'share-open');
  }));

  it('a lesson’s page is there without JavaScript, with its program, its picture and the way on', visit({ javaScriptEnabled: false, at: 'tasks/' }, async (page) => {
    assert.match(await page.locator('h1').innerText(), /^When does a task start\?$/);
    assert.match(await page.locator('.listing').first().innerText(), /async def say_after/);
    assert.equal(await page.locator('.preview').evaluate((image) => image.complete && image.naturalWidth), 1200);
    await page.getByRole('link', { name: /^Next: / }).click();
    assert.match(page.url(), /\/event-loop\/$/);
    await page.locator('.top .brand').click();
    assert.match(page.url(), /:\d+\/$/);
  }));

  it('its links of settings open the tutorial with them, and a heading’s link stays on the page', visit({ at: 'tasks/' }, async (page) => {
    await page.locator('a.preset').first().click();
    await ready(page);
    const { lesson, parameters } = await state(page);
    assert.equal(lesson, 'tasks');
    assert.ok(parameters.some(({ value, default: usual }) => value !== usual));
    await page.goto(new URL('tasks/#tasks--the-program', page.url()).href);
    assert.match(page.url(), /\/tasks\/#tasks--the-program$/);
  }));
});
