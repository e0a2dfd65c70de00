// The editor's keys, which the help lists once there's an editor.

import { byId, element } from '../dom.js';
import * as say from '#words/editor.js';

export const editorKeys = [
  { shown: say.keys.run, words: say.does.run },
  { shown: say.keys.search, words: say.does.search },
  { shown: ['F8'], words: say.does.mistake },
  { shown: say.keys.comment, words: say.does.comment },
  { shown: say.keys.indent, words: say.does.indent },
  { shown: say.keys.leave, words: say.does.leave },
];

/// Adds them to the help's table.
export function listEditorKeys() {
  byId('page-help-keys').after(element('tbody', { id: 'page-help-editor' },
    element('tr', {}, element('th', { colSpan: 2, scope: 'rowgroup', textContent: say.inEditor })),
    ...editorKeys.map(({ shown, words }) => element('tr', {},
      element('td', {}, ...shown.flatMap((key, i) => [...(i ? [` ${say.or} `] : []), element('kbd', { textContent: key })])),
      element('td', { textContent: words })))));
}
