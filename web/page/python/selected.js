// The line that a traceback led to: it's selected, and its ground is raised as long as the reader's focus is elsewhere.

import { StateEffect, StateField } from '@codemirror/state';
import { Decoration, EditorView } from '@codemirror/view';

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

/// What selects a line, brings it into view, and reads it out. The focus stays where it is.
export function selecting(state, wanted) {
  const { number, from, to, text } = state.doc.line(Math.min(Math.max(1, wanted), state.doc.lines));
  const start = from + text.search(/\S|$/);
  return {
    selection: { anchor: to, head: start },
    effects: [
      setSelected.of(number),
      EditorView.scrollIntoView(start, { y: 'nearest', yMargin: 44 }),
      EditorView.announce.of(`Line ${number}: ${text.trim()}`),
    ],
  };
}
