// An exercise under way: the learner's answer, the verdict of judge.js on its run, hints, and a solution.

import { element, setText } from '../dom.js';
import { kinds } from './kinds.js';
import * as say from '#words/exercise.js';

/// Puts the exercise `given` (lessons/build/exercise.mjs) into its section.
export function createExercise(section, given, player, { run, onBack, onShow, onSolved }) {
  const verdict = element('p', { class: 'verdict', role: 'status' });
  const check = element('button', { type: 'button', class: 'button primary', textContent: kinds[given.kind].verb, onclick: mark });
  const show = element('button', { type: 'button', class: 'button', textContent: say.showInRun, hidden: true, onclick: () => {
    player.place(moment, 0);
    onShow();
  } });
  const back = element('button', { type: 'button', class: 'button', textContent: say.backToRun, hidden: true, onclick: () => {
    back.hidden = true;
    onBack();
  } });
  const hint = element('button', { type: 'button', class: 'button', textContent: say.hint, onclick: nextHint });
  const solution = element('button', { type: 'button', class: 'button', textContent: say.showSolution, onclick: showSolution });
  const hints = element('ol', { class: 'hints', hidden: true });
  const answer = kinds[given.kind].create(given, { slug: section.dataset.slug, player, run, onChange: clear });
  let moment = null;
  let tried = false;

  section.append(answer.node, element('p', { class: 'actions' }, check, show, back, hint, solution), verdict, hints);
  answer.focus();

  async function mark() {
    clear();
    check.disabled = true;
    setText(verdict, answer.waits);
    const { passed, reason, at } = await answer.judge();
    check.disabled = false;
    tried = true;
    moment = at ?? null;
    section.dataset.verdict = passed ? 'right' : 'wrong';
    setText(verdict, passed ? say.solved : reason);
    show.hidden = moment === null;
    back.hidden = !player.recording();
    if (passed) onSolved();
  }

  function clear() {
    delete section.dataset.verdict;
    setText(verdict, '');
    show.hidden = true;
  }

  function nextHint() {
    const known = hints.children.length;
    hints.hidden = false;
    hints.append(element('li', { textContent: given.hints[known] }));
    hint.hidden = known + 1 === given.hints.length;
    if (hint.hidden) check.focus();
  }

  function showSolution() {
    if (!tried && solution.textContent !== say.showAnyway) {
      solution.textContent = say.showAnyway;
      setText(verdict, say.notTried);
      return;
    }
    clear();
    solution.textContent = say.showSolution;
    answer.solve();
    check.focus();
  }
}
