// An exercise under way: the learner's answer, the verdict of judge.js on its run, hints, and a solution.

import { element, setText } from '../dom.js';
import { kinds } from './kinds.js';
import { showRun } from './recorded.js';
import * as say from '#words/exercise.js';

/// Puts the exercise `given` (lessons/build/exercise.mjs) into its section. `prepare(onWords)` loads Python; `run(program)`
/// and the others are those of exercise-door.js.
export function createExercise(section, given, player, { prepare, run, isSolved, onBefore, onBack, onShow, onSolved }) {
  const kind = kinds[given.kind];
  const button = (words, work, more = {}) => element('button', { type: 'button', class: 'button', textContent: words, onclick: work, ...more });
  const verdict = element('p', { class: 'verdict', role: 'status' });
  const loading = element('p', { class: 'hint loading' });
  const check = button(kind.verb, mark, { class: 'button primary' });
  const hint = button(say.hint, nextHint);
  const solution = button(say.showSolution, showSolution);
  const show = button(say.showInRun, () => {
    player.place(moment, 0);
    onShow();
  }, { hidden: true });
  const startOver = button(say.startOver, reset, { class: 'link' });
  const back = button(say.backToRun, () => {
    onBack();
    check.focus({ preventScroll: true });
  }, { hidden: true });
  const hints = element('ol', { class: 'hints', 'aria-live': 'polite' });
  const isHere = () => !section.closest('[hidden]');
  const answer = kind.create(given, { slug: section.dataset.slug, player, run: runIt, onChange: changed });
  let moment = null;
  let tried = false;
  let marking = false;
  let changedSince = false;  // the answer isn't the one that's being checked
  let putBack = null;  // puts the learner's answer back in place of the solution

  section.append(answer.node, element('p', { class: 'actions' }, check, hint, solution, startOver), loading, verdict, element('p', { class: 'actions' }, show, back), hints);
  if (isSolved()) setText(verdict, say.alreadySolved);
  if (kind.python) prepare((words) => setText(loading, words));
  else onShow();
  player.on('recording', follow);
  answer.focus();
  if (!section.contains(document.activeElement)) check.focus();

  function runIt(program) {
    if (!given.run) return run(program, isHere);
    onBefore();
    return showRun(player, given.title, given.run);
  }

  async function mark() {
    if (marking) return;
    clear();
    marking = true;
    changedSince = false;
    check.setAttribute('aria-disabled', 'true');
    setText(verdict, loading.textContent ? say.waitsForPython : say.checking);
    const judged = await answer.judge();
    marking = false;
    check.removeAttribute('aria-disabled');
    if (!judged) clear();
    else if (changedSince) setText(verdict, say.changedSince);
    else tell(judged);
  }

  function tell({ passed, why, reason, hint: words = '', at }) {
    tried = true;
    moment = at ?? null;
    if (player.recording()) player.command('end');
    section.dataset.verdict = passed ? 'right' : 'wrong';
    const more = passed ? why : words;
    verdict.replaceChildren(...coded(passed ? say.solved : reason), ...(more ? [' ', element('span', { class: 'more' }, ...coded(more))] : []));
    show.hidden = moment === null;
    follow();
    verdict.scrollIntoView({ block: 'nearest' });
    if (passed) onSolved();
  }

  /// The panel shows another run now, or the learner's.
  function follow() {
    const other = player.recording();
    const hadFocus = [show, back].includes(document.activeElement);
    if (kind.apart && other !== given.title) show.hidden = true;
    back.hidden = !other || !isHere();
    if (hadFocus && document.activeElement.hidden) check.focus({ preventScroll: true });
  }

  function changed() {
    changedSince = true;
    if (!marking) clear();
    putBack = null;
    setText(solution, say.showSolution);
  }

  function clear() {
    delete section.dataset.verdict;
    setText(verdict, '');
    show.hidden = true;
  }

  function nextHint() {
    const known = hints.children.length;
    hints.append(element('li', {}, ...coded(given.hints[known])));
    hints.lastChild.scrollIntoView({ block: 'nearest' });
    setText(hint, say.nextHint);
    hint.hidden = known + 1 === given.hints.length;
    if (hint.hidden) check.focus({ preventScroll: true });
  }

  /// Puts everything back as it was at first. What's solved stays solved.
  function reset() {
    answer.startOver();
    changed();
    clear();
    hints.replaceChildren();
    setText(hint, say.hint);
    hint.hidden = false;
    tried = false;
    if (isSolved()) setText(verdict, say.alreadySolved);
  }

  function showSolution() {
    if (putBack) return putBack();
    if (!tried && solution.textContent !== say.showAnyway) {
      setText(solution, say.showAnyway);
      setText(verdict, say.notTried);
      return undefined;
    }
    const restore = answer.solve();
    putBack = () => {
      restore();
      changed();
    };
    setText(solution, say.backToAnswer);
    clear();
    return undefined;
  }
}

/// A sentence as nodes: what's between backticks is code.
const coded = (text) => text.split('`').map((part, i) => (i % 2 === 0 ? part : element('code', { textContent: part })));
