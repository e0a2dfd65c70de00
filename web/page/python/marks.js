// Marks on the program: what is wrong, and at which characters. A mark is a wave under the text and a sign
// next to the line number. Its sentence shows when the caret moves into it, when the sign is pressed, on F8
// and under the mouse, so hovering is never necessary; screen readers announce it at once.

import { RangeSet, StateEffect, StateField } from '@codemirror/state';
import {
  Decoration, EditorView, GutterMarker, gutterLineClass, hoverTooltip, keymap, lineNumbers, showTooltip,
} from '@codemirror/view';
import { element } from '../dom.js';
import * as say from '#words/editor.js';

const severities = ['error', 'warning', 'info'];  // the most severe first
const mostRead = 3;  // marks that are announced

const setMarks = StateEffect.define();
const hide = StateEffect.define();

class Sign extends GutterMarker {
  constructor(severity) {
    super();
    this.elementClass = `cm-sign cm-sign-${severity}`;
  }

  eq(other) {
    return other.elementClass === this.elementClass;
  }
}

const nothing = { waves: Decoration.none, signs: RangeSet.empty, shown: null, said: '' };

const field = StateField.define({
  create: () => nothing,
  update(value, transaction) {
    let { waves, signs, shown } = value;
    const { said } = value;
    if (transaction.docChanged) {
      waves = waves.map(transaction.changes);
      signs = signs.map(transaction.changes);
      shown = null;
    } else if (transaction.selection && transaction.isUserEvent('select')) {
      shown = marksAt(waves, transaction.newSelection.main.head);
    }
    for (const effect of transaction.effects) {
      if (effect.is(setMarks)) return { ...draw(transaction.newDoc, effect.value.marks), said: effect.value.said };
      if (effect.is(hide)) shown = null;
    }
    const isSame = waves === value.waves && signs === value.signs && shown === value.shown;
    return isSame ? value : { waves, signs, shown, said };
  },
  provide: (self) => [
    EditorView.decorations.from(self, ({ waves }) => waves),
    gutterLineClass.from(self, ({ signs }) => signs),
    showTooltip.from(self, ({ shown }) => shown && tooltip(shown)),
  ],
});

/// The marks at a position, [{ from, to, severity, message }], or null.
function marksAt(waves, position) {
  const found = [];
  waves.between(position, position, (from, to, { spec }) => { found.push({ from, to, ...spec.mark }); });
  return found.length ? found : null;
}

function tooltip(marks) {
  const sentences = marks.map(({ severity, message }) =>
    element('p', { class: `cm-sentence-${severity}`, textContent: message }));
  return {
    pos: Math.min(...marks.map(({ from }) => from)),
    end: Math.max(...marks.map(({ to }) => to)),
    create: () => ({ dom: element('div', { class: 'cm-sentences', role: 'tooltip' }, ...sentences) }),
  };
}

function draw(doc, marks) {
  const waves = [];
  const gravest = new Map();  // a line's start -> severity
  for (const mark of marks) {
    const severity = severities.includes(mark.severity) ? mark.severity : 'error';
    const { from, to } = rangeOf(doc, mark);
    if (from < to) {
      const wave = Decoration.mark({ class: `cm-wave cm-wave-${severity}`, mark: { severity, message: mark.message } });
      waves.push(wave.range(from, to));
    }
    const line = doc.lineAt(from).from;
    const isGraver = severities.indexOf(severity) < severities.indexOf(gravest.get(line));
    if (!gravest.has(line) || isGraver) gravest.set(line, severity);
  }
  const signs = [...gravest].map(([at, severity]) => new Sign(severity).range(at));
  return { waves: Decoration.set(waves, true), signs: RangeSet.of(signs, true), shown: null };
}

/// The characters of a mark, at least one if its line has any. Lines count from 1, and columns from 1 in
/// characters, as in Python's SyntaxError; the end is the first character after the mark. Positions outside
/// the program move to the nearest place inside.
function rangeOf(doc, { line, column = 1, endLine = line, endColumn }) {
  const from = positionOf(doc, line, column);
  const { from: start, to: end, text } = doc.lineAt(from);
  const to = endColumn > 0 ? positionOf(doc, endLine || line, endColumn) : end;
  if (to > from) return { from, to };
  if (from < end) return { from, to: from + String.fromCodePoint(text.codePointAt(from - start)).length };
  return { from: Math.max(start, from - 1), to: from };
}

function positionOf(doc, line, column) {
  const { from, text } = doc.line(Math.min(Math.max(1, line), doc.lines));
  return from + [...text].slice(0, Math.max(0, column - 1)).join('').length;
}

/// Goes to the first mark after the caret, or the first of all; with `line`, to the first one in that line.
function goToMark(view, line) {
  const { waves } = view.state.field(field);
  const { head } = view.state.selection.main;
  const all = [];
  waves.between(0, view.state.doc.length, (from, to, { spec }) => { all.push({ from, ...spec.mark }); });
  const mark = line ? all.find(({ from }) => from >= line.from && from <= line.to)
    : all.find(({ from }) => from > head) ?? all[0];
  if (!mark) return false;
  view.focus();  // first, or the browser restores the caret's old place
  view.dispatch({
    selection: { anchor: mark.from },
    scrollIntoView: true,
    userEvent: 'select',
    effects: EditorView.announce.of(sentence(view.state.doc, mark)),
  });
  return true;
}

function sentence(doc, { from, severity, message }) {
  return say.markAt(doc.lineAt(from).number, say.severities[severity], message);
}

export const marking = [
  field,
  hoverTooltip((view, position) => {
    const { waves, shown } = view.state.field(field);
    const found = marksAt(waves, position);
    return found && !shown ? tooltip(found) : null;
  }),
  lineNumbers({ domEventHandlers: { click: (view, line) => goToMark(view, line) } }),
  EditorView.focusChangeEffect.of((_state, focusing) => (focusing ? null : hide.of(null))),
  keymap.of([
    { key: 'F8', run: (view) => goToMark(view) },
    { key: 'Escape', run(view) {
      if (view.state.field(field).shown) view.dispatch({ effects: hide.of(null) });
      return false;  // Escape is also the first half of leaving the editor
    } },
  ]),
];

/// The effects that replace all marks with these and announce them, unless the same ones were just announced.
export function markEffects(state, marks) {
  const sorted = [...marks].sort((a, b) => a.line - b.line || (a.column ?? 1) - (b.column ?? 1));
  const read = sorted.slice(0, mostRead).map((mark) => sentence(state.doc, {
    ...mark, severity: mark.severity ?? 'error', from: rangeOf(state.doc, mark).from }));
  const more = sorted.length - read.length;
  if (more > 0) read.push(say.moreMarks(more));
  const said = read.join(' ');
  const isNews = said && said !== state.field(field).said;
  return [setMarks.of({ marks: sorted, said }), ...(isNews ? [EditorView.announce.of(said)] : [])];
}
