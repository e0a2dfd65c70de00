// The lines of a listing: one that's too long continues below itself, so that nothing of it is out of sight.

import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { useChromium } from './chromium.mjs';
import { phone, ready } from './panel.mjs';

/// Of both listings of the lesson: its lines that are wider than what's in sight, and how far in each long line begins
/// and continues, in characters.
const look = (page) => page.evaluate(() => [...document.querySelectorAll('.lesson:not([hidden]) .listing')].map((listing) => {
  const was = listing.hidden;
  listing.hidden = false;
  const pre = listing.querySelector('pre');
  const sight = pre.getBoundingClientRect();
  const text = document.createRange();
  const rows = [...pre.querySelectorAll('.line:not(.folded)')].map((line) => {
    text.selectNodeContents(line);
    const places = [...text.getClientRects()].filter(({ width }) => width > 0);
    const { paddingLeft, textIndent } = getComputedStyle(line);
    const inside = Math.min(...places.filter(({ top }) => top > places[0].top + 10).map(({ left }) => left));
    const indent = line.textContent.search(/\S|$/);
    const begin = line.getBoundingClientRect().left + parseFloat(paddingLeft) + parseFloat(textIndent);
    return { right: Math.max(...places.map(({ right }) => right)), further: (inside - begin) / (0.6 * 13), indent };
  });
  const found = {
    language: listing.dataset.language,
    isWider: pre.scrollWidth > pre.clientWidth,
    cut: rows.filter(({ right }) => right > sight.right).length,
    hanging: rows.filter(({ further }) => Number.isFinite(further)).map(({ further, indent }) => Math.round(further - indent)),
  };
  listing.hidden = was;
  return found;
}));

describe('the lines of a listing', () => {
  const { visit } = useChromium();

  for (const [what, options] of [['a desktop', { viewport: { width: 1440, height: 900 } }], ['a small window', { viewport: { width: 1024, height: 768 } }], ['a phone', phone]]) {
    for (const at of ['#sync-and-async', '#errors', '#network']) {
      it(`are all in sight on ${what}, and go on four characters further in: ${at}`, visit({ at, ...options }, async (page) => {
        await ready(page);
        const found = await look(page);
        assert.deepEqual(found.map(({ language, isWider, cut }) => [language, isWider, cut]), [['python', false, 0], ['cpp', false, 0]]);
        assert.ok(found[1].hanging.length > 0);
        for (const { hanging } of found) assert.deepEqual(hanging.filter((each) => each !== 4), []);
      }));
    }
  }
});
