// The line under the program: how to run it and how to leave the editor with the keyboard. On touch screens,
// buttons for keys that an on-screen keyboard lacks.

import { indentLess, indentMore, redo, undo } from '@codemirror/commands';
import { openSearchPanel } from '@codemirror/search';
import { EditorView, showPanel } from '@codemirror/view';
import { element } from '../dom.js';
import * as say from '#words/editor.js';

const isMac = /Mac|iPhone|iPad/.test(globalThis.navigator?.platform ?? '');
let count = 0;

const buttons = { indent: indentMore, dedent: indentLess, undo, redo, find: openSearchPanel };

function toolsOf(view) {
  return Object.entries(buttons).map(([name, act]) => element('button', {
    type: 'button',
    class: 'tool',
    textContent: say.tools[name],
    onmousedown: (event) => event.preventDefault(),  // keeps the on-screen keyboard open
    onclick: () => act(view),
  }));
}

/// The line's panel, which is also the editor's description for screen readers.
export function hinting(canRun) {
  const id = `editor-hint-${++count}`;
  const run = canRun ? [`${say.runsProgram(isMac ? 'Cmd' : 'Ctrl')} `] : [];
  return [
    EditorView.contentAttributes.of({ 'aria-describedby': id }),
    showPanel.of((view) => ({ dom: element('div', { class: 'cm-hints' },
      element('p', { id }, ...run, say.leaves),
      element('div', { class: 'cm-tools', role: 'group', 'aria-label': say.editing }, ...toolsOf(view))) })),
  ];
}
