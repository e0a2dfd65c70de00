// The strip of the values that tasks share: on the canvas and in the text view, in lessons and in one's own programs.

import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { useChromium } from './chromium.mjs';
import { eventually, press, ready, rows, state } from './panel.mjs';
import { write } from './writing.mjs';

const { visit } = useChromium();
const place = (page, name) => page.evaluate((row) => window.interleave.rect(row), name);

/// The x of a moment in a row, as a share of the row's width.
const share = (page, row, time) => page.evaluate(([name, t]) => {
  const [from, to, left, width] = window.interleave.view();
  const [x, , whole] = window.interleave.rect(name);
  return (left + ((t - from) / (to - from)) * width - x) / whole;
}, [row, time]);

describe('the values that tasks share', () => {
  it('are in a strip below the rows, and in a table; a click goes to a change', visit({ at: '#races?hold_time=1.5&customers=3' }, async (page) => {
    await ready(page);
    const [, y] = await place(page, 'shared:account.balance');
    const [, last, , height] = await place(page, 'task:customer-3');
    assert.ok(y >= last + height, 'it is below the last row');
    assert.deepEqual(await rows(page, 'shared'), []);
    await page.evaluate(() => window.interleave.set('t', '4'));
    await eventually(() => rows(page, 'shared'), [
      ['account.balance', '0.000 s', '0', 'Task-1', ''],
      ['account.balance', '2.500 s', '0 → 10', 'customer-1', ''],
    ]);
    await press(page, 'shared:account.balance', await share(page, 'shared:account.balance', 1), 0.5);
    await eventually(() => state(page), ({ t }) => t === 0, 'the moment of the first change');
    await eventually(() => rows(page, 'shared'), [['account.balance', '0.000 s', '0', 'Task-1', '']]);
  }));

  it('are those that a program of one’s own names in a comment', visit({ at: '#playground' }, async (page) => {
    await page.locator('.bench-text .cm-content').waitFor();
    await write(page, `import asyncio

total = 0  # watch: total, results


async def add(results, n):
    global total
    await asyncio.sleep(n)
    total += n
    results.append(n)


async def main():
    results = []
    await asyncio.gather(add(results, 1), add(results, 2))


asyncio.run(main())
`);
    await page.getByRole('button', { name: 'Run', exact: true }).click();
    await eventually(() => state(page), ({ lesson, end }) => lesson === 'playground' && end === 2, 'the run');
    await page.evaluate(() => window.interleave.set('t', '2'));
    await eventually(() => rows(page, 'shared'), [
      ['total', '0.000 s', '0', '', ''],
      ['total', '1.000 s', '0 → 1', 'Task-2', ''], ['total', '2.000 s', '1 → 3', 'Task-3', 'After the step of Task-1 it was still 3: it wrote the same value again, or none.'],
      ['results', '0.000 s', '[]', 'Task-1', ''],
      ['results', '1.000 s', '[] → [1]', 'Task-2', ''], ['results', '2.000 s', '[1] → [1, 2]', 'Task-3', 'After the step of Task-1 it was still [1, 2]: it wrote the same value again, or none.'],
    ]);
    assert.ok(await place(page, 'shared:total'));
    assert.ok(await place(page, 'shared:results'));
  }));
});
