// The keyboard: every key of the help does what it says, and no key is taken from the rest of the page.

import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { useChromium } from './chromium.mjs';
import { keyList } from '../../web/page/keys.js';
import { eventually, goTo, message, parameter, press, printed, ready, rows, settled, state } from './panel.mjs';

const isOpen = (page) => page.evaluate(() => document.documentElement.classList.contains('text-view-open'));
const helpIsOpen = (page) => page.evaluate(() => document.getElementById('page-help').open);
const position = async (page) => (await state(page)).position;

describe('the keyboard', () => {
  const { visit } = useChromium();

  it('Space plays and pauses', visit({ at: '#tasks?speed=0.5' }, async (page) => {
    await ready(page);
    await page.keyboard.press('Space');
    await eventually(() => state(page), ({ playing, t }) => playing && t > 0, 'playing');
    await page.keyboard.press('Space');
    await eventually(() => state(page), ({ playing }) => !playing, 'pausing');
    assert.equal(await page.evaluate(() => scrollY), 0, 'the page does not scroll');
  }));

  it('the arrows step, Home and R go to the start, End goes to the end', visit(async (page) => {
    await ready(page);
    const start = await state(page);
    for (const key of ['Home', 'r', 'R']) {
      await page.keyboard.press('ArrowRight');
      const one = await position(page);
      await page.keyboard.press('ArrowRight');
      assert.ok(await position(page) > one && one > start.position);
      await page.keyboard.press('ArrowLeft');
      assert.equal(await position(page), one);
      await page.keyboard.press(key);
      assert.deepEqual(await state(page), start, key);
    }
    await page.keyboard.press('End');
    await eventually(() => rows(page, 'output'), await printed());
    assert.match(await message(page), /^Finished at 3\.000 s/);
  }));

  it('plus and minus change the speed', visit(async (page) => {
    await ready(page);
    const speed = async () => (await state(page)).speed;
    await page.keyboard.press('+');
    const faster = await speed();
    assert.ok(faster > 1);
    await page.keyboard.press('-');
    assert.ok(Math.abs(await speed() - 1) < 1e-9);
    for (let i = 0; i < 30; ++i) await page.keyboard.press('-');
    assert.equal(await speed(), 0.1);
    for (let i = 0; i < 40; ++i) await page.keyboard.press('=');
    assert.equal(await speed(), 10);
  }));

  it('T opens the text view and closes it', visit(async (page) => {
    await ready(page);
    const link = page.getByRole('button', { name: 'text view' });
    assert.equal(await link.getAttribute('aria-expanded'), 'false');
    await page.keyboard.press('t');
    assert.equal(await isOpen(page), true);
    assert.equal(await link.getAttribute('aria-expanded'), 'true');
    assert.equal(await page.getByRole('heading', { name: 'Ready queue' }).isVisible(), true);
    await page.keyboard.press('t');
    assert.equal(await isOpen(page), false);
    await link.click();
    assert.equal(await isOpen(page), true);
  }));

  it('the question mark opens the help, which takes the keys until it’s closed', visit(async (page) => {
    await ready(page);
    const start = await state(page);
    await page.keyboard.press('?');
    assert.equal(await helpIsOpen(page), true);
    await page.keyboard.press('ArrowRight');
    await page.keyboard.press('r');
    await page.keyboard.press('t');
    assert.deepEqual(await state(page), start);
    assert.equal(await isOpen(page), false);
    await page.keyboard.press('Escape');
    assert.equal(await helpIsOpen(page), false);
    await page.getByRole('button', { name: /^Help/ }).click();
    assert.equal(await helpIsOpen(page), true);
    await page.getByRole('button', { name: 'Close', exact: true }).click();
    assert.equal(await helpIsOpen(page), false);
  }));

  it('I and O zoom in and out around the playhead, F shows the whole run again', visit({ at: '#tasks?t=1.5' }, async (page) => {
    await ready(page);
    let visits = 1;
    /// The time at a place of the axis. Then the address puts the playhead back, and the view.
    const timeAt = async (x) => {
      await press(page, 'axis', x, 0.5);
      await settled(page);
      const { t } = await state(page);
      await goTo(page, `#tasks?t=1.5&seed=${++visits}`);
      await eventually(() => state(page), (now) => now.seed === visits && now.t === 1.5, 'the playhead put back');
      return t;
    };
    /// The time at one place of the axis after these keys.
    const after = async (...keys) => {
      for (const key of keys) await page.keyboard.press(key);
      await settled(page);
      return timeAt(0.8);
    };
    const whole = await after();
    const close = await after('i', 'I', 'i');
    assert.ok(close < whole - 0.2, `${close} s is where ${whole} s was`);
    assert.ok(Math.abs(await after('i', 'o', 'i', 'O') - whole) < 0.05, 'in and out again');
    assert.ok(Math.abs(await after('i', 'i', 'f') - whole) < 0.05);
    assert.ok(Math.abs(await after('o', 'F') - whole) < 0.05);
    await page.keyboard.press('t');
    await page.getByRole('button', { name: 'Zoom in' }).click();
    await page.getByRole('button', { name: 'Zoom in' }).click();
    assert.ok(await after() < whole - 0.1, 'the text view has a button for it');
  }));

  it('the help has the legend once it’s fetched; if that fails, it says so and tries again when it’s opened again', visit({ alone: true, expected: [/request failed|ERR_CONNECTION_FAILED/] }, async (page) => {
    await ready(page);
    await page.route('**/texts/help.html', (route) => route.abort('connectionfailed'));
    await page.keyboard.press('?');
    const more = page.locator('#page-help-more');
    await eventually(() => more.textContent(), 'The rest of the help couldn’t be loaded. Open it again to try once more.');
    await page.unroute('**/texts/help.html');
    await page.locator('#page-help-close').click();
    await eventually(() => helpIsOpen(page), false);
    await page.locator('#page-help-open').click();
    await eventually(() => helpIsOpen(page), true);
    await eventually(() => more.locator('.legend dd').count(), 9);
    assert.equal(await more.getByText('couldn’t be loaded').count(), 0);
  }));

  it('the help lists every key, and every listed key works', visit(async (page) => {
    await ready(page);
    await page.keyboard.press('?');
    const told = await page.locator('#page-help tbody tr').evaluateAll((list) => list.map((row) => [
      [...row.querySelectorAll('kbd')].map((key) => key.textContent), row.cells[1].textContent,
    ]));
    assert.deepEqual(told, keyList.map(({ shown, words }) => [shown, words]));
    assert.ok(await page.locator('#page-help kbd').first().isVisible());
    await page.keyboard.press('Escape');
    const taken = await page.evaluate((list) => list.filter((named) => {
      const [key, shifted] = named.split('+').filter(Boolean).reverse();
      return !document.body.dispatchEvent(
        new KeyboardEvent('keydown', { key: key ?? named, shiftKey: Boolean(shifted), bubbles: true, cancelable: true }));
    }), keyList.flatMap(({ keys }) => keys).filter((key) => key !== '?'));
    const paging = ['PageDown', 'PageUp'];  // taken at the end and at the top
    assert.deepEqual(taken.filter((key) => !paging.includes(key)),
      keyList.flatMap(({ keys }) => keys).filter((key) => key !== '?' && !paging.includes(key)));
    const shortcuts = await page.locator('.transport [aria-keyshortcuts]').evaluateAll((list) => list.map((button) => [
      button.textContent.replace('Pause', 'Play'), button.getAttribute('aria-keyshortcuts'), button.title,
    ]));
    assert.deepEqual(shortcuts, [
      ['Play', 'Space', 'Key: Space'], ['Restart', 'Home', 'Key: Home'], ['Step back', 'ArrowLeft', 'Key: ←'], ['Step', 'ArrowRight', 'Key: →'],
      ['To the end', 'End', 'Key: End'], ['Slower', '-', 'Key: −'], ['Faster', 'Plus', 'Key: +'], ['Slow at instants', 'S', 'Key: S'], ['Undo a setting', 'Z', 'Key: Z'],
      ['Zoom out', 'O', 'Key: O'], ['Zoom in', 'I', 'Key: I'],
      ['Earlier', 'Shift+ArrowLeft', 'Key: Shift ←'], ['Later', 'Shift+ArrowRight', 'Key: Shift →'], ['Time or steps', 'X', 'Key: X'], ['Whole run', 'F', 'Key: F'],
    ]);
  }));

  it('text typed into a field stays in the field', visit({ at: '#find-the-bug' }, async (page) => {
    await ready(page);
    const start = await state(page);
    const field = page.locator('#find-the-bug .prediction input[type=number]');
    await field.focus();
    for (const key of ['1', 'r', 't', '?', ' ', 'ArrowRight', 'Home', 'End', '-', '+']) await page.keyboard.press(key);
    assert.deepEqual(await state(page), start);
    assert.equal(await isOpen(page), false);
    assert.equal(await helpIsOpen(page), false);
  }));

  it('the browser gets a key with Ctrl, Alt or Meta', visit(async (page) => {
    await ready(page);
    const start = await state(page);
    // As events, for Ctrl+R itself would do what it says.
    const taken = await page.evaluate(() => [' ', 'ArrowRight', 'Home', 'r', 't', '?', '+'].flatMap((key) =>
      ['ctrlKey', 'altKey', 'metaKey'].filter((modifier) => !document.body.dispatchEvent(
        new KeyboardEvent('keydown', { key, [modifier]: true, bubbles: true, cancelable: true })))));
    assert.deepEqual(taken, []);
    assert.deepEqual(await state(page), start);
  }));

  it('Space on a link or a button presses it', visit(async (page) => {
    await ready(page);
    const check = page.getByRole('button', { name: 'Check' }).first();
    await check.focus();
    await page.keyboard.press('Space');
    assert.equal((await state(page)).playing, false);
    await eventually(() => page.locator('#tasks .verdict').first().textContent(), (text) => text !== '', 'the verdict');
  }));

  it('Tab goes through the whole page, into the canvas and out again', visit({ at: '' }, async (page) => {
    await ready(page);
    const focused = () => page.evaluate(() => {
      const at = document.activeElement;
      if (at === document.body) return 'body';
      window.order ??= new Map();
      if (!window.order.has(at)) window.order.set(at, `${window.order.size} ${at.id || at.textContent.trim() || at.tagName}`);
      return window.order.get(at);
    });
    const seen = [];
    for (;;) {
      await page.keyboard.press('Tab');
      const at = await focused();
      if (seen.includes(at) || at === 'body') break;
      seen.push(at);
      assert.ok(seen.length < 200, 'Tab comes round');
    }
    const canvas = seen.findIndex((name) => name.endsWith(' canvas'));
    assert.ok(canvas > 0, `the canvas is among ${seen.join(', ')}`);
    assert.ok(canvas < seen.length - 1, 'and is not the last');
    assert.match(seen[0], /Skip to the text/);
    await page.locator('#canvas').focus();
    await page.keyboard.press('Shift+Tab');
    assert.equal(await focused(), seen[canvas - 1], 'and backwards out of it');
  }));

  it('the keys work while the canvas has the focus', visit(async (page) => {
    await ready(page);
    await page.locator('#canvas').focus();
    await page.keyboard.press('ArrowRight');
    await page.keyboard.press('ArrowRight');
    assert.equal((await state(page)).tasks.length, 3);
    await page.keyboard.press('Home');
    assert.equal((await state(page)).tasks.length, 1);
  }));

  it('the arrow keys on the divider change the width of the text', visit(async (page) => {
    await ready(page);
    const divider = page.getByRole('separator');
    const width = () => page.evaluate(() => document.getElementById('page-text').offsetWidth);
    const [before, start] = [await width(), await state(page)];
    await divider.focus();
    await page.keyboard.press('ArrowLeft');
    assert.equal(await width(), before - 16);
    await eventually(() => page.evaluate(() => {
      const { width: shown } = document.getElementById('canvas').getBoundingClientRect();
      return Math.abs(document.getElementById('canvas').width - shown) < 1;
    }), true);
    await page.keyboard.press('Enter');
    assert.equal(await width(), before);
    assert.deepEqual(await state(page), start);
  }));

  it('holding a key doesn’t switch between playing and pausing', visit({ at: '#tasks?speed=0.1' }, async (page) => {
    await ready(page);
    await page.keyboard.down('Space');
    await page.keyboard.down('Space');
    await page.keyboard.down('Space');
    await page.keyboard.up('Space');
    assert.equal((await state(page)).playing, true);
    await goTo(page, '#tasks?delay_1=2');
    await eventually(() => parameter(page, 'delay_1'), 2);
  }));
});
