// The editor, and marks on the program. `kind` is one of `severities`.
export const program = 'Program';
export const runsProgram = (key) => `${key}-Enter runs the program.`;
export const leaves = 'Escape, then Tab, leaves the editor.';
export const editing = 'Editing';
export const tools = { indent: 'indent', dedent: 'dedent', undo: 'undo', redo: 'redo', find: 'find' };
export const severities = { error: 'error', warning: 'warning', info: 'info' };
export const markAt = (line, kind, sentence) => `Line ${line}, ${kind}: ${sentence}`;
export const moreMarks = (count) => `And ${count} more.`;
export const lineIs = (line, code) => `Line ${line}: ${code}`;
export const moreValues = (count) => `and ${count} more`;

// The search in the program.
export const find = 'Find';
export const replaceWith = 'Replace with';
export const search = 'Search the program';
export const closeSearch = 'Close the search';
export const next = 'next';
export const previous = 'previous';
export const replace = 'replace';
export const replaceAll = 'replace all';
export const watchInfo = 'The panel shows how a value that your tasks share changes, and in whose step: ‘# watch: seen, account.balance’.';
export const watchDetail = 'shared values';
export const orMore = (count) => `${count} or more`;
export const nth = (selected, all) => `${selected} of ${all}`;
export const foundAll = (all) => `${all} found`;
export const foundNone = 'none found';

// The editor’s keys, in the help.
export const inEditor = 'In the editor of the playground';
export const or = 'or';
export const keys = { run: ['Ctrl Enter'], search: ['Ctrl F'], comment: ['Ctrl /'], indent: ['Tab', 'Shift Tab'], leave: ['Esc, Tab'] };
export const does = {
  run: 'run the program', search: 'search and replace in the program', mistake: 'go to the next mistake',
  comment: 'turn lines into comments, or back into code', indent: 'indent lines more, or less', leave: 'leave the editor',
};
