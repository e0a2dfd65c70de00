// The prediction 'put these lines in order'. Rows below the boundary are predicted never to be printed.

import { element, setText } from './dom.js';
import { createMovable, shuffled } from './movable.js';
import * as say from '#words/prediction.js';

export function createOrder(box, outcome, onChange) {
  const pool = box.dataset.lines ? JSON.parse(box.dataset.lines) : null;
  const said = element('p', { class: 'unseen', role: 'status' });
  const boundary = element('li', { class: 'boundary', textContent: say.never });
  const { node: list, rows, fill } = createMovable({ last: boundary, onMoved: changed });
  let texts = [];

  const lineOf = (row) => row.dataset.text;

  /// Rebuilds the rows if the set of lines has changed.
  function update() {
    const wanted = pool ?? outcome().output.map(({ text }) => text);
    if (JSON.stringify(wanted) === JSON.stringify(texts)) return;
    texts = wanted;
    fill(shuffled(texts));
  }

  function changed(row, place) {
    onChange();
    const never = place > rows().indexOf(boundary);
    setText(said, never ? say.isNever(lineOf(row)) : say.isNumber(lineOf(row), place + 1));
  }

  /// The lines in question that the run prints, and after how many callbacks. The run may print others too.
  function asked(output, printedAfter) {
    const left = [...texts];
    const kept = output.map(({ text }, i) => ({ text, after: printedAfter[i] })).filter(({ text }) => {
      const at = left.indexOf(text);
      if (at >= 0) left.splice(at, 1);
      return at >= 0;
    });
    return { real: kept.map(({ text }) => text), after: kept.map(({ after }) => after) };
  }

  return {
    node: element('div', {}, list, said),
    update,
    clear: () => rows().forEach((row) => setMark(row, '')),
    check({ output, printed_after: printedAfter }) {
      const { real, after } = asked(output, printedAfter);
      const limit = rows().indexOf(boundary);
      const answer = rows().slice(0, limit).map(lineOf);
      const verdicts = rows().map((row, i) => {
        if (row === boundary) return true;
        const good = i < limit ? real[i] === lineOf(row) : !isPrinted(lineOf(row), answer, real);
        setMark(row, good ? 'right' : 'wrong');
        return good;
      });
      const right = verdicts.every(Boolean);
      const wrong = verdicts.filter((good) => !good).length;
      if (right) return { right, sentence: say.rightOrder, at: after.length ? { after: after.at(-1) } : { t: 0 } };
      const first = real.findIndex((text, i) => text !== answer[i]);  // -1 if the only mistake is an extra line
      return {
        right,
        sentence: say.wrongOrder(wrong, mistake(answer, real)),
        at: first < 0 ? { t: output.at(-1)?.t ?? 0 } : { after: after[first] },
      };
    },
  };
}

/// The first line of an answer that's out of place, and whether it's `never` printed, or else later. Null if the answer only
/// lacks lines.
function mistake(answer, real) {
  const at = answer.findIndex((text, i) => text !== real[i]);
  if (at < 0) return null;
  const text = answer[at];
  return { text, never: !isPrinted(text, answer.slice(0, at), real) };
}

/// Whether the run prints `text` more often than the answer contains it so far.
function isPrinted(text, answer, real) {
  const count = (list) => list.filter((line) => line === text).length;
  return count(real) > count(answer);
}

function setMark(row, verdict) {
  const mark = row.querySelector('.mark');
  if (!mark) return;
  row.classList.toggle('is-right', verdict === 'right');
  row.classList.toggle('is-wrong', verdict === 'wrong');
  setText(mark, say.marks[verdict] ?? '');
}
