// Each file in tests/trace/files breaks one rule of the format, and the runner says which.

import assert from 'node:assert/strict';
import { execFile, execFileSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import test from 'node:test';
import { fileURLToPath } from 'node:url';

const top = resolve(fileURLToPath(new URL('../..', import.meta.url)));
const runner = join(top, 'build/node/interleave.mjs');
const files = join(top, 'tests/trace/files');

const sentences = {
  'by-unknown': 'Event 1 (printed at 0 s): \'by\' names task 1, which was not created.',
  'callback-before-iteration': 'Event 3 (callback_began at 0 s): no iteration has begun.',
  'callback-ended-within-step': 'Event 6 (callback_ended at 0 s): task 1 still runs.',
  'callback-ended-without-one': 'Event 2 (callback_ended at 0 s): no callback runs.',
  'callback-not-first': 'Event 6 (callback_began at 0 s): this callback is not the first of the ready queue.',
  'callback-not-queued': 'Event 3 (callback_began at 0 s): the ready queue is empty.',
  'callback-within-callback': 'Event 7 (callback_began at 0 s): another callback still runs.',
  'callback-within-step': 'Event 5 (callback_began at 0 s): task 1 runs.',
  'cancel-ended-task': 'Event 4 (task_cancel at 0 s): task 1 has ended.',
  'clock-unknown': '\'clock\' must be \'virtual\' or \'real\'.',
  'colon-missing': 'Byte 15: a colon is expected, not \'1\'.',
  'comma-missing': 'Byte 17: a comma or \'}\' is expected, not \'"\'.',
  'comma-too-many': 'Byte 44: a value is expected, not \']\'.',
  'condition-without-lock': 'Event 1 (resource_made at 0 s): there is no resource 1 that could be its lock.',
  'empty': 'The file is empty; a trace is a JSON object.',
  'end-not-running': 'Event 2 (task_ended at 0 s): no task runs.',
  'end-queued-task': 'Event 4 (task_ended at 0 s): task 1 is in the ready queue.',
  'ends-before-events': 'The file ends too early, before its first event.',
  'ends-early': 'The file ends too early, at event 2.',
  'escape-not-hexadecimal': 'Byte 30: a hexadecimal digit is expected, not \'g\'.',
  'escape-unknown': 'Byte 27: one of "\\/bfnrtu after a backslash is expected, not \'x\'.',
  'event-not-object': 'Event 2: it must be an object.',
  'events-missing': 'The file has no \'events\'.',
  'events-not-list': '\'events\' must be a list.',
  'events-twice': 'The file has \'events\' twice.',
  'held-until-before': 'Event 2 (held at 3 s): \'until\' is before the event.',
  'held-until-too-far': 'Event 1 (held at 0 s): \'until\' is too far from 0.',
  'item-got-not-in': 'Event 3 (item_got at 0 s): item 2 is not in the queue.',
  'item-moved-beyond-end': 'Event 4 (item_moved at 0 s): place 2 is beyond the end of the queue.',
  'item-moved-not-in': 'Event 2 (item_moved at 0 s): item 1 is not in the queue.',
  'item-not-in-queue-kind': 'Event 2 (item_put at 0 s): resource 1 is no queue.',
  'item-put-beyond-end': 'Event 3 (item_put at 0 s): place 2 is beyond the end of the queue.',
  'item-put-twice': 'Event 3 (item_put at 0 s): item 1 is in the queue already.',
  'iteration-within-callback': 'Event 5 (iteration at 0 s): a callback still runs.',
  'key-not-quoted': 'Byte 2: a key in double quotes is expected, not \'i\'.',
  'kind-missing': 'Event 1: it has no \'kind\'.',
  'kind-not-text': 'Event 1: it has no \'kind\'.',
  'line-too-large': 'Event 1: \'line\' must be a whole number from 0 to 4294967295.',
  'more-after-end': 'Byte 30: the end of the text is expected, not \'{\'.',
  'name-not-text': 'Event 2: \'callback\' must be one of \'step\', \'wakeup\', \'timer\', \'done_callback\', \'callback\', \'internal\'.',
  'name-unknown': 'Event 2: \'how\' must be one of \'done\', \'cancelled\', \'failed\'.',
  'nan': 'Byte 32: a value is expected, not \'N\'.',
  'nests-too-deep': 'Byte 84: brackets nest deeper than 64.',
  'not-json': 'Byte 1: \'interleave\' is no value. A trace is a JSON object.',
  'not-object': 'The file is no trace: a trace is a JSON object.',
  'number-negative': 'Event 1: \'by\' must be a whole number from 0 to 4294967295.',
  'number-not-json': 'Byte 15: \'01\' is no number.',
  'number-not-number': 'Event 1: \'t\' must be a number that a double can hold.',
  'number-not-whole': 'Event 1: \'task\' must be a whole number from 0 to 4294967295.',
  'number-too-large': 'Event 1: \'task\' must be a whole number from 0 to 4294967295.',
  'number-too-long': 'Byte 21: a number is longer than 400 bytes.',
  'place-not-whole': 'Event 2: \'place\' must be a whole number from 0.',
  'queued-ended-task': 'Event 4 (queued at 0 s): task 1 has ended.',
  'queued-number-of-timer': 'Event 2 (queued at 0 s): a timer or call with the number 4 is waiting already.',
  'queued-number-twice': 'Event 2 (queued at 0 s): a timer or call with the number 4 is waiting already.',
  'queued-twice': 'Event 3 (queued at 0 s): task 1 is in the ready queue already.',
  'queued-unknown-task': 'Event 1 (queued at 0 s): task 3 was not created.',
  'queued-without-task': 'Event 1 (queued at 0 s): a step or wakeup is a task\'s.',
  'rename-unknown-task': 'Event 1 (task_renamed at 0 s): task 1 was not created.',
  'resource-dropped': 'Event 3 (resource_held at 0 s): resource 1 is gone.',
  'resource-limit-negative': 'Event 1 (resource_made at 0 s): \'limit\' must be from 0 to 2147483648.',
  'resource-out-of-order': 'Event 1 (resource_made at 0 s): the next resource has the number 1, not 2.',
  'resource-unknown': 'Event 1 (resource_value at 0 s): resource 1 was not made.',
  'resource-value-too-large': 'Event 2 (resource_value at 0 s): \'value\' must be from 0 to 2147483648.',
  'step-ended-task': 'Event 4 (task_stepped at 0 s): task 1 has ended.',
  'step-running-task': 'Event 3 (task_stepped at 0 s): task 1 runs already.',
  'suspend-not-running': 'Event 2 (task_suspended at 0 s): no task runs.',
  'suspend-outer-task': 'Event 5 (task_suspended at 0 s): task 2 runs, not task 1.',
  'task-created-twice': 'Event 2 (task_created at 0 s): the next task has the number 2, not 1.',
  'task-out-of-order': 'Event 2 (task_created at 0 s): the next task has the number 2, not 3.',
  'task-unknown': 'Event 2 (task_stepped at 0 s): task 2 was not created.',
  'text-not-text': 'Event 1: \'text\' must be a text.',
  'text-with-newline': 'Byte 27: a text\'s end or an escape is expected, not byte 0x0a.',
  'threshold-negative': '\'hold_threshold\' must be a number of seconds from 0.',
  'time-falls': 'Event 2 (clock at 1 s): its time is before that of the event before, 2 s.',
  'time-infinite': 'Event 1: \'t\' must be a number that a double can hold.',
  'time-too-far': 'Event 1 (clock at 1e+300 s): its time is too far from 0.',
  'timer-cancelled-not-set': 'Event 3 (timer_cancelled at 1 s): timer 1 is not set.',
  'timer-due-too-far': 'Event 1 (timer_set at 0 s): \'when\' is too far from 0.',
  'timer-fired-not-set': 'Event 1 (timer_fired at 0 s): timer 1 is not set.',
  'timer-number-of-call': 'Event 2 (timer_set at 0 s): a timer or call with the number 1 is waiting already.',
  'timer-set-twice': 'Event 2 (timer_set at 0 s): a timer or call with the number 1 is waiting already.',
  'timer-without-number': 'Event 1 (timer_set at 0 s): timers are numbered from 1.',
  'title-not-text': '\'title\' must be a text.',
  'unqueued-not-queued': 'Event 3 (unqueued at 0 s): no such callback is in the ready queue.',
  'version-missing': 'The file is no trace: it has no \'interleave\', the version of the format.',
  'version-newer': 'The file has version 2 of the format; version 1 is the newest that is read here.',
  'version-not-whole': '\'interleave\' must be the version of the format, a whole number from 1.',
  'wait-ended-not-begun': 'Event 4 (wait_ended at 0 s): no such wait has begun.',
  'wait-unknown-task': 'Event 2 (wait_began at 0 s): task 1 was not created.',
  'waits-for-dropped-resource': 'Event 5 (task_suspended at 0 s): it waits for resource 1, which is gone.',
  'waits-for-something-numbered': 'Event 3 (task_suspended at 0 s): nothing with a number is waited for.',
  'waits-for-unknown-resource': 'Event 3 (task_suspended at 0 s): it waits for resource 1, which was not made.',
  'waits-for-unknown-task': 'Event 3 (task_suspended at 0 s): it waits for task 2, which was not created.',
  'waits-for-unset-timer': 'Event 3 (task_suspended at 0 s): it waits for timer 2, which is not set.',
  'word-unknown': 'Byte 26: \'nil\' is no value.',
};

function show(name) {
  return new Promise((done) => {
    execFile(process.execPath, [runner, 'show', join(files, `${name}.json`)], (error, stdout, stderr) => {
      done({ code: error?.code ?? 0, stdout, stderr });
    });
  });
}

test('every file has its sentence, and every sentence its file', () => {
  const there = readdirSync(files).map((name) => name.replace(/\.json$/, ''));
  assert.deepEqual(there.sort(), Object.keys(sentences).sort());
});

test('a file that breaks a rule is refused with the sentence that says so, and exit code 2', async () => {
  for (const [name, sentence] of Object.entries(sentences)) {
    assert.deepEqual(await show(name), { code: 2, stdout: '', stderr: `${sentence}\n` }, name);
  }
});

test('docs/trace-format.md has the tables of the schema', () => {
  const tables = execFileSync(process.execPath, [runner, 'format'], { encoding: 'utf8' });
  const text = readFileSync(join(top, 'docs/trace-format.md'), 'utf8');
  assert.ok(text.includes(tables), 'node build/node/interleave.mjs format prints what the document is to have');
});

test('the example in docs/trace-format.md is a whole file', () => {
  const text = readFileSync(join(top, 'docs/trace-format.md'), 'utf8');
  const [, example] = /```json\n(\{"interleave"[\s\S]*?)```/.exec(text);
  const shown = execFileSync(process.execPath, [runner, 'show', '-', '--switches'], { input: example, encoding: 'utf8' });
  const [, records] = /```text\n(t=[\s\S]*?)```/.exec(text);
  assert.equal(shown, records);
});
