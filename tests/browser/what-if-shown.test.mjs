// What a what-if shows: its moment, its effect and its task; what a link has changed; and what there's nothing to do to.

import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { useChromium } from './chromium.mjs';
import { button, enter, pythonReady, toEnd } from './journey.mjs';
import { eventually, notice, phone, ready, rows, settled, spot, state } from './panel.mjs';
import { box, dinner, inBox, open } from './what-if-box.mjs';
import { write as paste } from './writing.mjs';

const chosen = (page) => box(page).getByLabel('Task').evaluate((list) => list.selectedOptions[0].textContent);

/// Two philosophers who hang, unless the second comes later.
const stuck = dinner('gap', '\ngap = 0.0  # 0..4 s\n');

/// A task's row, in pixels from the top of the stage, and the stage's height.
const rowOf = (page, task) => page.evaluate((name) => {
  const rect = window.interleave.rect(`task:${name}`);
  return rect && { top: rect[1], bottom: rect[1] + rect[3], height: document.getElementById('panel-stage').clientHeight };
}, task);

const inSight = (row) => row && row.top >= 0 && row.bottom <= row.height;

describe('what a what-if shows', () => {
  const { visit } = useChromium();

  it('the playhead goes to where the effect shows, a sentence says why the task resumes, and the address restores both', visit({ at: '#tasks?t=0.5' }, async (page) => {
    await ready(page);
    await open(page);
    await box(page).getByLabel('Task').selectOption({ index: 1 });
    await inBox(page, 'Cancel it here').click();
    await eventually(async () => (await state(page)).half, 'A what-if here: Task-2 is cancelled.');
    const shown = await state(page);
    assert.deepEqual(shown.ready.map(({ label }) => label), ['Task-2 wakes']);
    assert.match(shown.why, /^Task-2: Sleeping .* Ready since 0\.500 s with CancelledError: a what-if cancelled it; it's next in the ready queue\.$/);
    const link = await eventually(() => page.url(), (url) => /what-if=cancel-2-at-0\.5&.*step=1.*view\.why=2@/.test(url), 'the address');
    await page.goto('about:blank');
    await page.goto(link);
    await ready(page);
    const again = await state(page);
    assert.deepEqual([again.position, again.half, again.why, again.ready], [shown.position, shown.half, shown.why, shown.ready]);
  }));

  it('a row that’s selected and a stretch that’s asked about are in the address', visit({ at: '#tasks?t=3' }, async (page) => {
    await ready(page);
    await page.mouse.click(...Object.values(await spot(page, 'task:Task-3', 0.02)));
    await page.mouse.click(...Object.values(await spot(page, 'task:Task-3', 0.4)));
    const link = await eventually(() => page.url(), (url) => /view\.task=3&view\.why=3@\d+/.test(url), 'the address');
    const { why } = await state(page);
    assert.match(why, /^Task-3: Sleeping/);
    await page.goto('about:blank');
    await page.goto(link);
    await ready(page);
    assert.equal((await state(page)).why, why);
    await page.keyboard.press('w');
    await box(page).waitFor();
  }));

  it('it’s for the selected row at first', visit({ at: '#tasks?t=0.5&view.task=3' }, async (page) => {
    await ready(page);
    await open(page);
    assert.match(await chosen(page), /^Task-3/);
  }));

  it('on a phone, the row that it acts on stays in sight', visit({ at: '#tasks?t=0.5', ...phone }, async (page) => {
    await ready(page);
    await page.getByRole('button', { name: 'what if', exact: true }).tap();
    await box(page).waitFor();
    await box(page).getByLabel('Task').selectOption({ index: 2 });
    await eventually(() => rowOf(page, 'Task-3'), inSight, 'the row of Task-3 in sight');
    await inBox(page, 'Cancel it here').tap();
    await eventually(async () => (await state(page)).half, 'A what-if here: Task-3 is cancelled.');
    await eventually(() => rowOf(page, 'Task-3'), inSight, 'the row of Task-3 in sight');
  }));

  it('a link says what it changes, with a way to the lesson’s own run', visit({ at: '#tasks?delay_2=1&what-if=cancel-3-at-0.5&t=0.5' }, async (page) => {
    await ready(page);
    const line = page.locator('#link-changes');
    await line.waitFor();
    assert.equal(await line.textContent(), 'This link changes 2 things: Task-3 is cancelled at 0.5 s; delay 2 = 1.0 s · back to the lesson’s own run');
    await line.getByRole('link').click();
    await eventually(async () => (await state(page)).what_if.text, '');
    assert.equal(await line.count(), 0);
    assert.equal((await state(page)).parameters.find(({ name }) => name === 'delay_2').value, 3);
  }));

  it('a link that changes only what’s in sight says nothing', visit({ at: '#tasks?t=0.5&speed=2&view.at=0,2' }, async (page) => {
    await ready(page);
    await settled(page);
    assert.equal(await page.locator('#link-changes').count(), 0);
  }));

  it('a playground without a run has nothing to ask ‘what if’ about or to export, and says why', visit({ at: '#playground' }, async (page) => {
    await enter(page);
    for (const name of ['what if', 'export']) {
      const link = page.getByRole('button', { name, exact: true });
      await eventually(() => link.isDisabled(), true);
      assert.equal(await link.getAttribute('title'), 'Run your program first: the panel has none yet.');
    }
    await page.locator('#playground--title').click();
    await page.keyboard.press('w');
    await eventually(() => notice(page), 'Run your program first: the panel has none yet.');
    assert.ok(await box(page).isHidden());
  }));

  it('a program that was stuck isn’t said to be once another setting mends it, although the stuck run is pinned beside it', visit({ at: '#playground' }, async (page) => {
    await enter(page);
    await paste(page, stuck);
    await pythonReady(page);
    await button(page, 'Run').click();
    const says = () => page.locator('.bench-says').textContent();
    await eventually(says, 'Stuck: nothing can ever run again, and main hasn’t finished.');
    await page.evaluate(() => { for (const [name, text] of [['pin', 'true'], ['gap', '3']]) window.interleave.set(name, text); });
    await toEnd(page);
    await eventually(async () => (await rows(page, 'output')).map(([, , line]) => line), ['everyone has eaten']);
    await eventually(says, '');
    assert.deepEqual(await rows(page, 'beside'), []);
  }));

  it('a search that finds no failure offers to look for another last line of output', visit({ at: '#races' }, async (page) => {
    await ready(page);
    await open(page);
    await box(page).getByText('Find what breaks it').click();
    await inBox(page, 'Search').click();
    await inBox(page, 'Look for another last line of output').click();
    await eventually(() => box(page).locator('details [role=status]').textContent(), (text) => /The last line is ‘balance at the end: \d+’.*It takes one change:$/.test(text), 'another last line');
    assert.ok(await inBox(page, 'Show it beside this run').isVisible());
    assert.ok((await rows(page, 'tasks')).length > 0);
  }));
});
