// From lesson to lesson: the contents, the links to the lessons beside, the paging keys, and what is
// remembered of what the learner has done.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { top, useChromium } from './chromium.mjs';
import { eventually, goTo, ready, settled, state } from './panel.mjs';

const all = JSON.parse(readFileSync(join(top, 'build/gen/lessons.json'), 'utf8'));
const [first, second] = all.map(({ slug }) => slug);
const several = { skip: all.length < 2 && 'there is but one lesson' };

const isOpen = (page) => page.locator('#page-contents').evaluate((dialog) => dialog.open);
const opener = (page) => page.getByRole('button', { name: 'contents' });
const focused = (page) => page.evaluate(() => document.activeElement.id || document.activeElement.textContent);
const shown = (page) => page.evaluate(() => [...document.querySelectorAll('.lesson, .glossary')].filter((p) => !p.hidden).map(({ id }) => id));
const progressOf = (page, slug) => page.locator(`[data-lesson="${slug}"] .progress`).textContent();
const toEnd = (page) => page.evaluate(() => scrollTo(0, document.documentElement.scrollHeight));

/// Waits until the page no longer scrolls: the browser scrolls smoothly by keys.
const stands = (page) => page.evaluate(() => new Promise((still) => {
  let last = -1;
  let left = 10;  // frames at one place
  const look = () => {
    left = scrollY === last ? left - 1 : 10;
    last = scrollY;
    if (left === 0) still();
    else requestAnimationFrame(look);
  };
  look();
}));

describe('the contents', () => {
  const { visit } = useChromium();

  it('list every lesson with number, title and summary, and lead to it', visit({ at: `#${first}` }, async (page) => {
    await ready(page);
    await opener(page).click();
    const rows = await page.locator('.contents-list li').evaluateAll((list) => list.map((row) => [
      row.querySelector('a').hash, row.querySelector('.number').textContent, row.querySelector('a').textContent, row.querySelector('.about').textContent,
    ]));
    const articles = await page.evaluate(() => [...document.querySelectorAll('.lesson')].map((lesson) => [
      `#${lesson.id}`, lesson.dataset.number, `${lesson.dataset.number} ${lesson.querySelector('h1').textContent}`, lesson.querySelector('.summary').textContent,
    ]));
    assert.deepEqual(rows, articles);
    assert.equal(rows.length, all.length);
    assert.equal(await page.locator('.contents-list [aria-current=page]').getAttribute('href'), `#${first}`);
    const last = all.at(-1).slug;
    await page.locator(`.contents-list a[href="#${last}"]`).click();
    await eventually(() => shown(page), [last]);
    assert.equal(await isOpen(page), false);
    assert.equal((await state(page)).lesson, last);
  }));

  it('are opened and closed by mouse and keyboard, and return the focus', visit(async (page) => {
    await ready(page);
    const start = await state(page);
    await opener(page).focus();
    await page.keyboard.press('Enter');
    assert.equal(await isOpen(page), true);
    assert.match(await focused(page), /When does a task start\?/, 'the lesson that is shown has the focus');
    await page.keyboard.press('ArrowRight');
    await page.keyboard.press('PageDown');
    await page.keyboard.press('Escape');
    assert.equal(await isOpen(page), false);
    assert.equal(await focused(page), 'page-contents-open');
    await opener(page).click();
    await page.getByRole('button', { name: 'Close the contents' }).click();
    assert.equal(await isOpen(page), false);
    await opener(page).click();
    await page.mouse.click(5, 700);
    assert.equal(await isOpen(page), false, 'a press outside closes them');
    assert.deepEqual(await state(page), start);
  }));

  it('move the focus to the chosen lesson', several, visit({ at: `#${first}` }, async (page) => {
    await ready(page);
    await opener(page).focus();
    await page.keyboard.press('Enter');
    await page.locator(`.contents-list a[href="#${second}"]`).focus();
    await page.keyboard.press('Enter');
    await eventually(() => focused(page), `${second}--title`);
    await eventually(() => page.evaluate(() => scrollY), 0);
  }));

  it('fill a phone, and every row is large enough for a finger', visit({ viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true }, async (page) => {
    await ready(page);
    await opener(page).tap();
    const heights = await page.locator('.contents-list li').evaluateAll((list) => list.map((row) => row.offsetHeight));
    assert.ok(heights.every((height) => height >= 44), `${heights}`);
    assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth));
    await page.locator('.contents-list a').first().tap();
    await eventually(() => shown(page), [first]);
  }));

  it('are open above the lessons without JavaScript', visit({ javaScriptEnabled: false }, async (page) => {
    assert.equal(await page.locator('.contents-list a:visible').count(), all.length);
    assert.equal(await page.locator('.progress:visible').count(), 0);
  }));
});

describe('reading on', () => {
  const { visit } = useChromium();

  it('links to the previous and next lesson are in the header and at the end', several, visit({ at: `#${first}` }, async (page) => {
    await ready(page);
    assert.equal(await page.locator('#page-previous').isVisible(), false);
    await page.locator('#page-next').click();
    await eventually(() => shown(page), [second]);
    assert.equal((await state(page)).lesson, second);
    await page.locator('#page-previous').click();
    await eventually(() => shown(page), [first]);
    await page.locator(`#${first} .beside a[rel=next]`).click();
    await eventually(() => shown(page), [second]);
    await eventually(() => page.evaluate(() => scrollY), 0, 'a lesson is read from its top');
    await page.goBack();
    await eventually(() => shown(page), [first]);
  }));

  it('Page Down at the end goes to the next lesson, Page Up at the top to the previous one', several, visit({ at: `#${first}` }, async (page) => {
    await ready(page);
    await page.keyboard.press('PageUp');
    assert.deepEqual(await shown(page), [first], 'there is none before the first');
    await page.keyboard.press('PageDown');
    await eventually(() => page.evaluate(() => scrollY), (y) => y > 100, 'scrolling');
    await stands(page);
    assert.deepEqual(await shown(page), [first]);
    await toEnd(page);
    await page.keyboard.press('PageDown');
    await eventually(() => shown(page), [second]);
    await eventually(() => page.evaluate(() => scrollY), 0);
    await eventually(() => focused(page), `${second}--title`);
    await page.keyboard.press('PageUp');
    await eventually(() => focused(page), `${first}--title`);
    await toEnd(page);
    await page.keyboard.down('PageDown');
    await page.keyboard.down('PageDown');
    await page.keyboard.up('PageDown');
    await eventually(() => shown(page), [second]);
    await settled(page);
    assert.deepEqual(await shown(page), [second], 'a key that is held goes on by one lesson only');
  }));

  it('Page Down in a part that scrolls by itself scrolls that part', several, visit({ at: `#${first}` }, async (page) => {
    await ready(page);
    await toEnd(page);
    await page.keyboard.press('t');
    await page.locator('#text-view').focus();
    await page.keyboard.press('PageDown');
    await eventually(() => page.evaluate(() => document.getElementById('text-view').scrollTop), (y) => y > 0, 'scrolling the text view');
    assert.deepEqual(await shown(page), [first]);
  }));
});

describe('progress', () => {
  const { visit } = useChromium();
  const answer = async (page, task) => {
    const box = page.locator('.lesson:not([hidden]) .prediction[data-kind=next]').first();
    await box.getByRole('radio', { name: task, exact: true }).check();
    await box.getByRole('button', { name: 'Check' }).click();
  };

  /// Scrolls from heading to heading, and lets each be seen before the next.
  const readThrough = async (page, headings) => {
    for (const id of headings) {
      await page.evaluate((each) => document.getElementById(each).scrollIntoView(), id);
      await eventually(() => seen(page), (places) => !places || places.includes(id), `seeing ${id}`);
    }
  };
  /// What of the lesson was seen; undefined once it's read.
  const seen = (page) => page.evaluate(() => {
    const record = JSON.parse(localStorage.getItem('interleave.progress') ?? '{}').tasks;
    return record?.read ? undefined : record?.seen ?? [];
  });
  const headings = (page) => page.locator('#tasks h2').evaluateAll((all) => all.map(({ id }) => id));

  it('a lesson counts as read once all of its sections have been visible, and this is remembered', visit(async (page) => {
    await ready(page);
    await opener(page).click();
    assert.equal(await progressOf(page, 'tasks'), 'not read yet');
    assert.equal(await page.getByRole('button', { name: 'Clear progress' }).isVisible(), false, 'there is nothing to clear');
    await page.keyboard.press('Escape');
    const places = await headings(page);
    await readThrough(page, places.slice(0, 4));
    await page.reload();
    await ready(page);
    await readThrough(page, [...places.slice(4), 'text-end']);
    await eventually(() => seen(page), undefined);
    await page.reload();
    await ready(page);
    await opener(page).click();
    assert.equal(await progressOf(page, 'tasks'), 'read');
    assert.match(await page.locator('#progress-all').textContent(), new RegExp(`^1 of ${all.length} lessons? read; 0 of \\d+ predictions right; 0 of ${all.length} exercises solved\\.$`));
  }));

  it('a lesson isn’t read by a jump to its exercise or to its end', visit({ at: '#tasks--exercise' }, async (page) => {
    await ready(page);
    await eventually(() => seen(page), (places) => places.includes('tasks--exercise'));
    await toEnd(page);
    await eventually(() => seen(page), (places) => places.includes('text-end'));
    await opener(page).click();
    assert.equal(await progressOf(page, 'tasks'), 'not read yet');
    assert.equal(await page.getByRole('button', { name: 'Clear progress' }).isVisible(), false, 'a glance is no progress');
  }));

  it('a lesson that an older page counted as read stays so', visit({ prepare: (page) => page.addInitScript(() => {
    localStorage.setItem('interleave.progress', '{"tasks":{"read":true,"answers":{}}}');
  }) }, async (page) => {
    await ready(page);
    await opener(page).click();
    assert.equal(await progressOf(page, 'tasks'), 'read');
  }));

  it('predictions count, and one that was right once stays right', visit(async (page) => {
    await ready(page);
    const words = async () => {
      await opener(page).click();
      const text = await progressOf(page, 'tasks');
      await page.keyboard.press('Escape');
      return text;
    };
    await answer(page, 'Task-1');
    assert.equal(await words(), 'not read yet; 1 of 2 predicted, 0 right');
    await answer(page, 'Task-3');
    assert.equal(await words(), 'not read yet; 1 of 2 predicted, 1 right');
    await answer(page, 'Task-2');
    assert.equal(await words(), 'not read yet; 1 of 2 predicted, 1 right');
  }));

  it('is cleared after a question that you can decline', visit(async (page) => {
    await ready(page);
    await answer(page, 'Task-3');
    await opener(page).click();
    await page.getByRole('button', { name: 'Clear progress…' }).click();
    assert.match(await focused(page), /Keep it/);
    await page.keyboard.press('Enter');
    assert.match(await focused(page), /Clear progress…/);
    assert.match(await progressOf(page, 'tasks'), /1 right/);
    await page.keyboard.press('Enter');
    await page.getByRole('button', { name: 'Clear progress', exact: true }).click();
    assert.equal(await progressOf(page, 'tasks'), 'not read yet');
    assert.equal(await focused(page), 'page-contents-close');
    assert.match(await page.locator('#progress-clear [role=status]').textContent(), /has been cleared/);
    await page.reload();
    await ready(page);
    await opener(page).click();
    assert.equal(await progressOf(page, 'tasks'), 'not read yet');
  }));

  for (const [what, spoil] of Object.entries({
    'refuses to give itself': () => Object.defineProperty(window, 'localStorage', { get: () => { throw new DOMException('refused', 'SecurityError'); } }),
    'is full': () => { Storage.prototype.setItem = () => { throw new DOMException('full', 'QuotaExceededError'); }; },
    'holds nonsense': () => localStorage.setItem('interleave.progress', '{"tasks":3,"x":{"answers":[1]},"y":null'),
    'holds another shape': () => localStorage.setItem('interleave.progress', '{"tasks":{"read":"yes","answers":{"1":"maybe"}},"gone":7}'),
  })) {
    it(`works until the page is closed if the storage ${what}`, visit({ prepare: (page) => page.addInitScript(spoil) }, async (page) => {
      await ready(page);
      await answer(page, 'Task-3');
      await opener(page).click();
      assert.equal(await progressOf(page, 'tasks'), 'not read yet; 1 of 2 predicted, 1 right');
    }));
  }

  it('shows the progress made in another tab', visit({ alone: true }, async (page) => {
    await ready(page);
    const other = await page.context().newPage();
    await other.goto(page.url());
    await ready(other);
    await answer(other, 'Task-3');
    await opener(page).click();
    await eventually(() => progressOf(page, 'tasks'), 'not read yet; 1 of 2 predicted, 1 right');
    await goTo(page, '#tasks');
  }));
});
