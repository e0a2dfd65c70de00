// The page as it arrives: the text first, then the engine, then a first frame that shows the run to come.

import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { browsersOwn, useChromium } from './chromium.mjs';
import { canvasColours, eventually, goTo, oneFrame, ready, rows, settled, state, textIsThere } from './panel.mjs';

describe('loading', () => {
  const { visit, address } = useChromium();

  it('the page loads without a message on the console and requests nothing from other hosts', visit(async (page) => {
    await ready(page);  // else what the reload cuts off is told
    const said = [];
    page.on('console', (message) => browsersOwn.test(message.text()) || said.push(message.text()));
    const asked = new Set();
    page.on('request', (request) => asked.add(new URL(request.url()).pathname));
    await page.reload();
    await ready(page);
    assert.deepEqual(said, []);
    // The text of the lesson that the address asks for, and when there's time the next one's.
    await eventually(() => [...asked].sort(), [
      '/', '/app.css', '/app.js', '/early.js', '/fonts/mono.ttf', '/fonts/text-semibold.otf', '/fonts/text.otf', '/interleave.js',
      '/interleave.wasm', '/texts/event-loop.html', '/texts/tasks.html',
    ]);
    assert.deepEqual(await page.context().cookies(), []);
    // The browser warns of what is preloaded and not used within some seconds: on a slow machine that is anything.
    assert.equal(await page.locator('link[rel=preload]').count(), 0);
  }));

  it('no file is sent twice, though the panel and the text share their fonts', visit({ alone: true }, async (page) => {
    await ready(page);
    const sent = await page.evaluate(() => performance.getEntriesByType('resource')
      .filter(({ transferSize, encodedBodySize }) => transferSize > encodedBodySize)  // not from the cache, not confirmed by it
      .map(({ name }) => new URL(name).pathname));
    assert.deepEqual(sent.sort(), [...new Set(sent)]);
    assert.ok(sent.includes('/interleave.wasm') && sent.includes('/fonts/mono.ttf'));
  }));

  it('the content-security policy is in force', visit({ expected: [/Content Security Policy/] }, async (page) => {
    await ready(page);
    const elsewhere = address().replace('127.0.0.1', 'localhost');
    const violated = await page.evaluate(async (url) => {
      const seen = new Set();
      document.addEventListener('securitypolicyviolation', (event) => seen.add(event.effectiveDirective));
      document.head.append(Object.assign(document.createElement('script'), { textContent: 'window.intruder = true' }));
      document.body.setAttribute('style', 'color: red');
      await fetch(url).catch(() => {});
      await new Promise((later) => setTimeout(later));
      return [...seen].sort();
    }, elsewhere);
    assert.deepEqual(violated, ['connect-src', 'script-src-elem', 'style-src-attr']);
    assert.equal(await page.evaluate(() => window.intruder), undefined);
  }));

  it('the first lesson’s text is readable before the page’s own script has arrived, in the reader’s colours', visit({
    at: '',
    prepare: async (page) => {
      await page.addInitScript(() => localStorage.setItem('interleave.scheme', 'dark'));
      await page.route('**/app.js', async (route) => {
        await page.locator('#sync-and-async .listing').first().waitFor();
        page.early = await page.evaluate(() => [document.documentElement.dataset.scheme, document.getElementById('coroutines').checkVisibility()]);
        await route.continue();
      });
    },
  }, async (page) => {
    assert.deepEqual(page.early, ['dark', false]);
    await ready(page);
    assert.deepEqual(await page.evaluate(() => [document.adoptedStyleSheets.length, document.getElementById('coroutines').hidden]), [0, 'until-found']);
  }));

  it('if the page’s own script can’t be fetched, all pages are there, as without scripts', visit({
    at: '#queues', expected: [/request failed|ERR_FAILED/],
    prepare: (page) => page.route('**/app.js', (route) => route.abort()),
  }, async (page) => {
    await page.waitForFunction(() => !document.documentElement.classList.contains('script'));
    for (const id of ['sync-and-async', 'queues', 'crawler']) assert.ok(await page.locator(`#${id} h1`).isVisible(), id);
  }));

  it('the text is readable before WebAssembly has arrived', visit({
    prepare: async (page) => {
      page.held = new Promise((release) => { page.release = release; });
      await page.route('**/interleave.wasm', async (route) => {
        await page.held;
        await route.continue();
      });
    },
  }, async (page) => {
    await page.getByRole('heading', { level: 1 }).waitFor();
    await textIsThere(page);
    const text = await page.evaluate(() => document.querySelector('#tasks').innerText);
    assert.match(text, /ready queue/);
    assert.match(text, /await asyncio\.sleep\(delay\)/);
    assert.equal(await page.locator('#panel-words').innerText(), 'Loading the program…');
    assert.equal(await page.evaluate(() => window.interleave), undefined);
    page.release();
    await ready(page);
    assert.equal(await page.locator('#panel-words').isVisible(), false);
  }));

  it('at first the whole run is laid out and nothing moves', visit(async (page) => {
    await ready(page);
    const first = await state(page);
    assert.equal(first.lesson, 'tasks');
    assert.equal(first.t, 0);
    assert.equal(first.end, 3);
    assert.equal(first.playing, false);
    assert.equal(first.ended, false);
    assert.deepEqual(await rows(page, 'tasks'), [['Task-1', 'main', 'ready', 'ready to start']]);
    assert.deepEqual(await rows(page, 'ready'), [['1', 'Task-1 starts']]);
    assert.deepEqual(await rows(page, 'timers'), []);
    assert.deepEqual(await rows(page, 'output'), []);
    assert.match(await page.locator('#text-view-summary').textContent(), /t = 0\.000 s.*ends at 3\.000 s.*paused/);
  }));

  it('the canvas isn’t blank: it shows the tasks in their colours, dimmed in the future', visit(async (page) => {
    await ready(page);
    const before = await canvasColours(page);
    const [first] = (await state(page)).tasks;
    assert.ok(Object.keys(before).length > 50, 'there are several colours');
    assert.ok(before[first.color] > 50, `the first task's ${first.color} is among them`);
    await page.keyboard.press('End');
    await settled(page);
    const after = await canvasColours(page);
    const { tasks } = await state(page);
    assert.equal(tasks.length, 3);
    assert.equal(new Set(tasks.map(({ color }) => color)).size, 3);
    for (const { name, color } of tasks) assert.ok(after[color] > 50, `${name}'s ${color} is drawn`);
    const [, second, third] = tasks.map(({ color }) => color);
    assert.ok((before[second] ?? 0) < after[second] && (before[third] ?? 0) < after[third], 'the others were dimmed before');
  }));

  it('a page at rest draws no frame', visit(async (page) => {
    await ready(page);
    const rest = async (why) => {
      const drawn = await settled(page);
      for (let i = 0; i < 15; ++i) await oneFrame(page);
      assert.equal(await page.evaluate(() => window.interleave.frames()), drawn, why);
    };
    await rest('before anything was touched');
    await page.mouse.move(1000, 300);
    await rest('with the pointer over the panel');
    await page.keyboard.press('ArrowRight');
    await rest('after a step');
    await goTo(page, '#tasks?speed=10');
    await page.keyboard.press('Space');
    await eventually(() => rows(page, 'output').then((lines) => lines.length), 4);
    await rest('after a run has ended');
    await page.keyboard.press('t');
    await rest('with the text view open');
  }));
});
