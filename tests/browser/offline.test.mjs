// What `make dist` makes, on a host of its own: under any path, without a network, and when a new version comes.

import assert from 'node:assert/strict';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, it } from 'node:test';
import { runInNewContext } from 'node:vm';
import { hasNoViolation } from './axe.mjs';
import { inEachBrowser } from './browser.mjs';
import { kept, makeHost, makeVersion, versions } from './dist.mjs';
import { button, enter, lines, pythonReady, toEnd } from './journey.mjs';
import { eventually, goTo, notice, ready, rows, state } from './panel.mjs';

/// Firefox tells of what Pyodide tries to find out in what kind of worker it is, which the policy forbids, and of its own
/// page in a frame that's not there without a network.
const expected = /data:text\/javascript,|aboutNetError/;

let first;
let second;
before(async () => {
  first = await makeVersion(1);
  second = await makeVersion(2);
});

inEachBrowser('the site as it is uploaded', ({ name, can, missing, skip, launch }) => {
  let browser;
  before(async () => { browser = missing ? null : await launch(); });
  after(() => browser?.close());

  /// A reader with a browser of their own, at the site under a path. `work(open, host)`; `open(path)` gives a page.
  const journey = (title, path, work) => it(title, skip, async () => {
    const host = await makeHost(path, first);
    const context = await browser.newContext({ viewport: { width: 1200, height: 720 } });
    context.setDefaultTimeout(60_000);
    const troubles = [];
    const report = (text) => !expected.test(text) && troubles.push(text);
    context.on('weberror', (error) => report(String(error.error())));
    context.on('console', (message) => message.type() === 'error' && /Content.Security|Refused/.test(message.text()) && report(message.text()));
    const open = async (at = '') => {
      const page = await context.newPage();
      await page.goto(host.address + at);
      return page;
    };
    try {
      await work(open, host);
      assert.deepEqual(troubles, []);
    } finally {
      await context.close();
      await host.stop().catch(() => {});
    }
  });

  const update = (page) => page.getByText('A new version is ready.');
  const look = (page) => page.evaluate(async () => { await (await navigator.serviceWorker.getRegistration()).update(); });

  journey('runs under a path: a lesson, its own page, a shared link, the box for sharing; every file is there', '/a/b/', async (open, host) => {
    const page = await open('#tasks?t=1');
    await ready(page);
    assert.equal((await state(page)).t, 1);
    await page.getByRole('button', { name: 'share', exact: true }).click();
    await eventually(() => page.getByLabel('A link to what you see').inputValue(), `${host.address}tasks/#t=1`);
    await kept(page);
    const lesson = await open('tasks/');
    await lesson.getByRole('link', { name: 'Run this lesson' }).click();
    await ready(lesson);
    assert.equal(await lesson.evaluate(() => location.pathname + location.hash), '/a/b/#tasks');
    const shared = await open('queues/#t=2&view.at=1,3');
    await ready(shared);
    assert.deepEqual([(await state(shared)).lesson, (await state(shared)).t], ['queues', 2]);
    const missing = [];
    for (const url of new Set(host.requests)) {
      const { status } = await fetch(new URL(url, host.address));
      if (status !== 200) missing.push(`${url}: ${status}`);
    }
    assert.deepEqual(missing, []);
    assert.ok(host.requests.every((url) => url.startsWith('/a/b/')), host.requests.join(' '));
  });

  if (name === 'chromium') journey('can be installed: the browser finds nothing wrong with its manifest, its icons and its service worker', '/a/b/', async (open, host) => {
    const page = await open('#tasks');
    await ready(page);
    await kept(page);
    const session = await page.context().newCDPSession(page);
    const { url, errors, data } = await session.send('Page.getAppManifest');
    assert.deepEqual([url, errors], [`${host.address}manifest.webmanifest`, []]);
    assert.equal(JSON.parse(data).name, 'Interleave');
    const { installabilityErrors } = await session.send('Page.getInstallabilityErrors');
    assert.deepEqual(installabilityErrors.filter(({ errorId }) => errorId !== 'in-incognito'), []);
  });

  journey('keeps working without a network, Python included once it was used, and comes back', '/a/b/', async (open, host) => {
    const page = await open('#playground');
    await enter(page);
    await pythonReady(page);
    await kept(page);
    await page.reload();  // now it comes from what was kept
    await enter(page);
    await pythonReady(page);
    await host.stop();
    host.requests.length = 0;
    await goTo(page, '#tasks');
    await page.reload();
    await ready(page);
    await page.keyboard.press('End');
    assert.deepEqual((await rows(page, 'output')).length > 0, true);
    await goTo(page, '#retries');
    assert.ok(await page.locator('#retries .listing[data-language=python]').isVisible(), 'a lesson that was never opened');
    const lesson = await open('queues/').catch((error) => assert.fail(`offline, a lesson's page leads into the tutorial: ${error.message}`));
    await ready(lesson);
    assert.equal((await state(lesson)).lesson, 'queues');
    const shared = await open('queues/#producers=4&t=2');
    await ready(shared);
    const { lesson: slug, t, parameters } = await state(shared);
    assert.deepEqual([slug, t, parameters.find((each) => each.name === 'producers').value], ['queues', 2, 4], 'with what a shared link sets');
    const place = await open('tasks/#tasks--title');
    await ready(place);
    assert.deepEqual([(await state(place)).lesson, await place.evaluate(() => location.hash)], ['tasks', '#tasks--title']);
    await goTo(lesson, '#playground');
    await enter(lesson);
    await pythonReady(lesson);
    await button(lesson, 'Run').click();
    await toEnd(lesson);
    assert.ok((await lines(lesson)).length > 0);
    await host.start();
    await page.reload();
    await ready(page);
    assert.deepEqual(await versions(page), ['1', '1', '1']);
    assert.equal(await notice(page), '');
  });

  journey('the pages of reference are kept from the start, and the search finds questions without a network', '/a/b/', async (open, host) => {
    const page = await open('#tasks');
    await ready(page);
    await kept(page);
    await page.reload();  // now it comes from what was kept
    await ready(page);
    await host.stop();
    await page.keyboard.press('/');
    await page.getByRole('searchbox').fill('wait_for');
    await page.locator('#search-found a[href="questions/#late-timeout"]').click();
    assert.match(await page.locator('#late-timeout').textContent(), /timeout fire late/);
    for (const [path, title] of [['cheat-sheet/', 'asyncio on one page'], ['map/', 'Map of the course']]) {
      assert.equal(await (await open(path)).locator('h1').textContent(), title);
    }
  });

  journey('a new version is offered quietly in every tab; one takes it, the other keeps its own, and none is a mix', '/x/', async (open, host) => {
    const [one, two] = [await open('#tasks?t=1'), await open('#queues?t=2')];
    for (const page of [one, two]) {
      await ready(page);
      await kept(page);
      await page.reload();
      await ready(page);
    }
    host.use(second);
    await one.reload();  // the old version, wholly; the new one is fetched in the meantime
    await ready(one);
    assert.deepEqual(await versions(one), ['1', '1', '1']);
    await update(one).waitFor();
    await update(two).waitFor();
    assert.equal(await notice(one), '');
    if (can.axe) await hasNoViolation(one, 'with the notice');
    await one.getByRole('button', { name: 'Use it now' }).click();
    await eventually(() => versions(one).catch(() => null), ['2', '2', '2']);
    await ready(one);
    assert.deepEqual([(await state(one)).lesson, (await state(one)).t], ['tasks', 1], 'the run is as it was');
    assert.deepEqual(await versions(two), ['1', '1', '1']);
    await two.getByRole('button', { name: 'share', exact: true }).click();  // of the old version, though the new one is in charge
    await two.getByLabel('A link to what you see').waitFor();
    for (const [page, version] of [[one, '2'], [two, '1']]) {
      await goTo(page, '#rules');  // a text that wasn't there yet
      assert.equal(await page.locator('#rules > [data-text-of]').getAttribute('data-text-of'), version);
    }
    await goTo(two, '#queues?t=2');
    await two.getByRole('button', { name: 'Use it now' }).click();
    await eventually(() => versions(two).catch(() => null), ['2', '2', '2']);
    await ready(two);
    assert.deepEqual([(await state(two)).lesson, (await state(two)).t], ['queues', 2]);
    assert.equal(await update(two).count(), 0);
  });

  journey('a reader who presses nothing has the new version at the next visit, and the old one’s files are gone after it', '/x/', async (open, host) => {
    const page = await open();
    await ready(page);
    await kept(page);
    host.use(second);
    await look(page);
    await update(page).waitFor();
    await page.getByRole('button', { name: 'Not now' }).click();
    assert.equal(await update(page).count(), 0);
    await page.close();
    await eventually(async () => {
      const next = await open();
      await ready(next);
      const found = await versions(next);
      await next.close();
      return found;
    }, ['2', '2', '2']);
    const [newest] = readdirSync(second).filter((name) => /^app\.\w+\.js$/.test(name));
    await eventually(async () => {
      const alone = await open('#tasks');  // nobody else has the site open: what only older versions need goes
      await ready(alone);
      const found = await alone.evaluate(async () => {
        const names = await caches.keys();
        const urls = await Promise.all(names.map(async (name) => (await (await caches.open(name)).keys()).map(({ url }) => url)));
        return [names.filter((name) => name.includes(' pages ')).length, urls.flat().map((url) => url.split('/').pop()).filter((name) => /^app\..*js$/.test(name))];
      });
      await alone.close();
      return found;
    }, [1, [newest]]);
  });

  journey('a host with a half-uploaded version is never taken for one', '/x/', async (open, host) => {
    const page = await open('#tasks');
    await ready(page);
    await kept(page);
    const broken = await makeVersion(3);
    const script = readdirSync(broken).find((name) => /^app\.\w+\.js$/.test(name));
    writeFileSync(join(broken, script), readFileSync(join(broken, script), 'utf8').replace('appVersion=3', 'appVersion=4'));
    host.use(broken);
    assert.equal(await page.evaluate(async () => {
      const registration = await navigator.serviceWorker.getRegistration();
      const ended = new Promise((end) => registration.addEventListener('updatefound', () => {
        const { installing } = registration;
        installing.addEventListener('statechange', () => end(installing.state));
      }));
      await registration.update().catch(() => {});
      return ended;
    }), 'redundant');
    await page.reload();
    await ready(page);
    assert.deepEqual(await versions(page), ['1', '1', '1']);
    assert.equal(await update(page).count(), 0);
  });
});

/// The service worker of a version whose page is `app.N.js`, with what's kept as sets of addresses.
function serviceWorker(version, kept) {
  const scope = 'https://host/x/';
  const script = `app.${version}.js`;
  const cache = (urls) => ({
    match: async (url) => (urls.has(url) ? url : undefined),
    keys: async () => [...urls].map((url) => ({ url })),
    delete: async ({ url }) => urls.delete(url),
    put: async (url) => urls.add(url),
  });
  const listeners = {};
  const registration = { scope, installing: null, waiting: null };
  runInNewContext(readFileSync(new URL('../../web/page/share/service-worker.js', import.meta.url), 'utf8'), {
    VERSION: version, PAGES: { '': 'sha256-1' }, FILES: { [script]: 'sha256-1' }, FIRST: [script], registration, URL,
    caches: { keys: async () => [...kept.keys()], open: async (name) => cache(kept.get(name)), delete: async (name) => kept.delete(name) },
    clients: { matchAll: async () => [], claim: async () => {} }, addEventListener: (kind, listener) => { listeners[kind] = listener; },
    fetch: async () => ({ ok: true, clone: () => null }),
  });
  /// Tells the worker of something, waits for all that it does about it, and gives what is kept then.
  const tell = async (kind, event = {}) => {
    const work = [];
    const later = (promise) => work.push(promise);
    listeners[kind]({ ...event, respondWith: later, waitUntil: later });
    await Promise.all(work);
    return [...kept].flatMap(([name, urls]) => [...urls].map((url) => `${name.split(scope)[1].trim()}: ${url.slice(scope.length)}`));
  };
  return { registration, tell, opened: () => tell('fetch', { request: { method: 'GET', mode: 'navigate', url: scope } }) };
}

/// What's kept of two versions: their page, and the files named.
const keptOfTwo = (...scripts) => {
  const scope = 'https://host/x/';
  return new Map([
    [`interleave ${scope} pages 1`, new Set([scope])], [`interleave ${scope} pages 2`, new Set([scope])],
    [`interleave ${scope} files`, new Set(scripts.map((script) => `${scope}${script}`))],
  ]);
};

it('a version in use removes nothing while a newer one is being kept, and afterwards what it doesn’t need', async () => {
  const { registration, opened } = serviceWorker('1', keptOfTwo('app.1.js', 'app.2.js'));
  const both = ['pages 1: ', 'pages 2: ', 'files: app.1.js', 'files: app.2.js'];
  registration.installing = {};
  assert.deepEqual(await opened(), both);
  [registration.installing, registration.waiting] = [null, {}];
  assert.deepEqual(await opened(), both);
  registration.waiting = null;
  assert.deepEqual(await opened(), ['pages 1: ', 'files: app.1.js']);
});

it('a version that takes over keeps again what an older one, told late of it, has removed', async () => {
  const { tell } = serviceWorker('2', keptOfTwo('app.1.js'));
  assert.deepEqual(await tell('activate'), ['pages 1: ', 'pages 2: ', 'files: app.1.js', 'files: app.2.js']);
});
