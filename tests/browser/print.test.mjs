// On paper: a lesson is text with its listings, black on white, and nothing that can be pressed.

import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { useChromium } from './chromium.mjs';
import { ready } from './panel.mjs';
import { compare, photograph, playheads, truth } from './picture.mjs';

describe('a printed lesson', () => {
  const { visit } = useChromium();

  for (const [what, options] of Object.entries({
    'in the middle of its run, from a dark page': { at: '#tasks?t=1', colorScheme: 'dark' },
    'from a phone': { viewport: { width: 390, height: 844 }, isMobile: true, hasTouch: true },
  })) {
    it(`is black text on white, with both listings and no controls, ${what}`, visit(options, async (page) => {
      await ready(page);
      await page.locator('#tasks .prediction button', { hasText: 'Check' }).first().click();
      await page.emulateMedia({ media: 'print' });
      await page.setViewportSize({ width: 650, height: 900 });  // some 170 mm
      const seen = await page.evaluate(() => {
        const visible = [...document.querySelectorAll('body *')].filter((node) => node.checkVisibility({ visibilityProperty: true }) && node.getClientRects().length);
        const of = (selector) => visible.filter((node) => node.matches(selector)).map((node) => node.id || node.className || node.tagName);
        const colours = new Set(visible.map((node) => getComputedStyle(node).color));
        const grounds = new Set(visible.map((node) => getComputedStyle(node).backgroundColor));
        return {
          pressed: of('button, input, select, canvas, summary, [role=tab], .panel, .top, dialog, [popover], .stand'),
          listings: of('.listing'), headings: of('h1').length, pages: of('.lesson, .glossary'),
          colours: [...colours], grounds: [...grounds],
          wide: document.documentElement.scrollWidth, text: document.getElementById('tasks').innerText,
        };
      });
      assert.deepEqual(seen.pressed, []);
      assert.deepEqual(seen.listings, ['tasks--python', 'tasks--cpp']);
      assert.deepEqual(seen.pages, ['tasks']);
      assert.deepEqual(seen.colours, ['rgb(0, 0, 0)']);
      assert.deepEqual(seen.grounds, ['rgba(0, 0, 0, 0)']);
      assert.ok(seen.wide <= 650, `${seen.wide} px`);
      assert.match(seen.text, /await asyncio\.sleep\(delay\)/);
      assert.match(seen.text, /co_await aio::sleep\(delay\)/);
      assert.match(seen.text, /What people get wrong/);
      assert.doesNotMatch(seen.text, /https?:|[✗✓]|Check\n|Decide before/);
    }));
  }

  it('shows the timeline as the panel shows it, in light colours, and leaves the panel as it was', visit({ at: '#tasks?t=1.5', colorScheme: 'dark' }, async (page) => {
    await ready(page);
    const panel = await page.locator('#canvas').screenshot();
    await page.evaluate(() => dispatchEvent(new Event('beforeprint')));
    await page.waitForFunction(() => document.querySelector('.printed canvas'));
    assert.ok(panel.equals(await page.locator('#canvas').screenshot()), 'the panel is the same');
    await page.emulateMedia({ media: 'print' });
    await page.setViewportSize({ width: 720, height: 900 });
    assert.equal(await page.locator('#tasks .printed figcaption').textContent(), 'The run at 1.500 s.');
    // As wide as the canvas was when it was drawn: with 16 px beside it and 100 for the names.
    const box = await page.locator('#tasks .printed canvas').boundingBox();
    const picture = await photograph(page, { x: box.x, y: Math.floor(box.y), width: 720, height: Math.ceil(box.height) });
    const run = await truth('tasks');
    const axis = { from: 0, to: 3 / (1 - 28 / (720 - 144)), left: box.x + 128, width: 720 - 144 };
    const rows = run.tasks.map((task, i) => ({ task, y: box.y + 42 + 32 * i, height: 32 }));
    const shot = { axis, rows, scale: 1, clip: { x: box.x, y: Math.floor(box.y), width: 720, height: Math.ceil(box.height) } };
    assert.deepEqual(compare(picture, shot, run, rows).wrong, []);
    const [head] = playheads(picture, shot);
    assert.ok(Math.abs(head - (axis.left + (1.5 / axis.to) * axis.width)) <= 1, `${head} px`);
    await page.evaluate(() => dispatchEvent(new Event('afterprint')));
    assert.equal(await page.locator('.printed').count(), 0);
  }));

  it('makes a document of a few pages', visit({ alone: true }, async (page) => {
    await ready(page);
    const pdf = (await page.pdf({ format: 'A4', preferCSSPageSize: true })).toString('latin1');
    const pages = pdf.match(/\/Type\s*\/Page\b/g).length;
    assert.ok(pages >= 2 && pages <= 6, `${pages} pages`);
  }));
});
