// One headless Chromium and one server of build/web for the tests of a suite, and a watch on every page
// they open: a warning or an error on the console, an exception nobody caught, a request that leaves the
// site or fails, each fails the test it came in.

import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { after, before } from 'node:test';
import { fileURLToPath } from 'node:url';
import { chromium } from 'playwright-core';
import { makeServer } from '../../web/serve.mjs';

export const top = resolve(dirname(fileURLToPath(import.meta.url)), '../..');

/// WebGL 2 by software, the rest of the page without it (a page is there in a third of the time then), and nothing that
/// Chromium would fetch or ask for of its own.
export const flags = [
  '--no-sandbox', '--use-angle=swiftshader', '--enable-unsafe-swiftshader', '--disable-gpu-compositing',
  '--disable-gpu-rasterization', '--disable-quic', '--no-first-run',
  '--disable-background-networking', '--disable-component-update', '--disable-sync', '--force-color-profile=srgb',
];

/// What the console says of the browser's own work, which copies the canvas so.
export const browsersOwn = /GPU stall due to ReadPixels/;

const patience = 90_000;  // milliseconds for one test case

export async function serveSite() {
  const folder = join(top, 'build/web');
  assert.ok(existsSync(join(folder, 'index.html')), `There is no site in build/web: run 'make build' first.`);
  const server = makeServer(folder);
  // Uncompressed: that is quicker, so near.
  server.prependListener('request', (request) => { delete request.headers['accept-encoding']; });
  await new Promise((listening) => server.listen(0, '127.0.0.1', listening));
  return { address: `http://127.0.0.1:${server.address().port}/`, close: () => server.close() };
}

export function launch(more = []) {
  return chromium.launch({ executablePath: process.env.CHROMIUM || '/usr/bin/chromium', args: [...flags, ...more] });
}

/// To be called in a `describe`: gives that suite its browser, launched with `more` flags, and its server.
/// `visit(options, work)`, or without options, makes the body of a test case of `work(page)`. Options: `at`,
/// the address's fragment ('#tasks' where it is not said); `prepare(page)`, done before the page is fetched; `expected`, patterns of console
/// messages that belong to the case; the rest goes to the browser context (viewport, deviceScaleFactor,
/// hasTouch...). Cases without any but `at` visit one after the other in one page, which remembers nothing
/// in between; one that changes the page's window or what it emulates says `alone: true`.
export function useChromium(more = []) {
  let browser;
  let site;
  let shared = null;  // { page, troubles }
  before(async () => {
    site = await serveSite();
    browser = await launch(more);
  });
  after(async () => {
    await browser?.close();
    site?.close();
  });

  async function open(settings, expected) {
    const context = await browser.newContext({ viewport: { width: 1200, height: 720 }, ...settings });
    context.setDefaultTimeout(20_000);
    const troubles = [];
    context.on('page', (page) => watch(page, site.address, (trouble) => {
      if (!expected.some((pattern) => pattern.test(trouble))) troubles.push(trouble);
    }));
    return { page: await context.newPage(), troubles };
  }

  async function go({ at = '#tasks', prepare, expected = [], alone = false, ...settings }, work) {
    const own = alone || prepare || expected.length > 0 || Object.keys(settings).length > 0;
    const { page, troubles } = own ? await open(settings, expected) : shared ?? await open({}, []);
    shared = own ? shared : null;  // until it has gone well
    const late = setTimeout(() => page.context().close(), patience);  // which fails whatever is waited for
    try {
      await prepare?.(page);
      await page.goto(site.address + at);
      await work(page);
      assert.deepEqual(troubles, [], 'the page had trouble');
      if (own) return;
      await page.evaluate(() => localStorage.clear());
      await page.mouse.move(0, 0);
      await page.goto('about:blank');
      shared = { page, troubles };
    } catch (error) {
      if (troubles.length > 0) error.message += `\nThe page said:\n${troubles.join('\n')}`;
      throw error;
    } finally {
      clearTimeout(late);
      if (!shared || own) await page.context().close();
    }
  }

  return {
    address: () => site.address,
    visit: (...rest) => {
      const work = rest.pop();
      const [options = {}] = rest;
      return () => go(options, work);
    },
  };
}

function watch(page, address, report) {
  page.on('console', (message) => {
    if (browsersOwn.test(message.text())) return;
    if (['warning', 'error', 'assert'].includes(message.type())) report(`${message.type()}: ${message.text()}`);
  });
  page.on('pageerror', (error) => report(`exception: ${error.stack ?? error.message}`));
  page.on('crash', () => report('the page crashed'));
  page.on('request', (request) => {
    const url = request.url();
    if (!url.startsWith(address) && !/^(data|blob):/.test(url)) report(`request to another origin: ${url}`);
  });
  page.on('requestfailed', (request) => {
    const reason = request.failure()?.errorText;
    // A page that is left or closed drops what it was still fetching.
    if (reason !== 'net::ERR_ABORTED') report(`request failed: ${request.url()} ${reason}`);
  });
  page.on('response', (response) => {
    if (response.status() >= 400) report(`${response.status()}: ${response.url()}`);
  });
}
