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
// The editor of a learner's program: a bundle of its own, fetched when it's first asked for. It stands on CodeMirror;
// what Interleave adds is in the files beside this one.

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

const leaving = 10_000;  // milliseconds after Escape in which Tab leaves the editor, unless another key comes first
const set = 'set';       // the user event of setText

/// Makes an editor in `parent`. Options: `text`; `label`, the editor's name for screen readers; `onChange(text)`,
/// called when the reader has changed the program; `onRun()`, called on Ctrl-Enter; `complete`, what is offered while
/// one types, [{ name, says, kind }] as in names.js; `onRefused(sentence)`, called when what was typed or pasted would
/// make the program too long; `margins()`, how many pixels of the window are covered, `{ top, bottom }`; `variables()`,
/// what the tasks that have paused have, as in variables.js. A text that is too long is refused with an Error here and
/// in setText.
export function makeEditor(parent, options = {}) {
  const { text = '', label = 'Program', onChange, onRun, complete = names, onRefused, margins, variables = () => [] } = options;
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
        keymap.of(ownKeys(onRun)),  // after those of the parts above
        theme,
      ],
    }),
  });
  const change = (spec) => view.dispatch(spec);

  return {
    text: () => view.state.doc.toString(),
    /// Another program in the place of this one: one step for undo. Marks and tasks go with the old one.
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
    /// Marks, [{ line, column, endLine, endColumn, message, severity }], in the place of all others. Lines and columns
    /// count from 1, as Python's SyntaxError has them; severity is 'error', 'warning' or 'info'.
    setMarks: (marks) => change({ effects: markEffects(view.state, marks) }),
    clearMarks: () => change({ effects: markEffects(view.state, []) }),
    /// The lines at which tasks wait, [{ line, color, label }], `state` if it's another than 'waiting'.
    setCurrent: (current) => change({ effects: currentEffect(current, roomIn(view)) }),
    reveal(line) {
      const { from } = view.state.doc.line(Math.min(Math.max(1, line), view.state.doc.lines));
      change({ effects: EditorView.scrollIntoView(from, { y: 'nearest', yMargin: 44 }) });
    },
    /// Selects a line and brings it into view; the focus stays where it is.
    select(line) {
      change(selecting(view.state, line));
      requestAnimationFrame(() => view.dom.querySelector('.cm-led-to')?.scrollIntoView({ block: 'nearest', inline: 'nearest' }));
    },
    focus: () => view.focus(),
    setReadOnly: (isReadOnly) => change({ effects: writing.reconfigure(writable(!isReadOnly)) }),
    destroy: () => view.destroy(),
  };
}

/// Without the keyboard on the screen, if nothing can be typed; the caret stays, to select and to scroll with.
function writable(can) {
  return can ? [] : [EditorState.readOnly.of(true), EditorView.contentAttributes.of({ inputmode: 'none' })];
}

/// What shows of the window, without the keyboard on the screen, and not quite to its edges.
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
  // A file that is dropped is left to the page.
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

/// The first half of Escape, Tab; Ctrl-M leaves Tab to the browser until it's pressed again.
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
