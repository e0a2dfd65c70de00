// Predictions: the learner says what will happen, and the answer is marked against the run with the current
// parameters, never against a stored answer. Each kind has a maker in `kinds`. It returns its node and
// `check(outcome)`, which marks the answer and returns a sentence, whether the answer was right, and the moment of
// the run that shows why. A wrong answer is told why it's wrong and can be given again, so the future stays hidden
// (future.js) until the reader wants to be shown; after a right one, the run plays to the moment.

import { valueText } from './address.js';
import { element, setText } from './dom.js';
import { createNext } from './next.js';
import { createOrder } from './order.js';
import * as say from '#words/prediction.js';

const kinds = { order: createOrder, end: createEnd, next: createNext };
const settleTime = 150;  // milliseconds: while a slider is dragged, don't examine every run

/// A time with one decimal, or with up to three if it needs them, so that an end is shown exactly.
const inSeconds = (time) => [1, 2, 3].map((digits) => time.toFixed(digits)).find((text) => Math.abs(text - time) < 5e-4) ?? time.toFixed(3);

/// Returns `update(article, parameters)`; call it when a lesson is opened, its text comes, or its parameters
/// change. It calls `onAnswered(slug, number, right)` for each marked answer,
/// `onShow()` when the panel is about to show a moment of the run, and `onBack()` to replace a recording with
/// the lesson's own run.
export function createPredictions(player, { onAnswered, onShow, onBack }) {
  const create = (box) => {
    const [slug, number] = box.getAttribute('aria-labelledby').split('--prediction-');
    const answered = (right) => {
      if (right) box.closest('.lesson').querySelectorAll(`.answer[data-of="${number}"]`).forEach((text) => { text.open = true; });
      onAnswered(slug, number, right);
    };
    return createPrediction(box, player, { onAnswered: answered, onShow, onBack });
  };
  const predictions = new Map();
  player.on('recording', () => predictions.forEach((prediction) => prediction.clear()));
  return {
    update(article, parameters) {
      for (const box of article.querySelectorAll('.prediction')) {
        if (!predictions.has(box)) predictions.set(box, create(box));
        predictions.get(box).update(parameters);
      }
    },
  };
}

function createPrediction(box, player, { onAnswered, onShow, onBack }) {
  const hint = box.querySelector('.hint');
  const verdict = element('p', { class: 'verdict', role: 'status' });
  const check = element('button', { type: 'button', class: 'button', textContent: say.check, onclick: mark });
  const play = element('button', { type: 'button', class: 'button', textContent: say.play, onclick: playFromStart });
  const show = element('button', { type: 'button', class: 'button', textContent: say.showInRun, onclick: () => {
    player.command('show_future');
    player.show(moment);
    play.hidden = false;
    onShow();
  } });
  const back = element('button', { type: 'button', class: 'button', textContent: say.backToRun, onclick: onBack });
  const about = aboutOf(box);
  const setUp = element('button', { type: 'button', class: 'button', textContent: say.setUp, hidden: true, onclick: () => {
    player.command('restart');  // at the end of a run, the new one would show its end
    about.forEach(([name, value]) => player.set(name, String(value)));
    check.focus();
  } });
  let answer = null;
  let settings = '';
  let moment = null;  // the moment of the run that shows why the answer is wrong
  let goal = null;  // the moment to which the run plays
  let unsettled = 0;

  player.on('state', ({ playing, t }) => {
    if (!goal) return;
    if (goal.began && !playing) goal = null;  // the reader has paused it, or it's over
    else if (playing && t >= goal.time) reach();
    else goal.began ||= playing;
  });

  function playFromStart() {
    player.command('restart');
    player.command('play');
  }

  function reach() {
    const { at } = goal;
    goal = null;
    player.show(at);
  }

  /// Plays the run to the moment that was right, unless another question about it is still open.
  function playTo(at, outcome) {
    if (player.head().hidden) return;
    onShow();
    const time = at.t ?? outcome.callbacks[at.after - 1]?.t ?? 0;
    if (time === 0 || matchMedia('(prefers-reduced-motion: reduce)').matches) return void player.show(at);
    playFromStart();
    goal = { at, time, began: false };
  }

  function settle() {
    clearTimeout(unsettled);
    unsettled = 0;
    if (!player.recording()) answer.update();
  }

  function mark() {
    if (player.recording()) {
      setText(verdict, say.isRecording);
      back.hidden = false;
      return;
    }
    if (player.head()?.what_if.text) {
      setText(verdict, say.tasksChanged);
      return;
    }
    if (unsettled) settle();
    const outcome = player.outcome();
    const { right, sentence, at } = answer.check(outcome);
    moment = right ? null : at ?? null;
    setText(verdict, sentence);
    if (right !== undefined) {
      box.dataset.verdict = right ? 'right' : 'wrong';
      onAnswered(right);
    }
    play.hidden = !right;
    show.hidden = moment === null;
    verdict.scrollIntoView({ block: 'nearest' });
    if (right) playTo(at, outcome);
  }

  function clear() {
    goal = null;
    if (box.dataset.verdict) answer.clear();
    delete box.dataset.verdict;
    setText(verdict, '');
    if ([play, show, back].includes(document.activeElement)) check.focus({ preventScroll: true });
    play.hidden = true;
    show.hidden = true;
    back.hidden = true;
  }

  return {
    clear() {
      if (answer) clear();
      settings = '';
    },
    update(parameters) {
      const now = parameters.map((p) => `${p.label} = ${shownValue(p)}`).join(', ');
      if (now === settings) return;
      settings = now;
      if (!answer) {
        answer = kinds[box.dataset.kind](box, () => player.outcome(), clear);
        box.append(answer.node, element('p', { class: 'actions' }, setUp, check, show, play, back), verdict);
        answer.update();
      }
      clear();
      const ready = isAbout(box, parameters);  // if not, there's nothing to answer yet
      answer.node.hidden = check.hidden = !ready;
      setUp.hidden = ready;
      clearTimeout(unsettled);
      unsettled = setTimeout(settle, settleTime);
      const wanted = about.map(([name, value]) => `${parameters.find((p) => p.name === name).label} = ${value === true ? say.on : value === false ? say.off : value}`).join(', ');
      setText(hint, ready ? say.decide(now) : say.isAbout(wanted));
    },
  };
}

/// The settings that the question is about, by name and value.
const aboutOf = (box) => Object.entries(JSON.parse(box.dataset.set ?? '{}'));

/// Whether the run has the settings that the question in this box is about.
export function isAbout(box, parameters) {
  return aboutOf(box).every(([name, value]) => {
    const parameter = parameters.find((each) => each.name === name);
    return parameter && valueText(parameter) === (typeof value === 'number' ? String(Number(value.toFixed(6))) : String(value));
  });
}

function shownValue(parameter) {
  if (parameter.type === 'switch') return parameter.value ? say.on : say.off;
  if (parameter.type === 'choice') return valueText(parameter);
  return [parameter.text, parameter.unit].filter(Boolean).join(' ');
}

/// 'When does it end?': a time in seconds.
function createEnd(box, _outcome, onChange) {
  const { max, step } = box.dataset;
  const id = `${box.getAttribute('aria-labelledby')}-answer`;
  const number = element('input', { type: 'number', id, min: 0, max, step, value: '', inputMode: 'decimal', oninput: () => {
    slider.value = number.value || 0;
    onChange();
  } });
  const slider = element('input', { type: 'range', min: 0, max, step, value: 0, 'aria-label': say.end, oninput: () => {
    number.value = slider.value;
    onChange();
  } });
  return {
    node: element('p', { class: 'end' }, element('label', { for: id, textContent: say.endsAt }), number, ` ${say.unit}`, slider),
    update() {},
    clear() {},
    check(outcome) {
      if (number.value === '') return { sentence: say.chooseTime };
      const chosen = Number(number.value);
      if (!outcome.ended) return { right: false, sentence: say.noEnd(outcome.why), at: { t: chosen } };
      const right = Math.abs(chosen - outcome.end) < Number(step) / 2 + 1e-9;
      return {
        right,
        sentence: right ? say.rightEnd(say.seconds(inSeconds(outcome.end)))
          : say.wrongEnd(say.seconds(chosen.toFixed(1)), chosen > outcome.end, outcome.output.filter(({ t }) => t > chosen).length),
        at: { t: right ? outcome.end : chosen },  // it still runs at that time, or seeking goes to its end
      };
    },
  };
}
