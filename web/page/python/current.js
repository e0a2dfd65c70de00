// Marks lines at which tasks wait with a raised background, and adds the tasks' labels, as in the listings.

import { RangeSet, StateEffect, StateField } from '@codemirror/state';
import { Decoration, EditorView, GutterMarker, WidgetType, gutterLineClass } from '@codemirror/view';
import { labelsOf } from '../listing.js';

const setCurrent = StateEffect.define();

class Labels extends WidgetType {
  constructor(tasks, text, room) {
    super();
    Object.assign(this, { tasks, text, room });
  }

  eq(other) {
    return other.text === this.text && other.room === this.room && JSON.stringify(other.tasks) === JSON.stringify(this.tasks);
  }

  toDOM() {
    return labelsOf(this.tasks, this.text, this.room);
  }
}

const raised = new class extends GutterMarker { elementClass = 'stands'; }();
const nothing = { lines: Decoration.none, numbers: RangeSet.empty };

const field = StateField.define({
  create: () => nothing,
  update({ lines, numbers }, { changes, docChanged, effects, newDoc }) {
    const set = effects.find((effect) => effect.is(setCurrent));
    if (set) return draw(newDoc, set.value.current, set.value.room);
    return docChanged ? { lines: lines.map(changes), numbers: numbers.map(changes) } : { lines, numbers };
  },
  compare: (a, b) => a.lines === b.lines && a.numbers === b.numbers,
  provide: (self) => [
    EditorView.decorations.from(self, ({ lines }) => lines),
    gutterLineClass.from(self, ({ numbers }) => numbers),
  ],
});

function draw(doc, current, room) {
  const byLine = new Map();
  for (const { line, color, label, state = 'waiting' } of current) {
    if (!(line >= 1 && line <= doc.lines)) continue;
    byLine.set(line, [...(byLine.get(line) ?? []), { name: label, color, state }]);
  }
  const lines = [];
  const numbers = [];
  for (const [number, tasks] of byLine) {
    const { from, to, text } = doc.line(number);
    lines.push(Decoration.line({ class: 'stands' }).range(from));
    lines.push(Decoration.widget({ widget: new Labels(tasks, text, room), side: 1 }).range(to));
    numbers.push(raised.range(from));
  }
  return { lines: Decoration.set(lines, true), numbers: RangeSet.of(numbers, true) };
}

export const currentLines = field;

/// The effect that shows these tasks, [{ line, color, label, state }], instead of all earlier ones; `room`
/// characters of a line are visible.
export function currentEffect(current, room = Infinity) {
  return setCurrent.of({ current, room });
}

/// How many characters of a line the editor shows.
export function roomIn({ scrollDOM, contentDOM, defaultCharacterWidth }) {
  return Math.floor((scrollDOM.clientWidth - contentDOM.offsetLeft) / defaultCharacterWidth) - 2;  // minus padding
}
