// Predictions: the learner says what will happen, and is marked against the run
// at the parameters that are set now, never against a stored answer. Each kind has
// a maker in `kinds`; it gives its node and `check(outcome)`, which marks the
// answer and gives a sentence with whether it was right.

import { valueText } from './address.js';
import { element, setText } from './dom.js';
import { createOrder } from './order.js';

const kinds = { order: createOrder, end: createEnd };

/// Brings every prediction of the page to life. Gives `update(article, parameters)`,
/// to be called when a lesson is opened or its parameters change. `onAnswered(slug, number, right)` is told of
/// each answer that was marked.
export function createPredictions(session, onAnswered) {
  const create = (box) => {
    const [slug, number] = box.getAttribute('aria-labelledby').split('--prediction-');
    return createPrediction(box, session, (right) => onAnswered(slug, number, right));
  };
  const predictions = new Map([...document.querySelectorAll('.prediction')].map((box) => [box, create(box)]));
  return {
    update(article, parameters) {
      for (const box of article.querySelectorAll('.prediction')) predictions.get(box).update(parameters);
    },
  };
}

function createPrediction(box, session, onAnswered) {
  const hint = box.querySelector('.hint');
  const verdict = element('p', { class: 'verdict', role: 'status' });
  const check = element('button', { type: 'button', class: 'button', textContent: 'Check', onclick: mark });
  const play = element('button', { type: 'button', class: 'button', textContent: 'Play the run', onclick: () => {
    session.command('restart');
    session.command('play');
  } });
  let answer = null;
  let settings = '';

  function mark() {
    const { right, sentence } = answer.check(session.outcome());
    setText(verdict, sentence);
    if (right !== undefined) {
      box.dataset.verdict = right ? 'right' : 'wrong';
      onAnswered(right);
    }
    play.hidden = false;
  }

  function clear() {
    if (box.dataset.verdict) answer.clear();
    delete box.dataset.verdict;
    setText(verdict, '');
    play.hidden = true;
  }

  return {
    update(parameters) {
      const now = parameters.map((p) => `${p.label} = ${shownValue(p)}`).join(', ');
      if (now === settings) return;
      settings = now;
      if (!answer) {
        answer = kinds[box.dataset.kind](box, () => session.outcome(), clear);
        box.append(answer.node, element('p', { class: 'actions' }, check, play), verdict);
      }
      clear();
      answer.update();
      setText(hint, `Decide before you press Play. The run is now set to ${now}.`);
    },
  };
}

function shownValue(parameter) {
  if (parameter.type === 'switch') return parameter.value ? 'on' : 'off';
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
  const slider = element('input', { type: 'range', min: 0, max, step, value: 0, 'aria-label': 'The end of the run, in seconds', oninput: () => {
    number.value = slider.value;
    onChange();
  } });
  return {
    node: element('p', { class: 'end' }, element('label', { for: id, textContent: 'It ends at' }), number, ' s', slider),
    update() {},
    clear() {},
    check(outcome) {
      if (number.value === '') return { sentence: 'Choose a time first.' };
      const chosen = Number(number.value);
      if (!outcome.ended) return { right: false, sentence: `This run does not end by itself: ${outcome.why}.` };
      const right = Math.abs(chosen - outcome.end) < Number(step) / 2 + 1e-9;
      return {
        right,
        sentence: right ? `Right: it ends at ${outcome.end.toFixed(1)} s.`
          : `Not at ${chosen.toFixed(1)} s: the run ends ${chosen > outcome.end ? 'earlier' : 'later'}. Play it and see, or try again.`,
      };
    },
  };
}
