// The exercise 'find the guilty line'.

import { element } from '../dom.js';
import { numberOf } from './lines.js';
import * as say from '#words/exercise.js';

/// See kinds.js; `judged(program, line)` runs the program and judges the choice of that line.
export function createChoice(given, { slug, judged, onChange }) {
  const lines = given.start.replace(/\n+$/, '').split('\n');
  const row = (line, number) => (line.trim()
    ? element('label', { class: 'line-choice' },
      element('input', { type: 'radio', name: `exercise-${slug}`, value: number, onchange: onChange }), numberOf(number), element('code', { textContent: line }))
    : element('div', { class: 'line-choice' }, numberOf(number)));
  const node = element('div', { class: 'choices', role: 'radiogroup', 'aria-label': say.lines }, ...lines.map((line, i) => row(line, i + 1)));
  const chosen = () => Number(node.querySelector(':checked')?.value ?? 0);
  const choose = (line) => node.querySelectorAll('input').forEach((input) => { input.checked = Number(input.value) === line; });
  return {
    node,
    focus: () => node.querySelector('input').focus(),
    judge: async () => (chosen() === 0 ? { passed: false, reason: say.chooseLine } : judged(given.start, chosen())),
    solve() {
      const mine = chosen();
      choose(lines.findIndex((line) => line.trim() === given.solution) + 1);
      return () => choose(mine);
    },
    startOver: () => choose(0),
  };
}
