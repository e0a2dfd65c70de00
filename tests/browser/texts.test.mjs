// The lessons' texts, which are fetched one by one: when, how often, and what the page does while one is on its way or
// can't be had.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { top, useChromium } from './chromium.mjs';
import { eventually, goTo, ready, rows, settled, state, textIsThere } from './panel.mjs';

const slugs = JSON.parse(readFileSync(join(top, 'build/gen/lessons.json'), 'utf8')).map(({ slug }) => slug);
const after = (slug) => slugs[slugs.indexOf(slug) + 1];
const textOf = (slug) => readFileSync(join(top, `build/gen/texts/${slug}.html`), 'utf8');
/// A heading far down in a lesson's text.
const placeIn = (slug) => [...textOf(slug).matchAll(/<h2 id="([^"]+)"/g)].map(([, id]) => id).filter((id) => !id.endsWith('--exercise')).at(-1);

const shown = (page) => page.evaluate(() => [...document.querySelectorAll('.lesson, .glossary')].filter((one) => !one.hidden).map(({ id }) => id));
const isHere = (page, slug) => page.evaluate((id) => !document.getElementById(id).querySelector('.coming'), slug);
const inView = (page, id) => page.evaluate((place) => {
  const { top: above, bottom } = document.getElementById(place).getBoundingClientRect();
  return above >= 40 && bottom <= innerHeight && scrollY > 100;
}, id);
const coming = (page) => page.locator('.lesson:not([hidden]) > .coming');
const failing = [/request failed: .*\/texts\//, /Failed to load resource/];

/// What the page has asked for of the texts, in order.
function asked(page) {
  const list = [];
  page.on('request', (request) => {
    const [, slug] = /\/texts\/([a-z-]+)\.html$/.exec(request.url()) ?? [];
    if (slug) list.push(slug);
  });
  return list;
}

/// Holds the texts back: `page.let(slug)` lets one go.
const holdTexts = async (page) => {
  const waiting = new Map();
  const free = new Set();
  page.let = (slug) => {
    free.add(slug);
    waiting.get(slug)?.();
  };
  await page.route('**/texts/*.html', async (route) => {
    const [, slug] = /([a-z-]+)\.html$/.exec(route.request().url());
    if (!free.has(slug)) await new Promise((go) => { waiting.set(slug, go); });
    await route.continue().catch(() => {});  // the page may be gone
  });
};

/// Answers for the texts, until `page.mend()`: with what `answer(route)` gives.
const breakTexts = (answer) => async (page) => {
  await page.route('**/texts/*.html', answer);
  page.mend = () => page.unroute('**/texts/*.html');
};
const refused = breakTexts((route) => route.abort('connectionfailed'));

describe('a lesson’s text', () => {
  const { visit, address } = useChromium();

  it('is fetched once: when its lesson is opened, or before, when that’s the next one', visit({ at: '#tasks', alone: true }, async (page) => {
    const list = asked(page);
    await page.reload();
    await ready(page);
    await eventually(() => list, ['tasks', after('tasks')]);
    await goTo(page, '#queues');
    await eventually(() => list, ['tasks', after('tasks'), 'queues', after('queues')]);
    await goTo(page, `#${after('queues')}`);
    await goTo(page, '#tasks');
    await goTo(page, '#queues');
    const last = after(after('queues'));
    await eventually(() => list.includes(last), true);
    await goTo(page, '#glossary');
    await goTo(page, `#${slugs[0]}`);
    await goTo(page, '#glossary');
    await goTo(page, `#${slugs[0]}`);
    await eventually(() => list, ['tasks', after('tasks'), 'queues', after('queues'), last, 'glossary', slugs[1]]);
  }));

  it('is the page’s own for the first lesson', visit({ at: '', alone: true }, async (page) => {
    const list = asked(page);
    await page.reload();
    await page.getByRole('heading', { level: 1 }).waitFor();
    assert.deepEqual(await shown(page), [slugs[0]]);
    assert.equal(await isHere(page, slugs[0]), true);
    await ready(page);
    await eventually(() => list, [slugs[1]]);
  }));

  it('isn’t waited for by the panel, nor by the title; the place in the address is reached when it comes', visit({ at: `#${placeIn('queues')}`, prepare: holdTexts }, async (page) => {
    await page.waitForFunction(() => window.interleave?.state() !== undefined);
    await settled(page);
    assert.deepEqual(await shown(page), ['queues']);
    assert.equal(await page.locator('#queues h1').isVisible(), true);
    assert.equal((await state(page)).lesson, 'queues');
    await eventually(() => coming(page).evaluate((node) => [node.textContent, getComputedStyle(node).visibility]), ['Loading the text…', 'visible']);
    page.let('queues');
    await textIsThere(page);
    await eventually(() => inView(page, placeIn('queues')), true);
    assert.equal(await page.locator(`#${placeIn('queues')}.arrived`).count(), 1);
    await eventually(() => page.locator('#queues .line.stands').count(), (count) => count > 0, 'the labels in the listing');
    assert.match(await page.locator('#queues .prediction .hint').first().textContent(), /^This question is about producers = 3, /);
    assert.equal(await page.locator('#page-notice').textContent(), '');
  }));

  it('that comes has all that works in a text: tabs, predictions, settings, terms', visit({ at: `#${slugs[0]}` }, async (page) => {
    await ready(page);
    await page.locator(`#${slugs[0]} .tab[data-language=cpp]`).click();
    await goTo(page, '#queues');
    await eventually(async () => (await state(page)).lesson, 'queues');
    assert.deepEqual(await page.locator('#queues .listing').evaluateAll((list) => list.map(({ dataset, hidden }) => [dataset.language, hidden])), [['python', true], ['cpp', false]]);
    await page.locator('#queues .tab[data-language=python]').click();
    assert.equal(await page.locator('#queues .listing[data-language=python]').isVisible(), true);
    await page.locator('#queues a[href^="#queues?"]').first().click();
    await eventually(() => page.evaluate(() => location.hash), (hash) => hash.startsWith('#queues?'), 'the setting');
    await page.locator('#queues .term').first().click();
    await eventually(() => page.locator('#term-box').isVisible(), true);
  }));

  it('never shows in another lesson, however quickly they’re opened and whichever comes first', visit({ at: '#tasks', prepare: holdTexts }, async (page) => {
    const quick = ['queues', 'await', 'errors', 'rules'];
    await page.getByRole('heading', { level: 1 }).waitFor();
    for (const slug of quick) await page.evaluate((hash) => { location.hash = hash; }, `#${slug}`);
    await eventually(() => shown(page), ['rules']);
    for (const slug of ['errors', 'rules', 'queues', 'tasks', 'await']) page.let(slug);
    for (const slug of [...quick, 'tasks']) await eventually(() => isHere(page, slug), true);
    assert.deepEqual(await shown(page), ['rules']);
    await ready(page);
    assert.equal((await state(page)).lesson, 'rules');
    const firstHeadings = await page.evaluate((list) => list.map((slug) => document.getElementById(slug).querySelector('h2').id), [...quick, 'tasks']);
    assert.deepEqual(firstHeadings, [...quick, 'tasks'].map((slug) => /<h2 id="([^"]+)"/.exec(textOf(slug))[1]));
    assert.equal(await page.evaluate(() => scrollY), 0);
  }));

  it('that hasn’t come isn’t read yet, and Page Down doesn’t go past it', visit({ at: '#queues', prepare: holdTexts }, async (page) => {
    await page.waitForFunction(() => window.interleave?.state() !== undefined);
    await settled(page);
    await page.keyboard.press('PageDown');
    await settled(page);
    assert.deepEqual(await shown(page), ['queues']);
    assert.equal(await page.evaluate(() => localStorage.getItem('interleave.progress')), null);
    page.let('queues');
    await textIsThere(page);
    await eventually(() => page.evaluate(() => {
      scrollTo(0, document.documentElement.scrollHeight);
      return JSON.parse(localStorage.getItem('interleave.progress'))?.queues?.seen?.includes('text-end');
    }), true);
  }));

  it('that comes late lets the reader back to the place where they were', visit({ at: '#queues', alone: true }, async (page) => {
    await ready(page);
    await page.evaluate(() => scrollTo(0, 900));
    await eventually(() => page.evaluate(() => history.state?.y), 900);
    await goTo(page, '#rules');
    await eventually(() => shown(page), ['rules']);
    await page.evaluate(() => scrollTo(0, 300));
    await eventually(() => page.evaluate(() => history.state?.y), 300);
    await holdTexts(page);
    await page.reload();
    await page.waitForFunction(() => window.interleave?.state() !== undefined);
    await settled(page);
    page.let('rules');
    await textIsThere(page);
    await eventually(() => page.evaluate(() => Math.round(scrollY)), 300, 'after loading the page again');
    await page.goBack();
    await eventually(() => shown(page), ['queues']);
    page.let('queues');
    await textIsThere(page);
    await eventually(() => page.evaluate(() => Math.round(scrollY)), 900, 'after Back');
  }));

  it('that can’t be fetched is told in one sentence, with a button to try again; all else works', visit({ at: '#queues', prepare: refused, expected: failing }, async (page) => {
    await page.waitForFunction(() => window.interleave?.state() !== undefined);
    const alert = page.getByRole('alert');
    await eventually(() => alert.textContent(), 'The text of this lesson couldn’t be loaded. Its program still runs.');
    await settled(page);
    await page.keyboard.press('End');
    await eventually(async () => (await rows(page, 'output')).length, (count) => count > 0, 'its program’s output');
    await page.getByRole('button', { name: 'Try again' }).click();
    await eventually(() => alert.count(), 1, 'it fails again');
    await goTo(page, `#${slugs[0]}`);
    assert.deepEqual(await shown(page), [slugs[0]], 'the first lesson is there');
    await goTo(page, '#queues');
    await eventually(() => alert.count(), 1);
    await page.mend();
    await page.getByRole('button', { name: 'Try again' }).click();
    await eventually(() => isHere(page, 'queues'), true);
    assert.equal(await alert.count(), 0);
    assert.equal(await page.locator(`#${placeIn('queues')}`).isVisible(), true);
  }));

  it('isn’t taken from an answer that has another page in it', visit({
    at: '#queues', prepare: breakTexts((route) => route.fulfill({ contentType: 'text/html', body: '<h1>Please log in</h1><div id="other">…</div>' })),
  }, async (page) => {
    await ready(page);
    await eventually(() => page.getByRole('alert').count(), 1);
    assert.equal(await page.getByText('Please log in').count(), 0);
  }));

  it('isn’t fetched for a figure in another page, which shows none', visit({ at: '?embed#queues', alone: true }, async (page) => {
    const list = asked(page);
    await page.reload();
    await ready(page);
    assert.equal((await state(page)).lesson, 'queues');
    await page.goto(`${address()}?embed&listing#queues`);
    await ready(page);
    await page.locator('#queues .listing[data-language=python]').waitFor();
    assert.deepEqual(list, ['queues']);
  }));
});

describe('what needs texts of lessons that were never opened', () => {
  const { visit } = useChromium();
  const field = (page) => page.getByRole('searchbox', { name: 'Search all lessons' });
  const said = (page) => page.locator('#search-said').textContent();
  const found = (page) => page.locator('#search-found .from').allTextContents();
  const last = slugs.at(-1);

  it('the search fetches them when it’s opened, says while more is coming, and leads to places in them', visit({ at: `#${slugs[0]}`, prepare: holdTexts }, async (page) => {
    await page.waitForFunction(() => window.interleave?.state() !== undefined);
    await page.keyboard.press('/');
    await field(page).fill('queue');
    assert.match(await said(page), /^(One place|\d+ places) found for ‘queue’(; these are the best 50)?\. More is being loaded\.$/);
    const before = (await found(page)).length;
    for (const slug of [...slugs, 'glossary']) page.let(slug);
    await eventually(() => said(page), (words) => /^\d+ places found for ‘queue’; these are the best 50\.$/.test(words), 'all are searched');
    assert.ok((await found(page)).length > before);
    await field(page).fill(placeIn(last).split('--')[1].replaceAll('-', ' '));
    await page.locator(`#search-found a[href="#${placeIn(last)}"]`).click();
    await eventually(() => shown(page), [last]);
    await eventually(() => page.locator(`#${placeIn(last)}.arrived`).count(), 1);
    await eventually(() => inView(page, placeIn(last)), true);
  }));

  it('the search says what it can’t search, and tries again', visit({ at: `#${slugs[0]}`, prepare: refused, expected: failing }, async (page) => {
    await page.waitForFunction(() => window.interleave?.state() !== undefined);
    await page.keyboard.press('/');
    await field(page).fill('zzzz');
    await eventually(() => said(page), `Nothing found for ‘zzzz’. ${slugs.length} texts aren’t searched, as they couldn’t be loaded.`);
    await page.mend();
    await page.getByRole('button', { name: 'Try again' }).click();
    await eventually(() => said(page), 'Nothing found for ‘zzzz’.');
    assert.equal(await page.getByRole('button', { name: 'Try again' }).count(), 0);
  }));

  it('the glossary leads to where a term is met first', visit({ at: '#glossary', alone: true }, async (page) => {
    await ready(page);
    const link = page.locator(`#glossary .back a[href^="#${last}--"]`).first();
    const place = (await link.getAttribute('href')).slice(1);
    await link.click();
    await eventually(() => shown(page), [last]);
    await eventually(() => page.locator(`#${place}.arrived`).count(), 1);
    assert.equal((await state(page)).lesson, last);
  }));

  it('the playground has the program, or says why it hasn’t, and has it when it’s asked again', visit({ at: '#playground?lesson=queues', prepare: refused, expected: failing }, async (page) => {
    const says = () => page.locator('.bench-says').textContent();
    await page.locator('.bench-text .cm-content').waitFor();
    await eventually(says, 'The program of this lesson couldn’t be loaded: the network is gone.');
    await page.mend();
    await page.evaluate(() => { location.hash = '#glossary'; });
    await eventually(() => shown(page), ['glossary']);
    await page.evaluate(() => { location.hash = '#playground?lesson=queues'; });
    await eventually(() => page.locator('.bench-text').textContent(), (text) => /asyncio\.Queue,/.test(text), 'the lesson’s program');
  }));
});
