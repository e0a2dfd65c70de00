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
