// The editor's keys, which the help lists once there's an editor.

import { byId, element } from '../dom.js';

export const editorKeys = [
  { shown: ['Ctrl Enter'], words: 'run the program' },
  { shown: ['Ctrl F'], words: 'search and replace in the program' },
  { shown: ['F8'], words: 'go to the next mistake' },
  { shown: ['Ctrl /'], words: 'make lines comments, or program again' },
  { shown: ['Tab', 'Shift Tab'], words: 'indent lines more, or less' },
  { shown: ['Esc, Tab'], words: 'leave the editor' },
];

/// Adds them to the help's table.
export function listEditorKeys() {
  byId('page-help-keys').after(element('tbody', { id: 'page-help-editor' },
    element('tr', {}, element('th', { colSpan: 2, scope: 'rowgroup', textContent: 'In the editor of the playground' })),
    ...editorKeys.map(({ shown, words }) => element('tr', {},
      element('td', {}, ...shown.flatMap((key, i) => [...(i ? [' or '] : []), element('kbd', { textContent: key })])),
      element('td', { textContent: words })))));
}
