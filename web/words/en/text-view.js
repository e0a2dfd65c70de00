// The tables of the text view. `empty` is there while a table has no rows.
export const tables = {
  tasks: { title: 'Tasks', columns: ['task', 'coroutine', 'state', 'detail'], empty: 'No task has been made yet.' },
  variables: { title: 'Variables', columns: ['task', 'coroutine', 'variables'], empty: 'No task has any variables.' },
  shared: { title: 'Shared values', columns: ['value', 'time', 'change', 'in a step of', 'then'], empty: 'There is none now.' },
  ready: { title: 'Ready queue', columns: ['place', 'what runs'], empty: 'Nothing is ready.' },
  steps: { title: 'This instant', columns: ['step', 'what runs', 'when'], empty: 'Nothing has run yet.' },
  timers: { title: 'Timers', columns: ['timer', 'due at', 'time left'], empty: 'No timer is set.' },
  outside: { title: 'I/O', columns: ['task', 'waits for', 'for so long'] },
  threads: { title: 'Threads', columns: ['thread', 'state', 'detail'], empty: 'There is none now.' },
  jobs: { title: 'Jobs in threads', columns: ['thread', 'function', 'for', 'from', 'to', 'slept', 'raised'], empty: 'No thread has begun a job.' },
  resources: { title: 'Queues and locks', columns: ['what', 'state', 'waiting'], empty: 'There is none now.' },
  output: { title: 'Output', columns: ['time', 'task', 'line'], empty: 'Nothing has been printed yet.' },
  warnings: { title: 'Warnings', columns: ['time', 'what happened'], empty: 'There is none.' },
  reports: { title: 'Reports', columns: ['time', 'what Python would say'], empty: 'There is none.' },
  beside: { title: 'The other run', columns: ['time', 'task', 'line'], empty: 'It prints nothing.' },
  differences: { title: 'What differs from the pinned run', columns: ['task', 'difference'], empty: 'Nothing differs.' },
  segments: { title: 'Timeline', columns: ['task', 'state', 'from', 'to', 'detail'], empty: 'Nothing has happened yet.' },
};
export const same = (settings, outcome) => `The same with ${settings}: ${outcome}, to its end`;
export const toItsEnd = (run) => `${run[0].toUpperCase()}${run.slice(1)}, to its end`;
export const times = (warning, count) => `${warning} (${count} times)`;
export const more = (count) => `and ${count} more`;
export const closed = 'Press T to open its tables: tasks, ready queue, timers, output and more.';

// The summary: the parts of its first sentence are joined by commas.
export const seconds = (number) => `${number} s`;
export const at = (title, time) => `${title}: t = ${time}`;
export const ended = 'the run has ended';
export const endsAt = (time) => `the run ends at ${time}`;
export const playing = 'playing';
export const paused = 'paused';
export const speed = (factor) => `speed ${factor}`;
export const seed = (number) => `seed ${number}`;
export const instant = (words) => `The instant: ${words}.`;
export const running = (task) => `Running: ${task}.`;
export const noneRunning = 'No task is running.';
export const hidden = (sentence) => `${sentence}.`;
export const held = (time) => `The loop is held until ${time}.`;
export const asked = (answer) => `Asked: ${answer}`;
