// The exercise 'put these lines in order'. The lines are numbered as in the program, since Python's messages are too.

import { element, setText } from '../dom.js';
import { createMovable, shuffled } from '../movable.js';
import { numbered } from './lines.js';
import * as say from '#words/exercise.js';

/// The program with these lines between those that are given.
export const programOf = ({ given, rest }, lines) => `${[given, lines, rest].filter(Boolean).join('\n')}\n`;

/// See kinds.js; `judged(program)` runs a program and judges its run.
export function createOrdering(given, { judged, onChange }) {
  const lines = given.solution.split('\n');
  const before = given.given.split('\n').length;
  const said = element('p', { class: 'unseen', role: 'status' });
  const { node, rows, fill } = createMovable({ first: before + 1, onMoved(row, place) {
    setText(said, say.isNowLine(row.dataset.text.trim(), before + 1 + place));
    onChange();
  } });
  const texts = () => rows().map((row) => row.dataset.text);
  const put = (wanted) => {
    fill(wanted);
    for (const row of rows()) indent(row.querySelector('code'));
  };
  node.classList.add('code-lines');
  const mixed = shuffled(lines);
  put(mixed);
  const rest = given.rest && numbered(given.rest, before + lines.length + 1);
  return {
    node: element('div', {}, numbered(given.given, 1), node, ...(rest ? [rest] : []), said),
    focus: () => node.querySelector('button')?.focus(),
    judge: () => judged(programOf(given, texts().join('\n'))),
    solve() {
      const mine = texts();
      put(lines);
      return () => put(mine);
    },
    startOver: () => put(mixed),
  };
}

/// A line that's too long for its row continues further in than it began.
function indent(code) {
  const text = code.textContent.trimStart();
  code.style.setProperty('--indent', code.textContent.length - text.length);
  code.textContent = text;
}
