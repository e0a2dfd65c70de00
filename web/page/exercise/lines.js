// Lines of a program with their numbers.

import { element } from '../dom.js';

/// A block of code whose first line has the number `first`.
export function numbered(text, first) {
  const code = element('code', {}, ...text.split('\n').map((line, i) => element('span', { class: 'line' }, numberOf(first + i), `${line}\n`)));
  return element('pre', { class: 'code numbered', tabIndex: 0 }, code);
}

export const numberOf = (number) => element('span', { class: 'number', 'aria-hidden': 'true', textContent: String(number) });
