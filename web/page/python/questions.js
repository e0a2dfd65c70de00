// input(): what a program asks its reader, and the answers that it was given. Time is virtual, so none passes while one
// types: the run ends where an answer is missing, and is made again with one more.

import { element, setText } from '../dom.js';
import { button } from './button.js';
import { longestAnswer } from './settings.js';

/// `onAnswer(answer)` is told what the reader answers, null being the end of the input, and `onAnswers(answers)` of answers
/// that are changed or removed.
export function createQuestions({ onAnswer, onAnswers }) {
  let answers = [];

  const prompt = element('label', { for: 'question-answer', 'aria-live': 'polite' });
  const field = element('input', { id: 'question-answer', class: 'answer', maxLength: longestAnswer,
    autocomplete: 'off', autocapitalize: 'off', spellcheck: false });
  const form = element('form', { class: 'bench-ask', hidden: true }, prompt, field,
    element('button', { type: 'submit', class: 'button', textContent: 'Enter' }),
    button('End of input', () => answered(null), { title: 'As Ctrl-D in a terminal: input() raises EOFError' }));
  const list = element('ol', {});
  const node = element('div', { class: 'bench-answers', role: 'group', 'aria-label': 'Answers to input()', hidden: true },
    element('p', { textContent: 'Answers to input()' }), list);

  form.addEventListener('submit', (event) => {
    event.preventDefault();
    answered(field.value);
  });

  function answered(answer) {
    if (field.readOnly) return;  // the last one is on its way
    field.readOnly = true;
    onAnswer(answer);
  }

  function rowOf(answer, i) {
    const change = ({ target }) => target.value !== answers[i] && onAnswers(answers.with(i, target.value));
    const what = answer === null ? element('span', { class: 'answer', textContent: 'end of input' })
      : element('input', { class: 'answer', 'aria-label': `Answer ${i + 1}`, maxLength: longestAnswer, autocomplete: 'off', spellcheck: false, onchange: change });
    return element('li', {}, what, button('Remove', () => remove(i), { 'aria-label': `Remove answer ${i + 1}` }));
  }

  function remove(i) {
    onAnswers(answers.filter((_, each) => each !== i));
    const left = list.querySelectorAll('button');
    (left[Math.min(i, left.length - 1)] ?? (form.hidden ? null : field))?.focus();
  }

  return {
    form,
    node,
    /// Asks; `question` is `{ prompt }`, or null if there's nothing to ask. With `focus`, the field takes it.
    ask(question, focus = false) {
      const within = form.contains(document.activeElement);
      if (form.hidden || field.readOnly || !question) field.value = '';  // else another program asks, too
      form.hidden = !question;
      field.readOnly = false;
      setText(prompt, question?.prompt || 'Your answer');
      if (question && (focus || within)) {
        field.focus({ preventScroll: true });
        form.scrollIntoView({ block: 'nearest' });
      }
      return within && !question;
    },
    /// Lists the answers that the program has.
    show(now) {
      const isSame = now.length === answers.length && now.every((answer, i) => (answer === null) === (answers[i] === null));
      answers = now;
      if (!isSame) list.replaceChildren(...answers.map(rowOf));
      [...list.children].forEach((row, i) => { if (answers[i] !== null) row.firstChild.value = answers[i]; });
      node.hidden = answers.length === 0;
    },
  };
}
