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
import { full } from '../full.mjs';

export const top = resolve(dirname(fileURLToPath(import.meta.url)), '../..');

/// Pages of the browser's own that every window would load, for a bar that isn't there: a second of the processor's time.
const without = ['WebUIOmniboxPopup', 'WebUIOmniboxAimPopup', 'WebUIOmniboxFullPopup'];

/// What Playwright leaves out, as far as it can matter here: Chromium heeds one such list, the last.
const playwrights = [
  'AvoidUnnecessaryBeforeUnloadCheckSync', 'BoundaryEventDispatchTracksNodeRemoval', 'DestroyProfileOnBrowserClose',
  'HttpsUpgrades', 'MediaRouter', 'OptimizationHints', 'PaintHolding', 'RenderDocument', 'ThirdPartyStoragePartitioning', 'Translate',
];

/// WebGL 2 by software, the rest of the page without it (a page is there in a third of the time then), and nothing that
/// Chromium would fetch or ask for of its own.
export const flags = [
  '--no-sandbox', '--use-angle=swiftshader', '--enable-unsafe-swiftshader', '--disable-gpu-compositing',
  '--disable-gpu-rasterization', '--disable-quic', '--no-first-run',
  '--disable-background-networking', '--disable-component-update', '--disable-sync', '--force-color-profile=srgb',
  `--disable-features=${[...without, ...playwrights].join()}`,
];

/// The usual run leaves out what V8 makes of WebAssembly that runs often: that's a third of what Python's start takes.
const untuned = full ? [] : ['--js-flags=--wasm-tiering-budget=1000000000'];

/// What the console says of the browser's own work, which copies the canvas so.
export const browsersOwn = /GPU stall due to ReadPixels/;

const patience = 240_000;  // milliseconds for one test case

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

/// What the suites of a file share: the server and, by the flags, { browser, page }; the page has { page, troubles }.
let site;
const shares = new Map();

after(async () => {
  for (const { browser } of shares.values()) await (await browser)?.close();
  (await site)?.close();
});

/// To be called in a `describe`: gives that suite a browser, launched with `more` flags, and a server, both shared with
/// the file's other suites. `visit(options, work)`, or without options, makes the body of a test case of
/// `work(page)`. Options: `at`,
/// the address's fragment ('#tasks' where it is not said); `prepare(page)`, done before the page is fetched; `expected`, patterns of console
/// messages that belong to the case; the rest goes to the browser context (viewport, deviceScaleFactor,
/// hasTouch...). Cases without any but `at` visit one after the other in one page, which remembers nothing
/// in between; one that changes the page's window or what it emulates says `alone: true`.
export function useChromium(more = []) {
  const flagged = more.join(' ');
  const share = shares.get(flagged) ?? { browser: null, page: null };
  shares.set(flagged, share);
  let browser;
  let address;
  before(async () => {
    site ??= serveSite();
    share.browser ??= launch([...untuned, ...more]);
    ({ address } = await site);
    browser = await share.browser;
  });

  async function open(settings, expected) {
    const context = await browser.newContext({ viewport: { width: 1200, height: 720 }, ...settings });
    context.setDefaultTimeout(60_000);
    const troubles = [];
    context.on('page', (page) => watch(page, address, (trouble) => {
      if (!expected.some((pattern) => pattern.test(trouble))) troubles.push(trouble);
    }));
    return { page: await context.newPage(), troubles };
  }

  async function go({ at = '#tasks', prepare, expected = [], alone = false, ...settings }, work) {
    const own = alone || prepare || expected.length > 0 || Object.keys(settings).length > 0;
    const opened = own ? await open(settings, expected) : share.page ?? await open({}, []);
    if (!own) share.page = null;  // until it has gone well
    const { page, troubles } = opened;
    const late = setTimeout(() => page.context().close(), patience);  // which fails whatever is waited for
    try {
      await prepare?.(page);
      await page.goto(address + at);
      await work(page);
      assert.deepEqual(troubles, [], 'the page had trouble');
      if (own) return;
      await page.evaluate(() => localStorage.clear());
      await page.mouse.move(0, 0);
      await page.goto('about:blank');
      share.page = opened;
    } catch (error) {
      if (troubles.length > 0) error.message += `\nThe page said:\n${troubles.join('\n')}`;
      throw error;
    } finally {
      clearTimeout(late);
      if (share.page !== opened) await page.context().close();
    }
  }

  return {
    address: () => address,
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
