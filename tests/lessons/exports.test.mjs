// The runner's --timeline and --json, for every lesson: what they say is what the records say.

import assert from 'node:assert/strict';
import test from 'node:test';
import { interleave } from '../runner.mjs';

const lessons = JSON.parse(await interleave(['list', '--json']));
const until = 20;  // seconds of a run that may be endless

for (const { slug } of lessons) {
  const runOf = (how) => interleave(['run', slug, '--until', String(until), how]);

  test(`lesson ${slug}: its trace as JSON has the same prints, creations and ends as the records`, async () => {
    const trace = JSON.parse(await runOf('--json'));
    const names = new Map();
    const records = [];
    let unfinished = '';
    for (const event of trace.events) {
      const name = (id) => names.get(id)?.replace(/\s/g, '_') ?? '-';
      const t = `t=${event.t.toFixed(6)}`;
      if (event.kind === 'task_created' || event.kind === 'task_renamed') names.set(event.task, event.name);
      if (event.kind === 'task_created') records.push(`${t} create ${name(event.task)}`);
      if (event.kind === 'task_stepped') records.push(`${t} step ${name(event.task)}`);
      if (event.kind === 'task_cancel') records.push(`${t} cancel ${name(event.task)}`);
      if (event.kind === 'task_ended') {
        records.push(`${t} ${event.how} ${name(event.task)}${event.how === 'failed' ? ` ${event.exception}` : ''}`);
      }
      if (event.kind === 'uncaught') records.push(`${t} task=- ${event.type}${event.message ? `: ${event.message}` : ''}`);
      if (event.kind === 'deadlock') records.push(`${t} task=- deadlock: no task can run`);
      if (event.kind === 'printed') {
        const lines = (unfinished + event.text).split('\n');
        unfinished = lines.pop();
        records.push(...lines.map((line) => `${t} task=${name(event.by)}${line ? ` ${line}` : ''}`));
      }
    }
    const expected = (await runOf('--switches')).trimEnd().split('\n');
    assert.deepEqual(records.slice(0, expected.length).map((line) => line.trimEnd()), expected.map((line) => line.trimEnd()));
  });

  test(`lesson ${slug}: its timeline is readable in 100 columns, with a row for each task`, async () => {
    const lines = (await runOf('--timeline')).trimEnd().split('\n');
    const trace = JSON.parse(await runOf('--json'));
    assert.ok(lines.every((line) => line.length <= 100), lines.join('\n'));
    assert.equal(lines.length - 2, trace.events.filter(({ kind }) => kind === 'task_created').length);
    assert.match(lines[0], /^ +0(\.0+)? s/);
    const zero = lines[0].search(/\S/);  // where the names end: the axis begins with its label of 0 s
    const marks = lines.slice(1, -1).map((line) => line.slice(zero));
    for (const row of marks) assert.match(row, /^ *[#o][#o~/*x!]*$/, `${row}: every task was ready or ran before all else`);
  });
}
