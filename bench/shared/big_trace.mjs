// Writes a trace file with that many events and tasks, piece by piece: tasks that sleep, wake, are ready for
// a while and run, all in turn, over 60 seconds, so that all of them have equally much to show.

import { closeSync, openSync, writeSync } from 'node:fs';

export function writeTrace(file, events, tasks) {
  const out = openSync(file, 'w');
  let waiting = [];
  let written = 0;
  const say = (t, kind, fields) => {
    waiting.push(`${written === 0 ? '' : ',\n'}{"t":${t},"kind":"${kind}"${fields}}`);
    ++written;
    if (waiting.length === 10_000) {
      writeSync(out, waiting.join(''));
      waiting = [];
    }
  };
  writeSync(out, `{"interleave":1,"title":"${tasks} tasks","events":[\n`);
  for (let task = 1; task <= tasks; ++task) {
    say(0, 'task_created', `,"task":${task},"name":"worker-${task}","function":"work_${task % 7}","line":3`);
    say(0, 'queued', `,"task":${task},"callback":"step"`);
  }
  const steps = 8;  // events per turn
  const turns = Math.max(1, Math.floor((events - 2 * tasks) / steps));
  let timer = 0;
  const slept = new Map();
  for (let turn = 0; turn < turns; ++turn) {
    const task = turn % tasks + 1;
    const t = (60 * turn / turns).toFixed(6);
    if (slept.has(task)) {
      say(t, 'timer_fired', `,"timer":${slept.get(task)}`);
      say(t, 'queued', `,"task":${task},"callback":"wakeup"`);
    } else {
      say(t, 'clock', '');
      say(t, 'printed', `,"by":0,"text":"worker-${task} starts\\n"`);
    }
    say(t, 'iteration', `,"number":${turn + 1},"callbacks":1`);
    say(t, 'callback_began', `,"task":${task},"callback":"${slept.has(task) ? 'wakeup' : 'step'}"`);
    say(t, 'task_stepped', `,"task":${task}`);
    say(t, 'timer_set', `,"by":${task},"task":${task},"timer":${++timer},"when":${(60 * (turn + tasks) / turns).toFixed(6)},"purpose":"sleep"`);
    say(t, 'task_suspended', `,"by":${task},"task":${task},"waits_for":"sleep","subject":${timer},"function":"work","line":4`);
    say(t, 'callback_ended', '');
    slept.set(task, timer);
  }
  waiting.push(']}\n');
  writeSync(out, waiting.join(''));
  closeSync(out);
  return written;
}
