// Sharing: the link that restores what is seen, wherever it's opened, and the code that embeds it.

import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { hasNoViolation } from './axe.mjs';
import { button, enter, pythonReady, toEnd } from './journey.mjs';
import { inEachBrowser } from './browser.mjs';
import { useChromium } from './chromium.mjs';
import { eventually, notice, openMore, press, ready, settled, spot, state } from './panel.mjs';

const tables = ['tasks', 'ready', 'timers', 'resources', 'output', 'reports', 'segments'];

/// All that a reader sees: the state, its tables, the stretch in sight and the chosen rows.
const seen = (page) => page.evaluate((names) => {
  const { frames, shown_anyway: anyway, ...state } = window.interleave.state();  // which tests press, and a link doesn't have
  return { state, tables: names.map((name) => window.interleave.rows(name)), view: window.interleave.view().slice(0, 2), choices: window.interleave.choices() };
}, tables);

const openShare = async (page) => {
  await page.getByRole('button', { name: 'share', exact: true }).click();
  await page.getByRole('button', { name: 'Copy link' }).last().waitFor();
};
const linkOf = (page) => page.getByLabel('A link to what you see').inputValue();
const said = (page) => page.locator('.share-said').textContent();
const clipboard = (page) => page.evaluate(() => navigator.clipboard.readText());

/// Opens a link in a browser that has never been here.
async function inFreshProfile(launch, link, look) {
  const browser = await launch();
  try {
    const page = await (await browser.newContext({ viewport: { width: 1200, height: 720 } })).newPage();
    await page.goto(link);
    await ready(page);
    await look(page);
  } finally {
    await browser.close();
  }
}

const copying = { permissions: ['clipboard-read', 'clipboard-write'] };

inEachBrowser('sharing', ({ visit, skip, address, can, launch }) => {
  it('the copied link shows, in a fresh profile, the same run, moment, stretch and rows', skip, visit({ ...(can.clipboard && copying), at: '#queues?t=5.9&speed=0.5&producers=4' }, async (page) => {
    await ready(page);
    await openMore(page);
    await press(page, 'parameter:make_max', 0.95);
    await page.keyboard.press('ArrowRight');
    const at = await spot(page, 'timeline', 0.4, 0.5);
    await page.mouse.move(at.x, at.y);
    await page.mouse.wheel(0, -500);
    await settled(page);
    await page.evaluate(() => {
      window.interleave.set('rows.filter', 'e');
      window.interleave.set('rows.order', 'activity');
    });
    await settled(page);
    await openShare(page);
    const link = await linkOf(page);
    assert.match(link, /\/queues\/#producers=4&speed=0\.5&live=\d+:make_max=[\d.]+&t=[\d.]+(&step=\d+)?&view\.at=[\d.]+,[\d.]+&rows\.filter=e&rows\.order=activity$/);
    assert.ok(link.length - address().length < 140, `it's short: ${link}`);
    await page.getByRole('button', { name: 'Copy link' }).click();
    await eventually(() => said(page), 'The link is copied.');
    if (can.clipboard) assert.equal(await clipboard(page), link);
    if (can.axe) await hasNoViolation(page, 'with the link');
    const here = await seen(page);
    await inFreshProfile(launch, link, async (copy) => {
      const there = await seen(copy);
      assert.deepEqual({ ...there, view: null }, { ...here, view: null });
      const [span, places] = [here.view[1] - here.view[0], [0, 1]];
      assert.ok(places.every((i) => Math.abs(here.view[i] - there.view[i]) < span / 1000), `${here.view} and ${there.view}`);
      assert.equal(await notice(copy), '');
      await copy.getByRole('button', { name: 'rows', exact: true }).click();
      assert.deepEqual([await copy.getByLabel('Name contains').inputValue(), await copy.locator('#rows-order').inputValue()], ['e', 'activity']);
      if (can.axe) await hasNoViolation(copy, 'with the choice of rows');
    });
  }));
});

describe('sharing', () => {
  const { visit, address } = useChromium();

  it('the axis by steps and the whole run of a long one are in the link, and nothing that is at its default', visit({ ...copying, at: '#tasks' }, async (page) => {
    await ready(page);
    await openShare(page);
    assert.match(await linkOf(page), /\/tasks\/#t=0$/);
    await page.keyboard.press('Escape');
    await page.locator('#canvas').focus();
    await page.keyboard.press('x');
    await page.keyboard.press('f');
    await settled(page);
    await eventually(() => page.evaluate(() => location.hash), '#tasks?view.axis=steps&view.at=all');
    await openShare(page);
    assert.match(await linkOf(page), /\/tasks\/#view\.axis=steps&view\.at=all$/);
  }));

  it('where the page may not copy, the link is selected', visit({ at: '#tasks?t=1', prepare: (page) => page.addInitScript(() => {
    Object.defineProperty(navigator, 'clipboard', { value: { writeText: () => Promise.reject(new Error('refused')) } });
  }) }, async (page) => {
    await ready(page);
    await openShare(page);
    await page.getByRole('button', { name: 'Copy link' }).click();
    await eventually(() => said(page), 'The browser doesn’t let the page copy. The text is selected, so copy it yourself.');
    const [chosen, all] = await page.evaluate(() => {
      const { value, selectionStart, selectionEnd } = document.activeElement;
      return [value.slice(selectionStart, selectionEnd), value];
    });
    assert.equal(chosen, all);
    assert.match(all, /\/tasks\/#t=1$/);
  }));

  it('the code to embed names the element, the run and a link for pages without the script', visit({ ...copying, at: '#tasks?start=create%20and%20await%20one%20by%20one&t=1' }, async (page) => {
    await ready(page);
    await openShare(page);
    await page.getByLabel('with the program').check();
    await page.getByRole('button', { name: 'Copy code' }).click();
    await eventually(() => said(page), 'The code is copied.');
    const src = `${address()}#tasks?start=create+and+await+one+by+one&amp;t=1`;
    assert.equal(await clipboard(page), `<script async src="${address()}interleave-figure.js"></script>\n<interleave-figure src="${src}" listing>\n  <a href="${src}">The program of ‘When does a task start?’, running</a>\n</interleave-figure>`);
  }));

  it('a view in the address that makes no sense gets a sentence', visit({ at: '#tasks?view.at=3,1&view.axis=money' }, async (page) => {
    await ready(page);
    assert.match(await notice(page), /view\.axis must be time or steps, not 'money'\. view\.at must be all, or two places such as 1\.5,4, not '3,1'\./);
    assert.equal((await state(page)).lesson, 'tasks');
  }));

  it('a program’s link has the program, and says so where it’s long', visit({ ...copying, at: '#playground?gallery=crawler' }, async (page) => {
    await enter(page);
    await pythonReady(page);
    await button(page, 'Run').click();
    await toEnd(page);
    await page.keyboard.press('x');
    await settled(page);
    await openShare(page);
    const link = await eventually(() => linkOf(page), (text) => text.includes('code='), 'the link');
    assert.match(link, /#playground\?name=.*&code=[\w-]+.*&run=view\.axis%3Dsteps$/);
    assert.equal(await page.getByLabel('Code that shows it in your own page').isVisible(), false);
    assert.equal(await said(page), link.length > 2000
      ? `It has ${link.length.toLocaleString('en')} characters, and some mail and chat programs cut links after 2,000: there, send the program as a file.` : '');
  }));

  it('the box has the program that the panel shows; ‘Copy link’ below the editor has the editor’s', visit({ ...copying, at: '#playground?gallery=crawler' }, async (page) => {
    await enter(page);
    await pythonReady(page);
    await button(page, 'Run').click();
    await toEnd(page);
    const linked = async () => {
      await openShare(page);
      const link = await eventually(() => linkOf(page), (text) => text.includes('code='), 'the link');
      await page.keyboard.press('Escape');
      return link;
    };
    const before = await linked();
    await page.locator('.bench-text .cm-content').focus();
    await page.keyboard.type('# mine: ');
    assert.equal(await linked(), before);
    await page.locator('#playground-bench').getByRole('button', { name: 'Copy link', exact: true }).click();
    const own = await eventually(() => clipboard(page), (text) => text.includes('code='), 'the copy');
    const code = (link) => /&code=([\w-]+)/.exec(link)[1];
    assert.notEqual(code(own), code(before));
  }));

  it('a program’s link that can’t be made gets a sentence', visit({ ...copying, at: '#playground?gallery=bank' }, async (page) => {
    await enter(page);
    await pythonReady(page);
    await button(page, 'Run').click();
    await toEnd(page);
    await page.evaluate(() => { window.CompressionStream = null; });
    await openShare(page);
    await eventually(() => said(page), 'The page couldn’t make the link: send the program as a file.');
    await page.locator('#share-box').getByRole('button', { name: 'Copy link' }).click();
    await settled(page);
    assert.equal(await said(page), 'The page couldn’t make the link: send the program as a file.');
  }));

  it('if the box can’t be fetched, a sentence says so, and it opens once it’s tried again', visit({ at: '#tasks?t=1', expected: [/./] }, async (page) => {
    await ready(page);
    await page.route('**/share.js*', (route) => route.abort());
    await page.getByRole('button', { name: 'share', exact: true }).click();
    await eventually(() => notice(page), 'The share box couldn’t be loaded: the network is gone.');
    await page.unroute('**/share.js*');
    await page.getByRole('button', { name: 'Try again' }).click();
    await eventually(() => page.locator('#share-link').isVisible(), true);
    assert.equal(await notice(page), '');
    assert.equal(await page.locator('link[rel=stylesheet][href*="share."]').count(), 1);
  }));
});
