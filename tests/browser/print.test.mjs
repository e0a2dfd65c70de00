// On paper: a lesson is text with its listings, black on white, and nothing that can be pressed.

import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { inEachBrowser } from './browser.mjs';
import { useChromium } from './chromium.mjs';
import { eventually, ready, settled } from './panel.mjs';
import { compare, decodePng, playheads, truth } from './picture.mjs';

/// As on paper some 170 mm wide. A browser that can't be asked for that shows its rules for paper on the screen.
async function onPaper(page, can, width) {
  if (can.media) await page.emulateMedia({ media: 'print' });
  else await page.evaluate(() => {
    const rules = [...document.styleSheets].flatMap(({ cssRules }) => [...cssRules]).filter(({ media }) => media?.mediaText === 'print');
    for (const { media } of rules) media.mediaText = 'all';
  });
  await page.setViewportSize({ width, height: 900 });
}

/// It's black text on white, with both listings and no controls.
async function isText(page, can) {
  await ready(page);
  await page.locator('#tasks .prediction button', { hasText: 'Check' }).first().click();
  await onPaper(page, can, 650);
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
      answers: [...document.querySelectorAll('#tasks .prediction')].map((box) => box.innerText).join('\n'),
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
  assert.doesNotMatch(seen.text, /https?:|Check\n|Decide before/);
  assert.match(seen.answers, /\w/);
  assert.doesNotMatch(seen.answers, /[✗✓]/);
}

/// The panel's pixels, but for the right margin, over which WebKit shows a scroll bar for a while.
async function panel(page) {
  const { width, height, channels, pixels } = decodePng(await page.locator('#canvas').screenshot());
  const stride = width * channels;
  return Buffer.concat(Array.from({ length: height }, (_, y) => pixels.subarray(y * stride, (y + 1) * stride - 8 * channels)));
}

inEachBrowser('a printed lesson', ({ visit, skip, can }) => {
  const dark = can.media && { colorScheme: 'dark' };

  it('is black text on white, with both listings and no controls, in the middle of its run', skip, visit({ at: '#tasks?t=1', alone: true, ...dark }, (page) => isText(page, can)));

  it('shows the timeline as the panel shows it, in light colours, and leaves the panel as it was', skip, visit({ at: '#tasks?t=1.5', alone: true, ...dark }, async (page) => {
    await ready(page);
    const before = await panel(page);
    await page.evaluate(() => dispatchEvent(new Event('beforeprint')));
    await page.waitForFunction(() => document.querySelector('.printed canvas'));
    assert.ok(before.equals(await panel(page)), 'the panel is the same');
    await onPaper(page, can, 720);
    assert.equal(await page.locator('#tasks .printed figcaption').textContent(), 'The run at 1.500 s.');
    const { width, height } = await page.locator('#tasks .printed canvas').boundingBox();
    assert.deepEqual([width, height > 100], [720, true]);
    const [, png] = (await page.locator('#tasks .printed canvas').evaluate((canvas) => canvas.toDataURL())).split(',');
    const picture = decodePng(Buffer.from(png, 'base64'));
    const scale = picture.width / width;
    assert.equal(scale, 3, 'as sharp as paper');
    const run = await truth('tasks');
    // With 16 px beside it and 100 for the names.
    const axis = { from: 0, to: 3 / (1 - 28 / (width - 144)), left: 128, width: width - 144 };
    const rows = run.tasks.map((task, i) => ({ task, y: 42 + 32 * i, height: 32 }));
    const shot = { axis, rows, scale, clip: { x: 0, y: 0, width, height } };
    assert.deepEqual(compare(picture, shot, run, rows).wrong, []);
    const [head] = playheads(picture, shot);
    assert.ok(Math.abs(head - (axis.left + (1.5 / axis.to) * axis.width)) <= 1, `${head} px`);
    await page.evaluate(() => dispatchEvent(new Event('afterprint')));
    assert.equal(await page.locator('.printed').count(), 0);
  }));
});

describe('a printed lesson', () => {
  const { visit } = useChromium();

  it('is the same from a phone', visit({ viewport: { width: 390, height: 844 }, isMobile: true, hasTouch: true }, (page) => isText(page, { media: true })));

  it('leaves the panel as large as it was while presenting', visit({ at: '#tasks?t=1.5', alone: true }, async (page) => {
    await ready(page);
    await page.keyboard.press('p');
    await eventually(() => page.evaluate(() => document.documentElement.classList.contains('presenting')), true);
    await settled(page);
    const place = () => page.evaluate(() => ['to_end', 'heading:output'].map((name) => window.interleave.rect(name)));
    const [before, places] = [await panel(page), await place()];
    await page.evaluate(() => dispatchEvent(new Event('beforeprint')));
    assert.equal(await page.locator('.printed canvas').count(), 1);
    await settled(page);
    assert.deepEqual(await place(), places);
    assert.ok(before.equals(await panel(page)), 'the panel is the same');
    await page.evaluate(() => dispatchEvent(new Event('afterprint')));
  }));

  it('makes a document of a few pages', visit({ alone: true }, async (page) => {
    await ready(page);
    const pdf = (await page.pdf({ format: 'A4', preferCSSPageSize: true })).toString('latin1');
    const pages = pdf.match(/\/Type\s*\/Page\b/g).length;
    assert.ok(pages >= 2 && pages <= 6, `${pages} pages`);
  }));
});
