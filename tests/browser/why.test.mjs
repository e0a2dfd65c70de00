// Why a task went on: the sentence and the arrow of a segment that's clicked, in the panel and in the text view.

import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { hasNoViolation } from './axe.mjs';
import { inEachBrowser } from './browser.mjs';
import { useChromium } from './chromium.mjs';
import { eventually, phone, press, ready, rows, spot, state } from './panel.mjs';

/// The x of a moment in a row, as a share of the row's width.
const share = (page, row, time) => page.evaluate(([name, t]) => {
  const [from, to, left, width] = window.interleave.view();
  const [x, , whole] = window.interleave.rect(name);
  return (left + ((t - from) / (to - from)) * width - x) / whole;
}, [row, time]);

const why = async (page) => (await state(page)).why;
const drawn = (page, name) => page.evaluate((control) => window.interleave.rect(control), name);

async function ask(page, row, time) {
  await press(page, row, await share(page, row, time), 0.5);
}

inEachBrowser('why a task went on', ({ visit, skip, can }) => {
  it('a click on a step says who put the item, and draws the arrow from there; a second click ends it', skip, visit({ at: '#queues?t=6' }, async (page) => {
    await ready(page);
    assert.equal(await why(page), null);
    await ask(page, 'task:user-1', 1.537);
    await eventually(() => why(page), 'user-1: Resumed at 1.537 s: maker-1 put I into the queue.');
    const [, top, , height] = await eventually(() => drawn(page, 'arrow'), Boolean, 'the arrow');
    const [, from, , row] = await drawn(page, 'task:maker-1');
    const [, to] = await drawn(page, 'task:user-1');
    assert.deepEqual([top - from, height], [row / 2, to - from], 'from the middle of one row to the middle of the other');
    assert.ok(await drawn(page, 'why'), 'the sentence is below the rows');
    assert.match(await page.locator('#text-view-summary').textContent(), /Asked: user-1: Resumed at 1\.537 s: maker-1 put I into the queue\.$/);
    if (can.axe) await hasNoViolation(page, 'with the sentence');
    await ask(page, 'task:user-1', 1.537);
    await eventually(() => why(page), null);
  }));

  it('a wait for several tasks says which of them aren’t done, with an arrow to each', skip, visit({ at: '#waiting?how=gather&t=1.5' }, async (page) => {
    await ready(page);
    await ask(page, 'task:Task-1', 1.2);
    await eventually(() => why(page), 'Task-1: Waiting for gather() from 0.000 s to 3.000 s (3.000 s). It waits for 3 tasks: '
      + 'Task-3 is done, Task-2 and Task-4 aren\'t. It will resume at 3.000 s: Task-2, the last of them, will end.');
    const [left, , , height] = await eventually(() => drawn(page, 'awaited'), Boolean, 'the arrows');
    const [, from] = await drawn(page, 'task:Task-1');
    const [, to] = await drawn(page, 'task:Task-4');
    const [begin, end, x, width] = await page.evaluate(() => window.interleave.view());
    assert.deepEqual([Math.round(left), height], [Math.round(x + ((1.5 - begin) / (end - begin)) * width), to - from], 'at the playhead, down to the last');
    assert.deepEqual((await rows(page, 'tasks')).map(([task, coroutine]) => [task, coroutine]).slice(0, 1), [['Task-1', 'main → gather(Task-2, Task-4)']]);
    await page.evaluate(() => window.interleave.set('t', '2.5'));
    await eventually(() => why(page), 'Task-1: Waiting for gather() from 0.000 s to 3.000 s (3.000 s). It waits for 3 tasks: '
      + 'Task-3 and Task-4 are done, Task-2 isn\'t. It will resume at 3.000 s: Task-2, the last of them, will end.');
  }));

  it('what is to come is told in the future, and a cancellation says who asked for it', skip, visit({ at: '#cancellation?t=3' }, async (page) => {
    await ready(page);
    await ask(page, 'task:Task-2', 3.5);
    await eventually(() => why(page), 'Task-2: It will resume at 3.500 s with CancelledError: Task-1 will cancel it.');
    await page.evaluate(() => window.interleave.set('t', '4'));
    await eventually(() => why(page), 'Task-2: Resumed at 3.500 s with CancelledError: Task-1 cancelled it.');
  }));

  it('the text view says it of each stretch that is over, and continues across tasks', skip, visit({ at: '#cancellation?t=4' }, async (page) => {
    await ready(page);
    const segments = await rows(page, 'segments');
    const details = segments.filter(([task]) => task === 'Task-2').map((cells) => cells.at(-1));
    assert.ok(details.includes('Sleeping from 2.000 s to 3.000 s (1.000 s). Resumed at 3.000 s: its sleep was over.'), details.join('\n'));
    assert.deepEqual((await rows(page, 'tasks')).map(([task, coroutine]) => [task, coroutine]),
      [['Task-1', 'main → gather() → Task-2: watch'], ['Task-2', 'watch']]);
  }));
});

describe('why a task went on', () => {
  const { visit } = useChromium();

  it('on a phone a tap asks', visit({ ...phone, at: '#cancellation?t=4' }, async (page) => {
    await ready(page);
    const at = await spot(page, 'task:Task-1', await share(page, 'task:Task-1', 4), 0.5);
    await page.touchscreen.tap(at.x, at.y);
    await eventually(() => why(page), 'Task-1: Waiting for gather() from 3.500 s to 4.500 s (1.000 s). It waits for Task-2. It will resume at 4.500 s: Task-2 will be cancelled.');
  }));
});
