// What a browser may lack, take away or delay: the page says what it must, and continues with what's left.

import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { useChromium } from './chromium.mjs';
import { canvasColours, eventually, ground, handClock, notice, parameter, press, printed, ready, rows, settled, state } from './panel.mjs';

const stageSays = async (page) => {
  const words = page.locator('#panel-words');
  return (await words.isVisible()) ? words.innerText() : '';
};

/// The lesson can be read: its explanation, and its listing.
async function textIsThere(page) {
  const text = await eventually(() => page.evaluate(() => document.querySelector('#tasks').innerText), (each) => /ready queue/.test(each), 'the text');
  assert.match(text, /await asyncio\.sleep\(delay\)/);
}

describe('time', () => {
  const { visit } = useChromium();
  const hour = 3_600_000;

  it('an hour without frames, as in a hidden tab, doesn’t move the run by an hour', visit({ prepare: handClock }, async (page) => {
    await page.waitForFunction(() => window.interleave, undefined, { polling: 50 });
    const at = (...times) => page.evaluate((list) => list.map((now) => window.frameAt(now)), times);
    const base = 1e7;
    const rest = await page.evaluate((start) => {
      let now = start - 10_000;
      while (window.framesWanted() > 0 && now < start) window.frameAt(now += 16);
      return window.framesWanted();
    }, base);
    assert.equal(rest, 0, 'at rest no frame is asked for');
    await page.evaluate(() => window.interleave.set('slow', 'false'));
    await page.evaluate((now) => window.frameAt(now), base);
    await page.keyboard.press('Space');
    const seen = await at(base + 100, base + 116, base + 132, base + 132 + hour, base + 148 + hour);
    const expected = [0, 0.016, 0.032, 0.282, 0.298];
    seen.forEach((t, i) => assert.ok(Math.abs(t - expected[i]) < 1e-9, `frame ${i} is at ${t} s, not ${expected[i]} s`));
    await page.evaluate(() => document.dispatchEvent(new Event('visibilitychange')));
    const [back, next] = await at(base + 148 + 2 * hour, base + 164 + 2 * hour);
    assert.ok(Math.abs(back - 0.298) < 1e-9, 'a tab that comes back goes on where it was');
    assert.ok(Math.abs(next - 0.314) < 1e-9);
    const [earlier] = await at(base);
    assert.equal(earlier, next, 'a clock that goes backwards does not turn the run back');
    assert.equal((await state(page)).playing, true);
  }));
});

describe('the drawing surface', () => {
  const { visit } = useChromium();

  it('a lost and restored WebGL context is drawn to again', visit({ expected: [/CONTEXT_LOST_WEBGL/] }, async (page) => {
    await ready(page);
    for (let i = 0; i < 2; ++i) await page.keyboard.press('ArrowRight');
    await settled(page);
    const before = await canvasColours(page);
    await page.evaluate(() => {
      window.loss = document.getElementById('canvas').getContext('webgl2').getExtension('WEBGL_lose_context');
      window.loss.loseContext();
    });
    await eventually(() => stageSays(page), (text) => /drawing surface/.test(text), 'the sentence');
    for (let i = 0; i < 2; ++i) await page.keyboard.press('ArrowRight');
    await eventually(() => rows(page, 'timers'), [['sleep of Task-2', '3.000 s', '3.000 s']]);
    for (let i = 0; i < 2; ++i) await page.keyboard.press('ArrowLeft');
    await eventually(() => rows(page, 'timers'), []);
    await page.evaluate(() => window.loss.restoreContext());
    await eventually(() => stageSays(page), '');
    await settled(page);
    assert.deepEqual(await canvasColours(page), before);
    await press(page, 'to_end');
    await eventually(() => rows(page, 'output'), await printed());
  }));

  it('losing the context while the run plays doesn’t stop the run', visit({ at: '#tasks?speed=4', expected: [/CONTEXT_LOST_WEBGL/] }, async (page) => {
    await ready(page);
    await page.keyboard.press('Space');
    await page.evaluate(() => document.getElementById('canvas').getContext('webgl2').getExtension('WEBGL_lose_context').loseContext());
    await eventually(() => rows(page, 'output'), await printed());
    await eventually(async () => (await state(page)).playing, false, 'it plays to its end');
  }));
});

describe('without WebGL 2', () => {
  const { visit } = useChromium(['--disable-3d-apis']);

  it('the page says so, and the text view shows the same run and plays it', visit({ at: '#tasks?speed=10&delay_1=2' }, async (page) => {
    await page.waitForFunction(() => window.interleave);
    assert.match(await stageSays(page), /no WebGL 2.*text view/);
    assert.equal(await page.locator('#canvas').isVisible(), false);
    await textIsThere(page);
    await page.getByRole('button', { name: 'Play', exact: true }).click();
    await eventually(() => rows(page, 'output'), await printed({ delay_1: 2 }));
    await page.getByLabel('await task2').uncheck();
    await eventually(() => parameter(page, 'await_task_2'), false);
    await page.getByRole('button', { name: 'Restart', exact: true }).click();
    await eventually(() => rows(page, 'output'), []);
    for (let i = 0; i < 2; ++i) await page.getByRole('button', { name: 'Step', exact: true }).click();
    await eventually(() => rows(page, 'output'), [['0.000 s', 'Task-1', 'started'], ['0.000 s', 'Task-1', 'both created']]);
    await page.emulateMedia({ colorScheme: 'dark' });
    await page.setViewportSize({ width: 320, height: 568 });
    assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth));
  }));
});

describe('without the engine', () => {
  const { visit } = useChromium();
  const noEngine = async (page, sentence) => {
    await eventually(() => notice(page), (text) => sentence.test(text), 'the sentence');
    await textIsThere(page);
    assert.equal(await page.evaluate(() => window.interleave), undefined);
    assert.doesNotMatch(await stageSays(page), /Loading/, 'nothing is said to be loading');
    await page.locator('#tasks .tab[data-language=cpp]').click();
    assert.match(await page.evaluate(() => document.querySelector('#tasks').innerText), /co_await aio::sleep\(delay\)/);
    for (const key of ['Space', 'ArrowRight', 't', 'Home']) await page.keyboard.press(key);
    await page.getByRole('button', { name: /^Colours/ }).click();
    await page.locator('#tasks a[href^="#tasks?"]').first().click();
    assert.match(await notice(page), sentence, 'and it keeps saying so');
  };

  it('a browser without WebAssembly gets a sentence about that, and the text', visit({
    prepare: (page) => page.addInitScript(() => { delete window.WebAssembly; }),
  }, (page) => noEngine(page, /no WebAssembly/)));

  it('if the program can’t be fetched, the page says that it’s missing, and has the text', visit({
    prepare: (page) => page.route('**/interleave.wasm', (route) => route.abort('connectionreset')),
    expected: [/ERR_CONNECTION_RESET/],
  }, (page) => noEngine(page, /couldn’t be loaded/)));

  it('if a script can’t be fetched, the page says that it’s missing too', visit({
    prepare: (page) => page.route('**/interleave.js', (route) => route.fulfill({ status: 404 })),
    expected: [/404/],
  }, (page) => noEngine(page, /couldn’t be loaded/)));

  it('a program that is cut short is reported as missing', visit({
    prepare: (page) => page.route('**/interleave.wasm', (route) => route.fulfill({ contentType: 'application/wasm', body: 'asm' })),
  }, (page) => noEngine(page, /couldn’t be loaded/)));

  it('it works with a server that doesn’t know WebAssembly’s media type', visit({
    prepare: (page) => page.route('**/interleave.wasm', async (route) => {
      const response = await route.fetch();
      await route.fulfill({ response, contentType: 'application/octet-stream' });
    }),
  }, async (page) => {
    await ready(page);
    await page.keyboard.press('End');
    await eventually(() => rows(page, 'output'), await printed());
  }));

  it('without JavaScript the whole text is readable, and no control is shown that does nothing', visit({ javaScriptEnabled: false }, async (page) => {
    assert.match(await page.locator('main').innerText(), /Without them nothing runs, but you can read every lesson’s text and listings/);
    assert.equal(await page.locator('#page-panel').isVisible(), false);
    assert.equal(await page.locator('button:visible').count(), 0);
    const titles = await page.locator('.lesson h1').allTextContents();
    assert.equal(await page.locator('.lesson h1:visible').count(), titles.length);
    assert.equal(await page.locator('.lesson .listing:visible').count(), 2, 'the first lesson is whole');
    const links = page.locator('.lesson .coming a:visible');
    assert.deepEqual([await links.count(), new Set(await links.evaluateAll((list) => list.map(({ href }) => href))).size], [titles.length - 1, titles.length - 1]);
    await page.locator('.contents-list a[href="#tasks"]').click();
    await page.locator('#tasks').getByRole('link', { name: 'Read this lesson on a page of its own' }).click();
    await page.waitForURL('**/tasks/');
    const text = await page.locator('main').innerText();
    assert.match(text, /ready queue/);
    assert.match(text, /await asyncio\.sleep\(delay\)/);
    assert.match(text, /co_await aio::sleep\(delay\)/);
  }));
});

describe('light and dark', () => {
  const { visit } = useChromium();
  const grounds = { light: '#fbfaf7', dark: '#16181c' };
  const canvasGround = async (page) => {
    await settled(page);
    return ground(await canvasColours(page));
  };

  it('the panel follows the system, until the reader chooses', visit({ colorScheme: 'dark' }, async (page) => {
    await ready(page);
    assert.equal(await canvasGround(page), grounds.dark);
    const inTheDark = (await state(page)).tasks[0].color;
    await page.emulateMedia({ colorScheme: 'light' });
    await eventually(() => canvasGround(page), grounds.light);
    assert.notEqual((await state(page)).tasks[0].color, inTheDark, 'the tasks have colours for either ground');
    const button = page.getByRole('button', { name: /^Colours/ });
    await button.click();
    await button.click();
    assert.match(await button.getAttribute('aria-label'), /^Colours: dark/);
    await eventually(() => canvasGround(page), grounds.dark);
    assert.equal(await page.evaluate(() => getComputedStyle(document.documentElement).colorScheme), 'dark');
    await page.reload();
    await ready(page);
    assert.equal(await canvasGround(page), grounds.dark, 'the choice is kept');
    await button.click();
    await eventually(() => canvasGround(page), grounds.light);
  }));
});
