// The network is lost while Python loads: one sentence, a button that tries again, and the lessons go on.

import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { full } from '../full.mjs';
import { useChromium } from './chromium.mjs';
import { button, enter, lines, says, toEnd } from './journey.mjs';
import { eventually, notice, ready, state } from './panel.mjs';

const expected = [/Failed to load resource/, /^request failed/, /^404/, /net::ERR/, /MIME type/, /Failed to fetch/];

describe('a network that is lost while Python loads', () => {
  const { visit } = useChromium();

  /// What a request for this file gets, until `mend()` is called.
  function breaking(file, answer) {
    let broken = true;
    return {
      prepare: (page) => page.route(file, (route) => (broken ? answer(route) : route.continue())),
      mend: () => { broken = false; },
    };
  }

  /// A lesson works in the middle of it.
  async function goesOn(page) {
    await page.evaluate(() => { location.hash = '#queues'; });
    await eventually(() => state(page), ({ lesson }) => lesson === 'queues', 'a lesson');
    await page.locator('#canvas').focus();
    await page.keyboard.press('ArrowRight');
    await eventually(() => state(page), ({ position }) => position > 0, 'a step of the lesson');
    await page.goBack();
  }

  // The usual run goes on to a run, and by a lesson, in the first way alone.
  const ways = [
    ['is gone', '**/python/stdlib.zip', (route) => route.abort('internetdisconnected'), 'Python couldn’t be loaded: the network is gone.'],
    ['gives half a file', '**/python/stdlib.zip', (route) => route.fulfill({ body: 'half' }), /^Python couldn’t be loaded: of python\/stdlib\.zip came 4 of \d+ bytes\.$/],
    ['has no such file', '**/python/pyodide.asm.wasm', (route) => route.fulfill({ status: 404, body: '' }), 'Python couldn’t be loaded: this site has no python/pyodide.asm.wasm (404).'],
    ['damages the list of sizes', '**/python/sizes.json', (route) => route.fulfill({ body: '{"worker.js"' }), 'Python couldn’t be loaded: python/sizes.json is damaged.'],
  ];
  for (const [title, file, answer, sentence] of ways) {
    const { prepare, mend } = breaking(file, answer);
    it(`it ${title}: a sentence, and ‘Try again’ works`, visit({ at: '#playground', prepare, expected }, async (page) => {
      await enter(page);
      await eventually(() => says(page), (text) => (sentence instanceof RegExp ? sentence.test(text) : text === sentence), String(sentence));
      assert.equal(await page.locator('.bench progress').isVisible(), false);
      if (title === 'is gone' || full) await goesOn(page);
      mend();
      await button(page, 'Try again').click();
      await eventually(() => page.locator('.bench-words').textContent(), '');
      assert.equal(await button(page, 'Try again').isVisible(), false);
      if (title !== 'is gone' && !full) return;
      await button(page, 'Run').click();
      await toEnd(page);
      assert.deepEqual((await lines(page)).at(-1), 'both have finished');
    }));
  }

  const stalled = breaking('**/python/stdlib.zip', () => {});
  it('it stalls: loading is given up after a while, in a sentence', visit({ at: '#playground', expected, async prepare(page) {
    await stalled.prepare(page);
    await page.addInitScript(() => {
      const { setTimeout: later } = window;
      window.setTimeout = (work, milliseconds, ...rest) => later(work, milliseconds === 20_000 ? 2000 : milliseconds, ...rest);
    });
  } }, async (page) => {
    await enter(page);
    await eventually(() => says(page), 'Python couldn’t be loaded: nothing came for 20 seconds.');
    stalled.mend();
    await button(page, 'Try again').click();
    await eventually(() => page.locator('.bench-words').textContent(), (text) => text !== '', 'loading');
    await eventually(() => page.locator('.bench-words').textContent(), '');
    assert.equal(await says(page), '');
  }));

  const slow = breaking('**/python/stdlib.zip', () => {});
  it('Cancel stops loading, and Run loads again', visit({ at: '#playground', expected, prepare: slow.prepare }, async (page) => {
    await enter(page);
    await button(page, 'Cancel').click();
    await eventually(() => says(page), 'Python wasn’t loaded.');
    assert.equal(await page.locator('.bench progress').isVisible(), false);
    slow.mend();
    await button(page, 'Run').click();
    await toEnd(page);
    assert.deepEqual((await lines(page)).at(-1), 'both have finished');
    assert.equal(await says(page), '');
  }));

  const noFrame = breaking('**/python/frame.html', (route) => route.fulfill({ status: 404, body: '' }));
  it('Python’s frame is missing: a sentence, and ‘Try again’ works', visit({ at: '#playground', expected, prepare: noFrame.prepare }, async (page) => {
    await enter(page);
    await eventually(() => says(page), 'Python didn’t start: its frame didn’t answer.');
    noFrame.mend();
    await button(page, 'Try again').click();
    await button(page, 'Run').click();
    await toEnd(page);
  }));

  const noPlayground = breaking('**/playground.js*', (route) => route.abort('internetdisconnected'));
  it('the playground’s own code is missing: the notice says so, and its button tries again', visit({ at: '#tasks', expected, prepare: noPlayground.prepare }, async (page) => {
    await ready(page);
    await page.locator('#tasks .edit').click();
    await eventually(() => notice(page), 'The playground couldn’t be loaded: the network is gone.');
    noPlayground.mend();
    await button(page, 'Try again').click();
    await enter(page);
    assert.equal(await notice(page), '');
  }));

  const noGallery = breaking('**/python/gallery.json', (route) => route.fulfill({ status: 404, body: '' }));
  it('the gallery is missing: a sentence in its place says so, and its button tries again', visit({ at: '#playground?gallery=bank', expected, prepare: noGallery.prepare }, async (page) => {
    await enter(page);
    await eventually(() => says(page), 'There’s no ‘bank’ in the gallery.');
    noGallery.mend();
    await page.locator('#playground-gallery').getByRole('button', { name: 'Try again' }).click();
    await page.locator('.gallery').getByRole('button', { name: 'A bank that loses your money' }).waitFor();
  }));
});
