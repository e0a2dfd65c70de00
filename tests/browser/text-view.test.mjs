// The text view: closed it costs nothing while a run plays, open it says what the panel shows.

import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { useChromium } from './chromium.mjs';
import { eventually, goTo, ready, rows, shownRows, state } from './panel.mjs';

const names = ['tasks', 'ready', 'timers', 'resources', 'output', 'reports', 'segments'];
const summary = (page) => page.evaluate(() => document.getElementById('text-view-summary').textContent);
const time = (page) => summary(page).then((text) => Number(/t = ([\d.]+) s/.exec(text)[1]));

/// From now on, counts the changes to the tables.
const watchTables = (page) => page.evaluate(() => {
  window.changes = 0;
  const observer = new MutationObserver((list) => { window.changes += list.length; });
  for (const table of document.querySelectorAll('[data-table]')) {
    observer.observe(table, { subtree: true, childList: true, characterData: true, attributes: true });
  }
});
const changes = (page) => page.evaluate(() => window.changes);

async function agrees(page) {
  for (const name of names) assert.deepEqual(await shownRows(page, name), await rows(page, name), name);
}

describe('the text view', () => {
  const { visit } = useChromium();

  it('while closed, doesn’t touch its tables, whether the run plays or is paused; the summary is announced', visit({ at: '#queues?speed=4' }, async (page) => {
    await ready(page);
    await watchTables(page);
    await page.keyboard.press('Space');
    const begun = await eventually(() => time(page), (t) => t > 0, 'the summary telling the time');
    await eventually(() => time(page), (t) => t > begun + 2, 'the summary going on');
    await page.keyboard.press('Space');
    await eventually(() => summary(page), (text) => text.includes('paused'), 'the summary telling of the pause');
    await page.keyboard.press('ArrowRight');
    await page.keyboard.press('End');
    await eventually(() => summary(page), (text) => text.includes('the run has ended') || text.includes('t = 6'), 'the summary telling of the end');
    assert.equal(await changes(page), 0);
  }));

  it('is filled as soon as it’s opened, and follows the run', visit({ at: '#queues?speed=2&t=1.6' }, async (page) => {
    await ready(page);
    await page.keyboard.press('t');
    assert.ok((await shownRows(page, 'tasks')).length > 3, 'without a frame in between');
    await agrees(page);
    await page.keyboard.press('ArrowRight');
    await eventually(async () => JSON.stringify(await shownRows(page, 'segments')), JSON.stringify(await rows(page, 'segments')));
    const before = (await shownRows(page, 'output')).length;
    await page.keyboard.press('Space');
    await eventually(() => shownRows(page, 'output'), (list) => list.length > before + 2, 'the output going on');
    await page.keyboard.press('Space');
    await eventually(() => state(page), ({ playing }) => !playing);
    await agrees(page);
    await page.keyboard.press('t');
    await watchTables(page);
    await page.keyboard.press('End');
    assert.equal(await changes(page), 0, 'closed again, it is left alone again');
    await page.locator('#text-view-open').click();
    await agrees(page);
  }));

  it('is filled when it gets the focus, and also when another lesson is opened', visit(async (page) => {
    await ready(page);
    assert.equal(await page.locator('[data-table=tasks]').isVisible(), false);
    await page.locator('#text-view').focus();
    assert.deepEqual((await shownRows(page, 'tasks')).map(([name]) => name), ['Task-1']);
    await goTo(page, '#queues?t=2');
    await eventually(async () => (await state(page)).lesson, 'queues');
    await page.keyboard.press('t');
    await agrees(page);
    assert.equal(await page.locator('[data-table=resources]').isVisible(), true);
    assert.equal(await page.locator('[data-table=beside]').isVisible(), false);
  }));

  it('while closed, tells screen-reader users how to open it', visit(async (page) => {
    await ready(page);
    const says = () => page.locator('#text-view').ariaSnapshot();
    assert.match(await says(), /Press T to open its tables/);
    await page.keyboard.press('t');
    assert.doesNotMatch(await says(), /Press T to open its tables/);
    assert.match(await says(), /table "Tasks"/);
  }));
});
