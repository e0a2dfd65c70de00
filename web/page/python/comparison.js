// What to compare the reader's program with: another of their programs, one from the gallery, or its own
// earlier text.

import { element, setText } from '../dom.js';
import { button } from './button.js';
import { names, textOf } from './programs.js';
import * as say from '#words/playground.js';

/// The other program as it will run, `{ name, source }`. Its name differs from `mine`; a program of the
/// reader's own has its currently stored text. `compared` is `{ name, text, own }`.
export function otherOf({ name, text, own }, mine) {
  return name === mine ? { name: say.before(shortened(name)), source: text } : { name, source: (own ? textOf(name) : undefined) ?? text };
}

/// Leaves room on a phone for what comes after the name.
const shortened = (name) => (name.length > 24 ? `${name.slice(0, 22).trimEnd()}…` : name);

/// `program()` returns the reader's program as `{ name, text }`, and `gallery()` a promise of the gallery's
/// programs. Calls `onChoose(compared)` with the choice, or with null for none.
export function createComparison({ program, gallery, onChoose }) {
  const opener = button(say.compareWith, () => (choices.hidden ? open() : close()), { 'aria-expanded': 'false', 'aria-controls': 'compare-choices' });
  const choices = element('div', { id: 'compare-choices', class: 'bench-choices', role: 'group', 'aria-label': say.compareGroup, hidden: true });
  const words = element('span', {});
  const node = element('div', { class: 'bench-compared', hidden: true }, words, button(say.stopComparing, () => choose(null)));

  choices.addEventListener('keydown', (event) => {
    if (event.key !== 'Escape') return;
    event.stopPropagation();
    close();
  });

  function choose(compared) {
    close();
    onChoose(compared);
  }

  function close() {
    if (choices.hidden || choices.contains(document.activeElement) || node.contains(document.activeElement)) opener.focus();
    choices.hidden = true;
    opener.setAttribute('aria-expanded', 'false');
  }

  function groupOf(title, programs, own) {
    const items = programs.map(({ name, text, shown = name }) => (
      element('li', {}, button(shown, () => choose({ name, text, own }), { class: 'link' }))));
    return items.length > 0 ? [element('p', { textContent: title }), element('ul', {}, ...items)] : [];
  }

  async function open() {
    const { name, text } = program();
    const mine = names().filter((each) => each !== name).map((each) => ({ name: each, text: textOf(each) }));
    const groups = groupOf(say.thisProgram, [{ name, text, shown: say.asItIsNow }], false).concat(groupOf(say.yourPrograms, mine, true));
    choices.replaceChildren(element('p', { textContent: say.compareAbout }), ...groups);
    choices.hidden = false;
    opener.setAttribute('aria-expanded', 'true');
    choices.querySelector('button').focus();
    choices.append(...groupOf(say.gallery, (await gallery()).map(({ title, text: its }) => ({ name: title, text: its })), false));
    choices.scrollIntoView({ block: 'nearest' });
  }

  return {
    opener,
    choices,
    node,
    /// Shows what the program of this name is compared with, if anything.
    show(compared, mine) {
      node.hidden = !compared;
      setText(words, compared ? say.comparedWith(otherOf(compared, mine).name) : '');
    },
  };
}
