// A task that nothing keeps: the playground shows that it's gone, and a change at the end of a run counts from its start.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { top, useChromium } from './chromium.mjs';
import { button, enter, toEnd } from './journey.mjs';
import { eventually, state } from './panel.mjs';
import { write } from './writing.mjs';

const vanished = readFileSync(join(top, 'gallery/vanished-task.py'), 'utf8');
const labels = (page) => page.locator('.bench-text .cm-content [contenteditable="false"]').allTextContents();

describe('a task that vanished', () => {
  const { visit } = useChromium();

  it('ends when it’s destroyed, and moving a slider then counts from the start', visit({ at: '#playground' }, async (page) => {
    await enter(page);
    await write(page, vanished);
    await button(page, 'Run').click();
    await toEnd(page);
    const tea = (await state(page)).tasks.find(({ name }) => name === 'tea');
    assert.deepEqual([tea.state, tea.detail, tea.line], ['destroyed', 'destroyed while pending at 2.000 s', 0]);
    await eventually(() => labels(page), []);
    await page.evaluate(() => window.interleave.set('boil_time', '8'));
    await eventually(async () => {
      const { ended, t } = await state(page);
      return `${ended} ${t}`;
    }, 'true 9');
  }));
});
