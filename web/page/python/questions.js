// input(): the program's questions and the reader's answers. Time is virtual, so none passes while you type:
// a run ends where an answer is missing, and is made again with one more answer.

import { element, setText } from '../dom.js';
import { button } from './button.js';
import { longestAnswer } from './settings.js';
import * as say from '#words/playground.js';

/// Calls `onAnswer(answer)` with the reader's answer, null meaning end of input, and `onAnswers(answers)`
/// after answers were changed or removed.
export function createQuestions({ onAnswer, onAnswers }) {
  let answers = [];

  const prompt = element('label', { for: 'question-answer', 'aria-live': 'polite' });
  const field = element('input', { id: 'question-answer', class: 'answer', maxLength: longestAnswer,
    autocomplete: 'off', autocapitalize: 'off', spellcheck: false });
  const form = element('form', { class: 'bench-ask', hidden: true }, prompt, field,
    element('button', { type: 'submit', class: 'button', textContent: say.enter }),
    button(say.endOfInput, () => answered(null), { title: say.endOfInputTip }));
  const list = element('ol', {});
  const node = element('div', { class: 'bench-answers', role: 'group', 'aria-label': say.answers, hidden: true },
    element('p', { textContent: say.answers }), list);

  form.addEventListener('submit', (event) => {
    event.preventDefault();
    answered(field.value);
  });

  function answered(answer) {
    if (field.readOnly) return;  // the last answer is still being sent
    field.readOnly = true;
    onAnswer(answer);
  }

  function rowOf(answer, i) {
    const change = ({ target }) => target.value !== answers[i] && onAnswers(answers.with(i, target.value));
    const what = answer === null ? element('span', { class: 'answer', textContent: say.ended })
      : element('input', { class: 'answer', 'aria-label': say.answer(i + 1), maxLength: longestAnswer, autocomplete: 'off', spellcheck: false, onchange: change });
    return element('li', {}, what, button(say.removeAnswer, () => remove(i), { 'aria-label': say.removeNumber(i + 1) }));
  }

  function remove(i) {
    onAnswers(answers.filter((_, each) => each !== i));
    const left = list.querySelectorAll('button');
    (left[Math.min(i, left.length - 1)] ?? (form.hidden ? null : field))?.focus();
  }

  return {
    form,
    node,
    /// Asks a `question`, `{ prompt }`, or nothing if it's null. With `focus`, focuses the field.
    ask(question, focus = false) {
      const within = form.contains(document.activeElement);
      if (form.hidden || field.readOnly || !question) field.value = '';  // else two programs ask
      form.hidden = !question;
      field.readOnly = false;
      setText(prompt, question?.prompt || say.yourAnswer);
      if (question && (focus || within)) {
        field.focus({ preventScroll: true });
        form.scrollIntoView({ block: 'nearest' });
      }
      return within && !question;
    },
    /// Lists the program's answers.
    show(now) {
      const isSame = now.length === answers.length && now.every((answer, i) => (answer === null) === (answers[i] === null));
      answers = now;
      if (!isSame) list.replaceChildren(...answers.map(rowOf));
      [...list.children].forEach((row, i) => { if (answers[i] !== null) row.firstChild.value = answers[i]; });
      node.hidden = answers.length === 0;
    },
  };
}
