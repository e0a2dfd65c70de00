// Visits to the site by any browser: one server of build/web and one browser for the tests of a file, and a watch on
// every page they open: a warning or an error on the console, an exception nobody caught, a request that leaves the
// site or fails, each fails the test it came in.

import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { after } from 'node:test';
import { fileURLToPath } from 'node:url';
import { makeServer } from '../../web/serve.mjs';

export const top = resolve(dirname(fileURLToPath(import.meta.url)), '../..');

/// What the console says of the browser's own work, which copies the canvas so, and of a style that Playwright adds in
/// Firefox while it takes a picture.
export const browsersOwn = /GPU stall due to ReadPixels|sha256-YjaKGiklmzC6wjXA513HAMmzus8VE61XCOT\+SmwNZWA=/;

const patience = 240_000;  // milliseconds for one test case
const mostVisits = 40;     // with one page: what they leave behind is given back now and then

/// A reader without patience for questions: shows the future as soon as it's hidden.
const showFuture = () => new MutationObserver(() => {
  document.querySelector('[data-at=\'["show_future"]\'] button:not([hidden])')?.click();
}).observe(document, { subtree: true, attributes: true, attributeFilter: ['hidden'] });

/// The site at a port of its own. `first()`, if it's given, is a script that the page runs before all others;
/// `onRequest(path)` is told of every request.
export async function serveSite({ first, onRequest } = {}) {
  const folder = join(top, 'build/web');
  assert.ok(existsSync(join(folder, 'index.html')), `There is no site in build/web: run 'make build' first.`);
  const server = makeServer(folder);
  // Uncompressed: that is quicker, so near.
  server.prependListener('request', (request) => {
    delete request.headers['accept-encoding'];
    onRequest?.(request.url.slice(1));
  });
  if (first) putFirst(server, folder, first);
  await new Promise((listening) => server.listen(0, '127.0.0.1', listening));
  return { address: `http://127.0.0.1:${server.address().port}/`, close: () => server.close() };
}

/// The page's policy allows a script of its own origin, so that's where this one comes from.
function putFirst(server, folder, first) {
  const [serve] = server.listeners('request').slice(-1);
  server.removeListener('request', serve);
  const answers = {
    '/': () => ['text/html; charset=utf-8', readFileSync(join(folder, 'index.html'), 'utf8').replace('<script', '<script src="first.js"></script>\n<script')],
    '/first.js': () => ['text/javascript', first()],
  };
  server.on('request', (request, response) => {
    const answer = answers[request.url.split('?')[0]];
    if (!answer) return serve.call(server, request, response);
    const [type, text] = answer();
    return response.writeHead(200, { 'Content-Type': type, 'Cache-Control': 'no-store' }).end(text);
  });
}

/// What the suites of a file share: the server and, by its name, each browser's { browser, page }; the page has { page, troubles }.
let site;
const shares = new Map();

after(async () => {
  for (const { browser } of shares.values()) await (await browser)?.close();
  (await site)?.close();
});

/// To be called in a `describe`: gives that suite a browser, which `launch()` makes, and a server (the browser's own if
/// it has a `site`), both shared with the file's other suites that use a browser of this name. `visit(options, work)`,
/// or without options, makes the body of a test case of `work(page)`. Options: `at`, the address's fragment ('#tasks' where it isn't said); `prepare(page)`, done before the page is fetched; `expected`, patterns of console
/// messages that belong to the case; `hides`, if an unanswered question is to hide the future, which else is shown at once;
/// the rest goes to the browser context (viewport, deviceScaleFactor,
/// hasTouch...). Cases without any but `at` visit one after the other in one page, which remembers nothing
/// in between; one that changes the page's window or what it emulates says `alone: true`.
export function useBrowser(name, launch) {
  const share = shares.get(name) ?? { browser: null, page: null };
  shares.set(name, share);
  let browser;
  let address;
  /// The browser starts with the first visit.
  async function start() {
    share.browser ??= launch();
    browser = await share.browser;
    ({ address } = browser.site ?? await (site ??= serveSite()));
  }

  async function open(settings, expected) {
    const context = await browser.newContext({ viewport: { width: 1200, height: 720 }, ...settings });
    context.setDefaultTimeout(60_000);
    const troubles = [];
    context.on('page', (page) => watch(page, address, (trouble) => {
      if (!expected.some((pattern) => pattern.test(trouble))) troubles.push(trouble);
    }));
    return { page: await context.newPage(), troubles };
  }

  async function go({ at = '#tasks', prepare, expected = [], alone = false, hides = false, ...settings }, work) {
    await start();
    const own = alone || hides || prepare || expected.length > 0 || Object.keys(settings).length > 0;
    const opened = own ? await open(settings, expected) : share.page ?? await open({}, []);
    if (!own) share.page = null;  // until it has gone well
    const { page, troubles } = opened;
    const late = setTimeout(() => page.context().close(), patience);  // which fails whatever is waited for
    try {
      if (!hides && opened.visits === undefined) await (page.context?.() ?? page).addInitScript?.(showFuture);  // in its copies too
      await prepare?.(page);
      await page.goto(address + at);
      await work(page);
      await page.tellAll?.();
      assert.deepEqual(troubles, [], 'the page had trouble');
      if (own) return;
      await page.evaluate(() => localStorage.clear());
      await page.mouse.move(0, 0);
      await page.goto('about:blank');
      opened.visits = (opened.visits ?? 0) + 1;
      if (opened.visits < mostVisits) share.page = opened;
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
  page.on('pageerror', (error) => !browsersOwn.test(error.message) && report(`exception: ${error.stack ?? error.message}`));
  page.on('crash', () => report('the page crashed'));
  page.on('request', (request) => {
    const url = request.url();
    if (!url.startsWith(address) && !/^(data|blob):/.test(url)) report(`request to another origin: ${url}`);
  });
  page.on('requestfailed', (request) => {
    const reason = request.failure()?.errorText;
    // A page that is left or closed drops what it was still fetching.
    if (!['net::ERR_ABORTED', 'NS_BINDING_ABORTED'].includes(reason)) report(`request failed: ${request.url()} ${reason}`);
  });
  page.on('response', (response) => {
    if (response.status() >= 400) report(`${response.status()}: ${response.url()}`);
  });
}
