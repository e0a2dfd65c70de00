/*!
CodeMirror 6, Lezer, style-mod, w3c-keyname and crelt are
Copyright (C) 2016-2024 by Marijn Haverbeke <marijn@haverbeke.berlin> and others

Permission is hereby granted, free of charge, to any person obtaining a copy
of this software and associated documentation files (the "Software"), to deal
in the Software without restriction, including without limitation the rights
to use, copy, modify, merge, publish, distribute, sublicense, and/or sell
copies of the Software, and to permit persons to whom the Software is
furnished to do so, subject to the following conditions:

The above copyright notice and this permission notice shall be included in
all copies or substantial portions of the Software.

THE SOFTWARE IS PROVIDED "AS IS", WITHOUT WARRANTY OF ANY KIND, EXPRESS OR
IMPLIED, INCLUDING BUT NOT LIMITED TO THE WARRANTIES OF MERCHANTABILITY,
FITNESS FOR A PARTICULAR PURPOSE AND NONINFRINGEMENT. IN NO EVENT SHALL THE
AUTHORS OR COPYRIGHT HOLDERS BE LIABLE FOR ANY CLAIM, DAMAGES OR OTHER
LIABILITY, WHETHER IN AN ACTION OF CONTRACT, TORT OR OTHERWISE, ARISING FROM,
OUT OF OR IN CONNECTION WITH THE SOFTWARE OR THE USE OR OTHER DEALINGS IN
THE SOFTWARE.
*/
// The editor for a learner's program. It's a separate bundle, fetched when it's first needed, and built on
// CodeMirror; Interleave's additions are in the files next to this one.

import { closeBrackets, closeBracketsKeymap } from '@codemirror/autocomplete';
import {
  history, historyKeymap, indentLess, indentMore, indentWithTab, isolateHistory, moveLineDown, moveLineUp,
  standardKeymap, toggleComment, toggleTabFocusMode,
} from '@codemirror/commands';
import { bracketMatching, indentOnInput, indentUnit } from '@codemirror/language';
import { Compartment, EditorState, Transaction } from '@codemirror/state';
import {
  Decoration, EditorView, MatchDecorator, ViewPlugin, highlightActiveLine, highlightActiveLineGutter,
  highlightSpecialChars, keymap, tooltips,
} from '@codemirror/view';
import { colouring } from './colours.js';
import { completing } from './completing.js';
import { currentEffect, currentLines, roomIn } from './current.js';
import { hinting } from './hints.js';
import { fitting, limiting } from './limit.js';
import { markEffects, marking } from './marks.js';
import { names } from './names.js';
import { overwriting } from './overwriting.js';
import { searching } from './searching.js';
import { selectedLine, selecting } from './selected.js';
import { theme } from './theme.js';
import { python } from './tokens.js';
import { showingVariables } from './variables.js';
import * as say from '#words/editor.js';

const leaving = 10_000;  // milliseconds after Escape in which Tab leaves the editor, unless you press another key first
const set = 'set';       // setText's user event

/// Makes an editor in `parent`. Options: `text`; `label`, the editor's name for screen readers;
/// `onChange(text)`, called when the reader has changed the program; `onRun()`, called on Ctrl-Enter;
/// `complete`, the suggestions while typing, [{ name, says, kind }] as in names.js; `onRefused(sentence)`,
/// called if typed or pasted text would make the program too long; `margins()`, how many pixels of the window
/// are covered, `{ top, bottom }`; `variables()`, the variables of suspended tasks, as in variables.js. Here
/// and in setText, a text that is too long throws an Error.
export function makeEditor(parent, options = {}) {
  const { text = '', label = say.program, onChange, onRun, complete = names, onRefused, margins, variables = () => [] } = options;
  const writing = new Compartment();
  const view = new EditorView({
    parent,
    state: EditorState.create({
      doc: fitting(text),
      extensions: [
        EditorView.contentAttributes.of({ 'aria-label': label, tabindex: '0' }),
        EditorView.updateListener.of(({ docChanged, state, transactions }) => {
          const isReaders = transactions.some((one) => one.docChanged && !one.isUserEvent(set));
          if (docChanged && isReaders) onChange?.(state.doc.toString());
        }),
        limiting(onRefused),
        writing.of(writable(true)),
        EditorView.scrollMargins.of(() => margins?.() ?? null),
        basics,
        completing(complete),
        marking,
        currentLines,
        selectedLine,
        showingVariables(variables),
        hinting(!!onRun),
        keymap.of(ownKeys(onRun)),  // after the keys of the parts above
        theme,
      ],
    }),
  });
  const change = (spec) => view.dispatch(spec);

  return {
    text: () => view.state.doc.toString(),
    /// Replaces the program in one step for undo, and removes the old program's marks and tasks.
    setText(next) {
      const insert = fitting(next);
      const wanted = view.state.toText(insert);
      const clear = [...markEffects(view.state, []), currentEffect([])];
      if (wanted.eq(view.state.doc)) return change({ effects: clear });
      return change({
        changes: { from: 0, to: view.state.doc.length, insert: wanted },
        selection: { anchor: 0 },
        effects: clear,
        scrollIntoView: true,
        annotations: [isolateHistory.of('full'), Transaction.userEvent.of(set)],
      });
    },
    /// Replaces all marks with these, [{ line, column, endLine, endColumn, message, severity }]. Lines and
    /// columns count from 1, as in Python's SyntaxError; severity is 'error', 'warning' or 'info'.
    setMarks: (marks) => change({ effects: markEffects(view.state, marks) }),
    clearMarks: () => change({ effects: markEffects(view.state, []) }),
    /// The lines at which tasks wait, [{ line, color, label }], with `state` if it isn't 'waiting'.
    setCurrent: (current) => change({ effects: currentEffect(current, roomIn(view)) }),
    reveal(line) {
      const { from } = view.state.doc.line(Math.min(Math.max(1, line), view.state.doc.lines));
      change({ effects: EditorView.scrollIntoView(from, { y: 'nearest', yMargin: 44 }) });
    },
    /// Selects a line and scrolls it into view, without moving the focus.
    select(line) {
      change(selecting(view.state, line));
      requestAnimationFrame(() => view.dom.querySelector('.cm-led-to')?.scrollIntoView({ block: 'nearest', inline: 'nearest' }));
    },
    focus: () => view.focus(),
    setReadOnly: (isReadOnly) => change({ effects: writing.reconfigure(writable(!isReadOnly)) }),
    destroy: () => view.destroy(),
  };
}

/// If nothing can be typed, hides the on-screen keyboard; the caret stays, for selecting and scrolling.
function writable(can) {
  return can ? [] : [EditorState.readOnly.of(true), EditorView.contentAttributes.of({ inputmode: 'none' })];
}

/// The visible part of the window, without the on-screen keyboard and a small margin.
function tooltipSpace({ win: { visualViewport: { height, offsetLeft, offsetTop, width } } }) {
  return { left: offsetLeft + 8, right: offsetLeft + width - 8, top: offsetTop + 8, bottom: offsetTop + height - 8 };
}

const tabs = new MatchDecorator({ regexp: /\t/g, decoration: Decoration.mark({ class: 'cm-tab-sign' }) });

const basics = [
  python,
  colouring,
  indentUnit.of('    '),
  indentOnInput(),
  bracketMatching(),
  closeBrackets(),
  overwriting,
  history(),
  searching,
  highlightActiveLine(),
  highlightActiveLineGutter(),
  highlightSpecialChars(),
  tooltips({ tooltipSpace }),
  // The page handles dropped files.
  EditorView.domEventHandlers({ drop: ({ dataTransfer }) => dataTransfer.types.includes('Files') }),
  ViewPlugin.fromClass(class {
    constructor(view) {
      this.decorations = tabs.createDeco(view);
    }

    update(update) {
      this.decorations = tabs.updateDeco(update, this.decorations);
    }
  }, { decorations: ({ decorations }) => decorations }),
];

/// Escape, then Tab, leaves the editor: this is the first half. Ctrl-M gives Tab to the browser until it's
/// pressed again.
function leave(view) {
  view.setTabFocusMode(leaving);
  return true;
}

function ownKeys(onRun) {
  const run = () => {
    onRun?.();
    return true;
  };
  return [
    { key: 'Mod-Enter', run },
    { key: 'Ctrl-Enter', run },
    { key: 'Mod-/', run: toggleComment },
    { key: 'Mod-[', run: indentLess },
    { key: 'Mod-]', run: indentMore },
    { key: 'Alt-ArrowUp', run: moveLineUp },
    { key: 'Alt-ArrowDown', run: moveLineDown },
    { key: 'Ctrl-m', mac: 'Shift-Alt-m', run: toggleTabFocusMode },
    ...closeBracketsKeymap,
    ...historyKeymap,
    indentWithTab,
    ...standardKeymap,
    { key: 'Escape', run: leave },
  ];
}
