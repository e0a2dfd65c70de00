// A run as a figure in a page of another site: nothing is loaded until its reader asks for it.

import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import { after, before, it } from 'node:test';
import { hasNoViolation } from './axe.mjs';
import { inEachBrowser } from './browser.mjs';
import { serveSite } from './visits.mjs';
import { eventually, ready, state } from './panel.mjs';

inEachBrowser('a figure in a foreign page', ({ can, missing, skip, launch }) => {
  let browser;
  let site;
  let foreign;
  let page;
  let asked;
  let body = '';
  before(async () => {
    if (missing) return;
    browser = await launch({ frames: true });
    site = await serveSite({ onRequest: (path) => asked?.push(path) });
    foreign = createServer((_request, response) => response.setHeader('Content-Type', 'text/html; charset=utf-8').end(`<!doctype html><html lang="en"><title>An author’s page</title><body>${body}`));
    await new Promise((listening) => foreign.listen(0, '127.0.0.1', listening));
  });
  after(async () => {
    if (missing) return;
    await browser.close();
    site.close();
    foreign.close();
  });

  /// A foreign page: another origin, since the host has another name.
  const journey = (title, html, work) => it(title, skip, async () => {
    body = html(site.address);
    const context = await browser.newContext({ viewport: { width: 900, height: 700 }, ...(can.clipboard && { permissions: [] }) });
    context.setDefaultTimeout(60_000);
    asked = [];
    const troubles = [];
    context.on('weberror', (error) => troubles.push(String(error.error())));
    context.on('console', (message) => message.type() === 'error' && troubles.push(message.text()));
    page = await context.newPage();
    try {
      await page.goto(`http://localhost:${foreign.address().port}/`);
      await work(context);
      assert.deepEqual(troubles, []);
    } finally {
      await context.close();
    }
  });

  const figure = (more) => (address) => `<h1>Mine</h1><script async src="${address}interleave-figure.js"></script>
    <interleave-figure src="${address}#queues?producers=4"${more}><a href="${address}#queues">Queues: the program, running</a></interleave-figure>`;
  const inside = async () => page.frameAt?.(() => document.querySelector('interleave-figure').shadowRoot.querySelector('iframe'))
    ?? eventually(() => page.frames().find((each) => each.url().startsWith(site.address)), Boolean, 'the frame');

  journey('is a picture and a button until it’s pressed; then the run plays, without the rest of the page', figure(''), async (context) => {
    const button = page.getByRole('button', { name: 'Run it here: Queues: the program, running' });
    await button.waitFor();
    await eventually(() => asked.includes('queues/picture.png'), true);
    assert.deepEqual(asked.sort(), ['interleave-figure.js', 'queues/picture.png']);
    assert.equal(await page.locator('iframe').count(), 0);
    const before = await button.boundingBox();
    assert.ok(Math.abs(before.width / before.height - 1200 / 630) < 0.02, 'it has the picture’s shape');
    await button.focus();
    await page.keyboard.press('Enter');
    const frame = await inside();
    await frame.waitForFunction(() => window.interleave?.state()?.t > 0);
    const now = await state(frame);
    assert.deepEqual([now.lesson, now.parameters.find(({ name }) => name === 'producers').value], ['queues', 4]);
    assert.equal(await page.locator('iframe').getAttribute('sandbox'), 'allow-scripts allow-same-origin allow-popups allow-popups-to-escape-sandbox');
    assert.equal(await frame.locator('.bar').isVisible(), false);
    assert.equal(await frame.evaluate(() => [...document.querySelectorAll('article')].filter((node) => node.checkVisibility()).length), 0);
    assert.ok((await frame.locator('#canvas').boundingBox()).width > 800);
    assert.equal(await frame.evaluate(() => document.documentElement.scrollWidth <= innerWidth && document.documentElement.scrollHeight <= innerHeight), true);
    assert.ok(!asked.includes('service-worker.js') && !asked.includes('offline.js'));
    await frame.locator('#canvas').focus();
    await page.keyboard.press('Space');
    await eventually(() => state(frame), ({ playing }) => !playing, 'pausing');
    const link = frame.getByRole('link', { name: 'Open in Interleave' });
    const whole = can.popups ? (await Promise.all([context.waitForEvent('page'), link.click()]))[0] : await context.newPage();
    if (!can.popups) {
      await link.focus();  // then it leads to this moment
      await whole.goto(await link.evaluate(({ href }) => href));
    }
    await ready(whole);
    const { t } = await state(frame);
    assert.deepEqual([(await state(whole)).lesson, (await state(whole)).t], ['queues', t]);
    assert.equal(await whole.locator('.bar').isVisible(), true);
    if (can.axe) await hasNoViolation(frame, 'in the figure');
  });

  journey('shows the program beside the panel, if its author asks for it', figure(' listing'), async () => {
    await page.getByRole('button', { name: /^Run it here/ }).click();
    const frame = await inside();
    await frame.waitForFunction(() => window.interleave?.state()?.t > 0);
    assert.match(await frame.locator('#queues .program').innerText(), /async def main/);
    assert.equal(await frame.locator('#queues h1').isVisible(), false);
    const [listing, canvas] = [await frame.locator('#queues .program').boundingBox(), await frame.locator('#canvas').boundingBox()];
    assert.ok(listing.width > 200 && canvas.width > 300, `${listing.width} and ${canvas.width}`);
  });

  journey('with a link that is none, its author’s own content shows', (address) => `<script async src="${address}interleave-figure.js"></script>
    <interleave-figure src="javascript:alert(1)"><a href="/">a link</a></interleave-figure><interleave-figure>nothing</interleave-figure>`, async () => {
    await page.getByRole('link', { name: 'a link' }).waitFor();
    assert.equal(await page.getByRole('button').count(), 0);
    assert.equal(await page.locator('interleave-figure').last().innerText(), 'nothing');
  });

  journey('a link to a lesson’s own page is as good', (address) => `<script async src="${address}interleave-figure.js"></script>
    <interleave-figure src="${address}tasks/#t=1">Tasks</interleave-figure>`, async () => {
    await page.getByRole('button', { name: 'Run it here: Tasks' }).click();
    const frame = await inside();
    await ready(frame);
    assert.deepEqual([(await state(frame)).lesson, (await state(frame)).t], ['tasks', 1], 'it’s at its moment, and doesn’t play');
  });
});
