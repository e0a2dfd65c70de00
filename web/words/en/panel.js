// The panel’s own size, and the divider between it and the text.
export const docks = { bar: 'transport bar only', half: 'half height', full: 'full height' };
export const dockHeight = (height) => `Make the panel larger or smaller: ${height}`;
export const pixels = (count) => `${count} pixels`;

// The box with the rows that the panel shows.
export const rowOrders = { made: 'in order of creation', end: 'first to end first', activity: 'busiest first' };
export const states = {
  ready: 'ready', running: 'running', sleeping: 'sleeping', waiting: 'waiting', done: 'done', cancelled: 'cancelled', failed: 'failed',
  destroyed: 'destroyed',
};
export const nameContains = 'Name contains';
export const order = 'Order';
export const foldRows = 'one row for all tasks of a function';
export const tasksNow = 'Tasks that are now';
export const allRows = 'All rows';
export const close = 'Close';
export const rowCount = (rows, filtered) => `${rows} ${rows === 1 ? 'row' : 'rows'}${filtered ? `, ${filtered} ${filtered === 1 ? 'task is' : 'tasks are'} filtered out` : ''}.`;

// The link to the list of warnings, and the list’s name.
export const warnings = 'Warnings';
export const warningCount = (count) => (count === 1 ? '1 warning' : `${count} warnings`);

// What a step did, as a screen reader hears it: parts, each of which becomes a sentence.
export const stepBack = 'Back';
export const clock = (time) => `t = ${time}`;
export const seconds = (number) => `${number} s`;
export const runs = (task) => `${task} runs`;
export const isNow = (task, state) => `${task} is ${state}`;
export const manyChanged = (count) => `${count} tasks have changed`;
export const manyPrinted = (count) => `The program prints ${count} lines`;
export const prints = (task, line) => `${task} prints: ${line}`;

// Buttons that the drawn panel has and the plain controls don’t.
export const otherButtons = 'Other buttons of the picture';

// While questions about the run are unanswered: how many, of how many.
export const futureHidden = (open, all) => `The future is hidden until ${open > 1 ? (open === 2 ? 'both answers are right' : `${open} answers are right`) : `your ${all > 1 ? 'other ' : ''}answer is right`}`;

// Under the timeline on paper.
export const runAt = (time) => `The run at ${time}.`;
