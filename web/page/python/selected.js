// The line that a traceback linked to: it's selected, and has a raised background while the focus is
// elsewhere.

import { StateEffect, StateField } from '@codemirror/state';
import { Decoration, EditorView } from '@codemirror/view';
import * as say from '#words/editor.js';

const setSelected = StateEffect.define();
const raised = Decoration.line({ class: 'cm-led-to' });

export const selectedLine = StateField.define({
  create: () => Decoration.none,
  update(value, { changes, docChanged, effects, newDoc, selection }) {
    const set = effects.find((effect) => effect.is(setSelected));
    if (set) return Decoration.set(raised.range(newDoc.line(set.value).from));
    if (docChanged) return value.map(changes);
    return selection ? Decoration.none : value;
  },
  provide: (self) => EditorView.decorations.from(self),
});

/// Selects a line, scrolls it into view, and announces it. The focus doesn't move.
export function selecting(state, wanted) {
  const { number, from, to, text } = state.doc.line(Math.min(Math.max(1, wanted), state.doc.lines));
  const start = from + text.search(/\S|$/);
  return {
    selection: { anchor: to, head: start },
    effects: [
      setSelected.of(number),
      EditorView.scrollIntoView(start, { y: 'nearest', yMargin: 44 }),
      EditorView.announce.of(say.lineIs(number, text.trim())),
    ],
  };
}
