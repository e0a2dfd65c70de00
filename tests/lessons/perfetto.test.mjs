// The runner's --perfetto, for every lesson: the file is one that Perfetto's importer takes whole, and what it says is
// what the trace says.

import assert from 'node:assert/strict';
import test from 'node:test';
import { imported } from '../perfetto.mjs';
import { interleave } from '../runner.mjs';

const lessons = JSON.parse(await interleave(['list', '--json']));
const until = 20;  // seconds of a run that may be endless

const endings = { done: 'done', cancelled: 'cancelled', failed: 'failed' };

for (const { slug } of lessons) {
  test(`lesson ${slug}: Perfetto takes all of its file, and has its tasks, steps, ends, wakings and queues`, async () => {
    const runOf = (how) => interleave(['run', slug, '--until', String(until), how]);
    const { events } = JSON.parse(await runOf('--json'));
    const file = imported(await runOf('--perfetto'));
    assert.deepEqual(file.complaints, []);
    const on = (thread, test = () => true) => file.slices.filter((slice) => slice.thread === thread && test(slice));

    // A thread each: the loop, the tasks in their order, the executors' threads.
    const names = new Map();
    for (const event of events) if (event.kind === 'task_created' || event.kind === 'task_renamed') names.set(event.task, event.name);
    const threads = events.filter(({ kind }) => kind === 'thread_started').map(({ name }) => name);
    assert.deepEqual([...file.threads.values()], ['event loop', ...names.values(), ...threads]);

    // A slice each, on its task's thread, in order: steps and ends, with their exact times.
    for (const task of names.keys()) {
      const of = (kind) => events.filter((event) => event.kind === kind && event.task === task);
      const steps = on(1 + task, ({ name }) => name === 'running');
      assert.deepEqual(steps.map(({ args }) => args.from), of('task_stepped').map(({ t }) => t));
      const ends = on(1 + task, ({ name }) => ['done', 'cancelled', 'failed'].includes(name));
      assert.deepEqual(ends.map(({ name, args }) => [name, args.from]), of('task_ended').map(({ how, t }) => [how, t]));
    }
    const calls = on(1, ({ args }) => args.callback !== undefined);
    assert.deepEqual(calls.map(({ args }) => args.from), events.filter(({ kind }) => kind === 'callback_began').map(({ t }) => t));
    calls.slice(1).forEach((call, i) => assert.ok(call.from >= calls[i].to, 'the loop calls one after the other'));

    // A slice is as early as its exact time, or later by a nanosecond for each event at that instant, at most.
    for (const { name, from, args } of file.slices) {
      const late = from - Math.round(((args.from ?? args.at) - events[0].t) * 1e9);
      assert.ok(late >= 0 && late <= events.length, `${name} is ${late} ns late`);
    }

    // A task's states follow each other without a gap.
    for (const task of names.keys()) {
      const states = on(1 + task, ({ depth, name }) => depth === 0 && !/^(wakes|prints)/.test(name));
      states.slice(1).forEach((state, i) => assert.equal(state.from, states[i].to, `${names.get(task)}: ${state.name}`));
    }

    // What is printed is inside the step that prints it.
    const prints = file.slices.filter(({ name }) => name === 'prints').sort((a, b) => a.from - b.from);
    assert.deepEqual(prints.map(({ thread, args }) => [thread - 1, args.at, args.text]),
      events.filter(({ kind }) => kind === 'printed').map(({ by, t, text }) => [by, t, text]));
    assert.ok(prints.every(({ parent, thread }) => thread === 1 || parent.name === 'running'));

    // Each waking leads to the next step of a task that was ready.
    for (const { from, to } of file.flows) {
      assert.equal(to.name, 'running');
      assert.ok(from.to <= to.from, 'what woke a task comes before its step');
      assert.equal(from.args.cause, to.args.cause);
    }
    const created = events.filter(({ kind, by }) => kind === 'task_created' && by !== 0).map(({ task }) => task);
    const started = created.filter((task) => events.some((event) => event.kind === 'task_stepped' && event.task === task));
    for (const task of started) {
      const first = on(1 + task, ({ name }) => name === 'running')[0];
      assert.ok(first.args.cause === 'created' || first.args.cause === undefined, `${names.get(task)} began since it was ${first.args.cause}`);
    }

    // Counters say how many callbacks are ready and how many items a queue has, after each change.
    const ready = file.counters.get('ready queue callbacks');
    let count = 0;
    const counts = [];
    for (const { kind } of events) {
      if (kind === 'queued') counts.push(++count);
      if (kind === 'callback_began' || kind === 'unqueued') counts.push(--count);
    }
    assert.deepEqual(ready.map(({ value }) => value), counts);
    const queues = events.filter(({ kind, what }) => kind === 'resource_made' && /queue/.test(what));
    const sizes = [...file.counters].filter(([name]) => name.endsWith(' items'));
    assert.equal(sizes.length, queues.length);
    for (const [name, values] of file.counters) {
      values.slice(1).forEach(({ at }, i) => assert.ok(at > values[i].at, `${name} never goes back`));
    }
    const items = sizes.reduce((sum, [, values]) => sum + values.length - 1, 0);
    assert.equal(items, events.filter(({ kind }) => kind === 'item_put' || kind === 'item_got').length);
  });
}

test('a file that breaks a rule is noticed', () => {
  const file = (...events) => JSON.stringify({ traceEvents: [{ ph: 'M', pid: 1, tid: 1, name: 'thread_name', args: { name: 'one' } },
    ...events.map((event) => ({ ph: 'X', pid: 1, tid: 1, name: 'a', ...event }))] });
  const wrong = (...events) => imported(file(...events)).complaints.map((complaint) => complaint.split(':')[0]);
  assert.deepEqual(wrong({ ts: 0, dur: 2 }, { ts: 0, dur: 1 }, { ts: 1, dur: 1 }, { ts: 2, dur: 1 }), []);
  assert.deepEqual(wrong({ ts: 0, dur: 2 }, { ts: 1, dur: 2 }), ['a slice that overlaps ‘a’ and isn\'t inside it']);
  assert.deepEqual(wrong({ ts: 0, dur: 1, bind_id: '0x1', flow_in: true }), ['a flow that ends before it begins']);
  assert.deepEqual(wrong({ ts: 0, dur: 1, bind_id: '0x1', flow_out: true }), ['flow 1 from ‘a’ leads nowhere']);
  assert.deepEqual(wrong({ ts: 0, dur: 1, tid: 2 }), ['a thread without a name']);
});
