// A lesson’s listing: its buttons, tooltips, and the labels of tasks.
export const clickNumber = 'Click the number: run until a task pauses here';
export const isAtLine = (task, state) => `${task} is ${state} at this line.`;
export const edit = 'Edit';
export const editTip = 'Open this program in the playground';
export const download = 'Download';
export const downloadTip = 'Keep this program as a .py file, which CPython runs';
export const copy = 'Copy';
export const copyTip = 'Copy this program';
export const languages = 'Language of the program';
export const compare = 'Compare with CPython';
export const compareTip = 'Run this program in CPython, here in the page, and compare every event';

// What folds away: '… 6 lines that don’t run here'. `which` is one of those below it.
export const folded = (lines, which) => `… ${lines} lines ${which}`;
export const notRunning = 'that don’t run here';
export const ofHelper = (name) => `of ${name}()`;
export const ofHead = 'of imports and settings';

// One label for many tasks. With `atLeast`, there are more than could be counted.
export const areAtLine = (tasks, atLeast) => `${atLeast ? `At least ${tasks}` : tasks} tasks are at this line.`;
