// What the editor suggests while you type: asyncio's names, each with a line of explanation, modules after
// `import`, the program's own names, and in a comment ‘watch:’. Enter accepts the selected one, unless it's already typed: then
// Enter starts a new line, as everywhere else.

import {
  acceptCompletion, autocompletion, closeCompletion, completionKeymap, completionStatus, selectedCompletion,
} from '@codemirror/autocomplete';
import { syntaxTree } from '@codemirror/language';
import { Prec } from '@codemirror/state';
import { keymap } from '@codemirror/view';
import { python } from './tokens.js';
import * as say from '#words/editor.js';

const word = /^\w*$/;
const member = /(?:^|[^\w.])asyncio\.(\w*)$/;
const imported = /^\s*from\s+asyncio\s+import\s+(?:[\w\s,(]*[\s,(])?(\w*)$/;
const moduleName = /^\s*(?:from\s+|import\s+(?:[\w.]+(?:\s+as\s+\w+)?\s*,\s*)*)(\w*)$/;
const watching = /(#\s*)(w|wa|wat|watc|watch)$/;
const naming = /(?:^|\W)(?:def|class|import|as|for|lambda)\s+$/;
const shortest = 2;  // letters to type before the list of the program's own names opens
const prose = new Set(['string', 'comment']);

/// `entries` are [{ name, says, kind }]: those of kind 'module' are modules, all others belong to asyncio.
export function completing(entries) {
  const options = (isModule) => entries.filter(({ kind }) => (kind === 'module') === isModule)
    .map(({ name, says, kind }) => ({ label: name, info: says, detail: isModule ? undefined : kind }));
  const modules = options(true);
  const members = options(false);

  /// The names that fit after the text before the caret, or null.
  function known(context) {
    const { text, from } = context.state.doc.lineAt(context.pos);
    const before = text.slice(0, context.pos - from);
    for (const [pattern, found] of [[member, members], [imported, members], [moduleName, modules]]) {
      const typed = pattern.exec(before)?.[1];
      const quiet = pattern === member ? false : typed === '' && !context.explicit;
      if (typed !== undefined && !quiet) return { from: context.pos - typed.length, options: found, validFor: word };
    }
    return null;
  }

  return [
    python.data.of({ autocomplete: (context) => (isCode(context) ? known(context) : null) }),
    python.data.of({ autocomplete: own }),
    python.data.of({ autocomplete: watch }),
    autocompletion({ icons: false, filterStrict: true, defaultKeymap: false }),
    Prec.highest(keymap.of([
      ...completionKeymap.filter(({ key }) => key !== 'Enter' && key !== 'Escape'),
      { key: 'Enter', run: take },
      { key: 'Escape', run: close },
      { key: 'Tab', run: acceptCompletion },
    ])),
  ];
}

function isCode({ state, pos }) {
  return !prose.has(syntaxTree(state).resolveInner(pos, -1).name);
}

/// In a comment, what makes the panel show a value that tasks share.
function watch(context) {
  const typed = context.matchBefore(watching);
  if (!typed || isCode(context)) return null;
  return { from: context.pos - watching.exec(typed.text)[2].length, options: [{ label: 'watch: ', info: say.watchInfo, detail: say.watchDetail }] };
}

/// The program's own names, if one of them continues the typed text.
function own(context) {
  const { state, pos } = context;
  const typed = context.matchBefore(/\w*/).text;
  const line = state.doc.lineAt(pos);
  const before = line.text.slice(0, pos - line.from - typed.length);
  if (/^\d/.test(typed) || /\.\s*$/.test(before) || naming.test(before) || !isCode(context)) return null;
  if (typed.length < shortest && !context.explicit) return null;
  const found = new Set();
  syntaxTree(state).iterate({
    enter({ name, from, to }) {
      const isName = name === 'name' || name === 'title';
      if (isName && to - from >= shortest && to !== pos) found.add(state.sliceDoc(from, to));
    },
  });
  return offer({ from: pos - typed.length, all: [...found] }, typed);
}

/// Suggests nothing if the only possible name is already typed.
function offer({ from, all }, typed) {
  const options = all.filter((name) => name.startsWith(typed)).map((label) => ({ label }));
  if (!options.some(({ label }) => label !== typed)) return null;
  const update = (result, _from, to, { state }) => {
    const now = state.sliceDoc(from, to);
    return word.test(now) ? offer(result, now) : null;
  };
  return { from, options, all, update };
}

/// Closes the list, or keeps it from opening; in the second case Escape also begins leaving the editor.
function close(view) {
  const isOpen = completionStatus(view.state) === 'active';
  closeCompletion(view);
  return isOpen;
}

function take(view) {
  const chosen = selectedCompletion(view.state);
  const { head } = view.state.selection.main;
  if (chosen && view.state.sliceDoc(head - chosen.label.length, head) === chosen.label) {
    closeCompletion(view);
    return false;
  }
  return acceptCompletion(view);
}
