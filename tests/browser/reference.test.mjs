// The pages of reference: questions that people ask, the cheat sheet, the map of the course; and the ways to them.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { readLessons } from '../../lessons/build/lessons.mjs';
import { readQuestions } from '../../lessons/build/questions.mjs';
import { top, useChromium } from './chromium.mjs';
import { cheatLines } from '../../web/site/cheat-sheet.mjs';
import { partsOf } from '../lessons/scenes.mjs';
import { eventually, goTo, notice, phone, ready, rows, state } from './panel.mjs';

const axe = readFileSync(join(top, 'node_modules/axe-core/axe.min.js'), 'utf8');
const paths = ['questions/', 'cheat-sheet/', 'map/'];
const lessons = readLessons(join(top, 'lessons'));
const questions = readQuestions(join(top, 'lessons'), lessons);

/// What people type, and the question that answers it.
const typed = {
  'wait_for': 'late-timeout',
  'asyncio.timeout': 'late-timeout',
  'TimeoutError': 'late-timeout',
  'Task was destroyed but it is pending': 'vanished-task',
  'task garbage collected': 'vanished-task',
  'coroutine was never awaited': 'never-awaited',
  'never awaited': 'never-awaited',
  'RuntimeWarning coroutine': 'never-awaited',
  'This event loop is already running': 'already-running',
  'cannot be called from a running event loop': 'already-running',
  'jupyter': 'already-running',
  'nest_asyncio': 'already-running',
  'attached to a different loop': 'different-loop',
  'Event loop is closed': 'different-loop',
  'time.sleep': 'time-sleep',
  'blocking the event loop': 'time-sleep',
  'requests': 'blocking-code',
  'run_in_executor': 'blocking-code',
  'to_thread': 'blocking-code',
  'fire and forget': 'fire-and-forget',
  'Task exception was never retrieved': 'fire-and-forget',
  'return_exceptions': 'gather-fails',
  'gather vs TaskGroup': 'which-one',
  'as_completed': 'which-one',
  'CancelledError': 'cancelled-error',
  'cancel a task': 'cancelled-error',
  'queue.join': 'join-hangs',
  'task_done': 'join-hangs',
  'semaphore': 'thousands-at-once',
  'rate limit': 'thousands-at-once',
  'thread-safe': 'races',
  'race condition': 'races',
  'sleep(0)': 'sleep-zero',
  'starvation': 'sleep-zero',
  'aclosing': 'generator-not-closed',
  'eager_task_factory': 'eager-tasks',
  'create_task': 'when-does-a-task-start',
  'await in a loop': 'one-after-another',
  'does await always yield': 'does-await-pause',
};

describe('the pages of reference', () => {
  const { visit } = useChromium();

  for (const colorScheme of ['light', 'dark']) {
    it(`break no rule of accessibility, and are no wider than a phone, ${colorScheme}`, visit({ colorScheme, at: paths[0], viewport: { width: 390, height: 844 } }, async (page) => {
      for (const path of [...paths, 'glossary/']) {
        await page.goto(new URL(`../${path}`, page.url()).href);
        await page.evaluate(axe);
        assert.deepEqual(await page.evaluate(async () => (await window.axe.run(document)).violations.map(({ id, nodes }) => [id, nodes[0].html])), [], path);
        assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth), path);
      }
    }));
  }

  it('the contents and the welcome lead to them, and they lead to one another', visit({ at: '#sync-and-async' }, async (page) => {
    await ready(page);
    await page.getByRole('button', { name: 'contents' }).click();
    for (const path of paths) await page.locator(`#page-contents a[href="${path}"]`).waitFor();
    await page.keyboard.press('Escape');
    await page.locator('#welcome').getByRole('link', { name: 'Questions people ask' }).click();
    await page.waitForURL(/\/questions\/$/);
    await page.getByRole('link', { name: 'Map of the course' }).click();
    await page.waitForURL(/\/map\/$/);
    await page.getByRole('link', { name: 'asyncio on one page' }).click();
    await page.waitForURL(/\/cheat-sheet\/$/);
  }));

  it('have the ways to the contents, the search and the playground at the top, and the reader’s colours', visit({ ...phone, at: paths[0] }, async (page) => {
    for (const path of [...paths, 'glossary/', 'about/', 'tasks/', '404.html']) {
      await page.goto(new URL(`/${path}`, page.url()).href);
      const here = [...await page.locator('.top .way').evaluateAll((links) => links.map((link) => [link.innerText, link.hash, link.checkVisibility()])), await page.locator('#page-scheme').getAttribute('aria-label')];
      const colours = path === paths[0] ? 'Colours: as the system. Change to light.' : 'Colours: dark. Change to as the system.';
      assert.deepEqual(here, [['contents', '#page-contents', true], ['search', '#page-search', true], ['playground', '#playground', true], colours], path);
      assert.equal(await page.locator('.bar').evaluate((bar) => bar.scrollWidth > bar.clientWidth), false, path);
      if (path === paths[0]) for (let i = 0; i < 2; ++i) await page.locator('#page-scheme').tap();
      assert.equal(await page.evaluate(() => getComputedStyle(document.body).backgroundColor), 'rgb(27, 29, 34)', `${path} is dark`);
    }
    await page.getByRole('link', { name: 'contents' }).tap();
    await page.locator('#page-contents[open]').waitFor();
    assert.ok(await page.locator('.contents-list').isVisible());
    await page.goto(new URL('/map/', page.url()).href);
    await page.keyboard.press('/');
    await page.locator('#page-search:focus').waitFor();
  }));

  const note = (page) => page.locator('#answer');
  const marked = (page, slug) => page.locator(`#${slug} .cited`).evaluateAll((lines) => lines.map((line) => [...line.closest('[data-language]').querySelectorAll('.line')].indexOf(line) + 1));
  const inSight = (box, { width, height }) => box && box.x >= 0 && box.y >= 0 && box.x + box.width <= width && box.y + box.height <= height;

  it('a question’s button opens its scene, and its note leads back or is closed', visit({ hides: true, at: 'questions/' }, async (page) => {
    await page.getByRole('link', { name: 'Watch a timeout that comes late' }).click();
    await ready(page);
    const { lesson, parameters, t } = await state(page);
    assert.deepEqual([lesson, parameters.find(({ name }) => name === 'hold').value, t], ['timeouts', 2, 3.5]);
    await note(page).getByRole('button', { name: 'close' }).click();
    assert.equal(await note(page).count(), 0);
    await page.goBack();
    await page.getByRole('link', { name: 'Watch asyncio.run refuse' }).click();
    await note(page).getByRole('link', { name: 'back to the questions' }).click();
    await page.waitForURL(/\/questions\/#already-running$/);
  }));

  for (const viewport of [{ width: 1440, height: 900 }, { width: 390, height: 844 }]) {
    it(`every scene opens at its moment, with its line marked and its note in sight, at ${viewport.width} pixels`, visit({ hides: true, viewport }, async (page) => {
      await ready(page);
      for (const { id, question, scene } of questions.filter(({ scene: { href } }) => !href.startsWith('#playground'))) {
        const [, place, query] = /^#([^?]*)\?(.*)$/.exec(scene.href);
        const settings = new URLSearchParams(query);
        await goTo(page, scene.href);
        await eventually(() => note(page).textContent().catch(() => ''), (words) => words.startsWith(question), id);
        assert.ok(inSight(await note(page).boundingBox(), viewport), `${id}: the note is in sight`);
        await eventually(async () => (await state(page)).hidden, '', `${id}: nothing is hidden`);
        const { lesson, parameters, t, step } = await state(page);
        assert.deepEqual([lesson, t], [place, Number(settings.get('t'))], id);
        if (step !== null) assert.equal(step, Number(settings.get('step')), id);  // else it's the last of its instant
        for (const [name, value] of settings) {
          if (/^(t|step|line|ask|view\..*)$/.test(name)) continue;
          const parameter = parameters.find((each) => each.name === name);
          const shown = parameter.type === 'choice' && typeof parameter.value === 'number' ? parameter.choices[parameter.value] : parameter.value;
          assert.equal(parameter.type === 'switch' ? String(Boolean(shown)) : String(shown), value, `${id}: ${name}`);
        }
        const line = settings.has('line') ? [Number(settings.get('line'))] : [];
        await eventually(() => marked(page, place), line, `${id}: its line is marked`);
        if (line.length) assert.ok(inSight(await page.locator(`#${place} .cited`).boundingBox(), { width: 9999, height: viewport.height / (viewport.width < 700 ? 2 : 1) }), `${id}: the line is in sight`);
        assert.equal(await notice(page), '', id);
      }
      await goTo(page, '#tasks');
      await eventually(() => note(page).count(), 0, 'the note goes with its run');
      assert.deepEqual(await marked(page, 'races'), []);
    }));
  }

  it('a scene in the playground runs its program to the moment', visit({ hides: true, at: questions.find(({ id }) => id === 'eager-tasks').scene.href }, async (page) => {
    await eventually(() => page.locator('#playground-bench').textContent(), (shown) => shown.includes('Eager tasks change the order'), 'the program is in the editor');
    await eventually(() => note(page).textContent().catch(() => ''), (words) => words.startsWith('What do eager tasks change?'), 'the note');
    await eventually(async () => (await rows(page, 'output')).map((cells) => cells.at(-1)), (lines) => lines.includes('main: done already? True'), 'the run in Python');
    assert.ok(await note(page).isVisible());
  }));

  it('a line of the cheat sheet opens the run in which it has just run, and marks it', visit({ hides: true }, async (page) => {
    await ready(page);
    const lines = lessons.flatMap(cheatLines).map(({ href }) => href.replaceAll('&amp;', '&')).filter((href) => !href.startsWith('#playground'));
    for (const href of lines.filter((_, i) => i % 9 === 0)) {
      const { place, at, step, line } = partsOf(href);
      await goTo(page, href);
      await eventually(() => marked(page, place), [line], href);
      await eventually(async () => (await state(page)).hidden, '', href);
      const { t, step: within } = await state(page);
      assert.deepEqual([t, within ?? null], [at, step], href);
      assert.ok(await page.locator(`#${place} .cited`).isVisible(), href);
      assert.equal(await notice(page), '', href);
    }
  }));

  it('a link in a lesson’s own cheat sheet does the same', visit({ hides: true, at: '#tasks' }, async (page) => {
    await ready(page);
    await page.locator('#tasks .cheat a').nth(1).click();
    await eventually(() => marked(page, 'tasks'), [22]);
    await eventually(async () => (await state(page)).hidden, '');
    assert.equal(await note(page).count(), 0);
    await page.locator('#tasks .cheat a').nth(0).click();
    await eventually(() => marked(page, 'tasks'), [17]);
  }));

  it('a link with a moment shows what’s up to it, as playing to it would, and hides the rest', visit({ hides: true, at: '#find-the-bug?t=1' }, async (page) => {
    await ready(page);
    const { hidden, end, t } = await state(page);
    assert.deepEqual([hidden !== '', end, t], [true, null, 1]);
    const linked = await rows(page, 'steps');
    assert.ok(linked.length > 0 && linked.every(([, , when]) => when !== 'to come'), 'of the steps too');
    await goTo(page, '#find-the-bug?t=2');
    await eventually(async () => (await state(page)).hidden, '', 'at the end nothing is left to hide');
  }));

  it('the search finds a question by the words that people type, among the first three', visit(async (page) => {
    await ready(page);
    await page.keyboard.press('/');
    const field = page.getByRole('searchbox', { name: 'Search all lessons' });
    const missed = [];
    for (const [phrase, id] of Object.entries(typed)) {
      await field.fill(phrase);
      await eventually(() => page.locator('#search-said').textContent(), (words) => !/is being loaded/.test(words), 'the texts of all lessons');
      const first = (await page.locator('#search-found a').evaluateAll((links) => links.map((link) => link.getAttribute('href')))).slice(0, 3);
      if (!first.includes(`questions/#${id}`)) missed.push([phrase, id, first]);
    }
    assert.deepEqual(missed, []);
    await field.fill('attached to a different loop');
    await page.keyboard.press('Enter');
    await page.waitForURL(/\/questions\/#different-loop$/);
    assert.ok(await page.locator('#different-loop').isVisible());
  }));

  it('the map shows the reader’s progress, in words too', visit({ at: 'map/', prepare: (page) => page.addInitScript(() => {
    localStorage.setItem('interleave.progress', JSON.stringify({ 'sync-and-async': { read: true, answers: { 1: 'right', 2: 'right' }, solved: true }, tasks: { read: true, answers: {} } }));
  }) }, async (page) => {
    await eventually(() => page.locator('.map-progress').textContent(), (words) => /^2 of 21 lessons read; 2 of \d+ predictions right; 1 of 21 exercises solved\.$/.test(words));
    assert.equal(await page.locator('.map-list > [data-lesson="tasks"] > .progress').textContent(), 'read');
    assert.deepEqual(await page.locator('.map a[data-share]').evaluateAll((nodes) => nodes.slice(0, 5).map(({ dataset }) => dataset.share)), ['all', 'none', 'none', 'some', 'none']);
    assert.equal(await page.locator('.map [data-lesson="sync-and-async"] .number').textContent(), '1 ✓');
    assert.equal(await page.locator('.map-list > li').count(), 21);
    const legend = page.locator('.map-legend li');
    assert.deepEqual(await legend.evaluateAll((items) => items.map(({ dataset, textContent }) => [dataset.share, textContent.split(':')[0]])), [['none', 'not started yet'], ['some', 'begun'], ['all', 'done']]);
    assert.ok(await legend.first().isVisible());
  }));

  it('the cheat sheet prints on one page of A4', visit({ at: 'cheat-sheet/' }, async (page) => {
    const pdf = (await page.pdf({ preferCSSPageSize: true })).toString('latin1');
    assert.equal(pdf.match(/\/Type ?\/Page\b/g).length, 1);
    const [, width, height] = /\/MediaBox ?\[0 0 ([\d.]+) ([\d.]+)\]/.exec(pdf);
    assert.deepEqual([width, height].map((points) => Math.round(Number(points))), [595, 842]);
  }));
});

describe('beside a lesson’s text', () => {
  const { visit } = useChromium();

  it('a term’s box says in which earlier lessons you’ve met it', visit({ ...phone, at: '#queues' }, async (page) => {
    await ready(page);
    await page.locator('#queues .term[href="#term-ready-queue"]').click();
    const met = page.locator('#term-box-met');
    await eventually(() => met.textContent(), (words) => /^Earlier lessons with this: 04 05/.test(words));
    assert.ok(!(await met.textContent()).includes('12'), 'not this one');
    await met.getByRole('link', { name: '04' }).click();
    await eventually(() => page.locator('#tasks .arrived').textContent().catch(() => ''), 'ready queue');
  }));

  it('a block of code can be copied', visit({ at: '#await', permissions: ['clipboard-read', 'clipboard-write'] }, async (page) => {
    await ready(page);
    await page.locator('#await .coded .copy').first().click();
    assert.equal(await page.evaluate(() => navigator.clipboard.readText()), 'for url in urls:\n    await fetch(url)  # each one waits for the one before\n');
  }));
});
