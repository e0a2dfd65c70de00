// The line under the program: how to run it and how to leave the editor with the keyboard. On touch screens,
// buttons for keys that an on-screen keyboard lacks.

import { indentLess, indentMore, redo, undo } from '@codemirror/commands';
import { openSearchPanel } from '@codemirror/search';
import { EditorView, showPanel } from '@codemirror/view';
import { element } from '../dom.js';

const isMac = /Mac|iPhone|iPad/.test(globalThis.navigator?.platform ?? '');
let count = 0;

const buttons = { indent: indentMore, dedent: indentLess, undo, redo, find: openSearchPanel };

function toolsOf(view) {
  return Object.entries(buttons).map(([textContent, act]) => element('button', {
    type: 'button',
    class: 'tool',
    textContent,
    onmousedown: (event) => event.preventDefault(),  // keeps the on-screen keyboard open
    onclick: () => act(view),
  }));
}

/// The line's panel, which is also the editor's description for screen readers.
export function hinting(canRun) {
  const id = `editor-hint-${++count}`;
  const run = canRun ? [`${isMac ? 'Cmd' : 'Ctrl'}-Enter runs the program. `] : [];
  return [
    EditorView.contentAttributes.of({ 'aria-describedby': id }),
    showPanel.of((view) => ({ dom: element('div', { class: 'cm-hints' },
      element('p', { id }, ...run, 'Escape, then Tab, leaves the editor.'),
      element('div', { class: 'cm-tools', role: 'group', 'aria-label': 'Editing' }, ...toolsOf(view))) })),
  ];
}
