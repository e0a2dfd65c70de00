// Where a stream's bytes are, as the panel and the text view tell it while the playhead moves.

import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { useChromium } from './chromium.mjs';
import { choose, ready, rows, settled } from './panel.mjs';

/// A line that one task writes and another one reads: on its way from 1 to 2 s.
const trace = JSON.stringify({ interleave: 1, title: 'streams', events: [
  { t: 0, kind: 'task_created', by: 0, task: 1, name: 'Task-1', function: 'main', line: 1 },
  { t: 0, kind: 'task_created', by: 0, task: 2, name: 'Task-2', function: 'read', line: 5 },
  { t: 0, kind: 'queued', task: 1, callback: 'step' },
  { t: 0, kind: 'queued', task: 2, callback: 'step' },
  { t: 0, kind: 'iteration', number: 1, callbacks: 2 },
  { t: 0, kind: 'callback_began', task: 1, callback: 'step' },
  { t: 0, kind: 'task_stepped', task: 1 },
  { t: 0, kind: 'resource_made', by: 1, resource: 1, what: 'stream' },
  { t: 0, kind: 'timer_set', by: 1, task: 1, timer: 1, when: 1, purpose: 'sleep' },
  { t: 0, kind: 'task_suspended', by: 1, task: 1, waits_for: 'sleep', subject: 1, function: 'main', line: 2 },
  { t: 0, kind: 'callback_ended' },
  { t: 0, kind: 'callback_began', task: 2, callback: 'step' },
  { t: 0, kind: 'task_stepped', task: 2 },
  { t: 0, kind: 'wait_began', by: 2, task: 2, resource: 1, role: 'reader' },
  { t: 0, kind: 'task_suspended', by: 2, task: 2, waits_for: 'resource', subject: 1, role: 'reader', function: 'read', line: 6 },
  { t: 0, kind: 'callback_ended' },
  { t: 1, kind: 'clock' },
  { t: 1, kind: 'timer_fired', timer: 1 },
  { t: 1, kind: 'queued', task: 1, callback: 'wakeup' },
  { t: 1, kind: 'iteration', number: 2, callbacks: 1 },
  { t: 1, kind: 'callback_began', task: 1, callback: 'wakeup' },
  { t: 1, kind: 'task_stepped', task: 1 },
  { t: 1, kind: 'bytes_written', by: 1, resource: 1, size: 8, text: "b'a line\\n'" },
  { t: 1, kind: 'bytes_sent', by: 1, resource: 1, size: 5, arrives: 2 },
  { t: 1, kind: 'task_ended', by: 1, task: 1, how: 'done' },
  { t: 1, kind: 'callback_ended' },
  { t: 2, kind: 'clock' },
  { t: 2, kind: 'queued', callback: 'callback' },
  { t: 2, kind: 'iteration', number: 3, callbacks: 1 },
  { t: 2, kind: 'callback_began', callback: 'callback' },
  { t: 2, kind: 'bytes_received', resource: 1, size: 5 },
  { t: 2, kind: 'callback_ended' },
  { t: 3, kind: 'clock' },
  { t: 3, kind: 'finished' },
] });

describe('a stream', () => {
  const { visit } = useChromium();

  async function open(page) {
    await ready(page);
    await choose(page, 'streams.json', trace);
    await page.waitForFunction(() => window.interleave.state().lesson === '');
    await page.locator('#canvas').focus();
    await page.keyboard.press('Home');
    await settled(page);
  }

  /// Steps on until that many more callbacks have run, and gives what the stream's row says.
  async function after(page, callbacks) {
    for (let i = 0; i !== 2 * callbacks; ++i) await page.keyboard.press('ArrowRight');
    await settled(page);
    return rows(page, 'resources');
  }

  it('shows which bytes are in flight, wait to be sent, and wait to be read', visit(async (page) => {
    await open(page);
    assert.deepEqual(await after(page, 1), [['stream', 'empty', '']]);
    assert.deepEqual(await after(page, 1), [['stream', '… → Task-2: empty', 'Task-2 to read']]);
    assert.deepEqual(await after(page, 1), [['stream', "Task-1 → Task-2: 5 bytes on the way (2.000 s): b'a line\\n', 3 bytes to send", 'Task-2 to read']]);
    assert.deepEqual(await after(page, 1), [['stream', "Task-1 → Task-2: 5 bytes to read: b'a line\\n', 3 bytes to send", 'Task-2 to read']]);
  }));
});
