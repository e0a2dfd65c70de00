// What the page says about the reader's program and its outcome: a sentence, the traceback and the reports,
// and marks and current lines in the text. If two programs are compared, the sentence says which one it's
// about, and everything else belongs to the one that plays.

import { element, setText } from '../dom.js';
import { button } from './button.js';
import { marksOf } from './faults.js';
import { createTrouble, isOfText } from './trouble.js';
import * as say from '#words/playground.js';

/// `editor()`, `text()` and `names()` return the editor, the program's text, and the names of the compared
/// programs.
export function createOutcomes(player, runner, { editor, text, names }) {
  const says = element('p', { class: 'bench-says', role: 'status' });
  const action = button('', () => act?.(), { hidden: true });
  let act = null;
  const trouble = createTrouble(lead);
  let came = [];  // the outcome of each program: { end, done }
  let top = 0;    // the index of the program that plays

  /// `next` is `{ label, act }` for a button next to the sentence.
  function tell({ text: sentence, wrong = false, next = null }) {
    setText(says, sentence);
    setText(action, next?.label ?? '');
    action.hidden = !next;
    act = next?.act;
    says.classList.toggle('wrong', wrong);
  }

  /// Shows a line of the program, and the moment of the run when a task was there.
  function lead({ line, task, before }) {
    if (before !== null && runner.shown() !== null) player.touch((engine) => engine.showLine(task, line, before));
    if (line > 0 && (before === null || runner.shown() === text())) editor().select(line);
  }

  const inText = () => isOfText(came[0]?.done);

  function sentenceOf(which) {
    const { end } = came[which] ?? {};
    const name = names()[which];
    return name && end?.text && !end.again ? say.inProgram(name, end.text) : end?.text;
  }

  function update() {
    tell({ text: [0, 1].map(sentenceOf).filter(Boolean).join('\n'), wrong: came.some((each) => each?.end.wrong) });
    const done = came[inText() ? 0 : top]?.done ?? null;
    trouble.show(top > 0 && !inText() && isOfText(done) ? null : done);  // its lines aren't the editor's
  }

  player.on('place', (line) => line > 0 && runner.shown() === text() && editor().select(line));
  player.on('state', ({ position, tasks }) => {
    editor().setCurrent(runner.shown() === text() ? linesOf(tasks) : []);
    if (top !== runner.top()) {
      top = runner.top();
      update();
    }
    trouble.moveTo(position);
    trouble.warn(top === 0 && runner.shown() !== null ? player.look((engine) => engine.warnings()) ?? [] : []);
  });

  return {
    says,
    action,
    trouble: trouble.node,
    tell,
    /// The outcome of a run or a check; `done` is what Python reported, if it did.
    ended(end, done = null, which = 0) {
      came[which] = { end, done };
      update();
      if (which > 0) return;
      editor().setMarks(inText() || runner.sides()?.[0].source === text() ? marksOf(text(), end, done ?? {}) : []);
    },
    /// Whether the run was cut off before its own end.
    gaveUp: () => Boolean(came[0]?.end.cut),
    /// The program's text is valid again.
    mended() {
      if (inText() || runner.sides()?.[0].source !== text()) editor().clearMarks();
      if (!inText()) return;
      came[0] = null;
      update();
    },
    clear() {
      came = [];
      update();
      editor().clearMarks();
    },
  };
}

/// The lines at which tasks wait, for the editor; tasks that have ended have none.
function linesOf(tasks) {
  return tasks.filter(({ line }) => line > 0)
    .map(({ line, name, state, color }) => ({ line, color, label: name, state }));
}
