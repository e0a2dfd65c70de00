// The search field of the contents, and the results that replace the list.

import { quoted } from './address.js';
import { byId, element, setText } from './dom.js';
import * as say from '#words/contents.js';

/// `search(query)` comes from search.js.
export function createSearchView(lessons, search) {
  const field = byId('page-search');
  const said = byId('search-said');
  const list = byId('search-found');
  const again = element('button', { type: 'button', class: 'button', textContent: say.tryAgain, hidden: true, onclick() {
    field.focus();
    fetchTexts();
    update();
  } });
  said.after(again);

  let coming = null;  // what resolves once the texts that weren't there are, or can't be

  function fetchTexts() {
    if (coming || lessons.texts.isComplete()) return;
    coming = lessons.texts.loadAll().then(() => {
      coming = null;
      update();
    });
  }

  /// Says how many texts aren't searched, if there are any.
  function lacking() {
    const { length } = lessons.texts.missing();
    if (length === 0) return '';
    return ` ${coming ? say.moreComing : say.notSearched(length)}`;
  }

  function update() {
    again.hidden = field.value.trim() === '' || coming !== null || lessons.texts.missing().length === 0;
    const query = field.value.trim();
    byId('contents-all').hidden = query !== '';
    if (query === '') {
      list.replaceChildren();
      setText(said, '');
      return;
    }
    const { count, results } = search(query);
    list.replaceChildren(...results.map(({ href, page, pieces }) => element('li', {}, element('a', { href },
      element('span', { class: 'from', textContent: page ? `${lessons.number(page)} ${lessons.title(page)}`.trim() : say.fromQuestions }),
      element('span', { class: 'around' }, ...pieces.map((piece) => (Array.isArray(piece) ? element('mark', { textContent: piece[0] }) : piece)))))));
    setText(said, say.found(count, quoted(query), count > results.length ? results.length : 0) + lacking());
  }

  /// The arrow keys move through the results; Enter in the field opens the first.
  function walk(event) {
    if (event.key === 'Escape') {  // or the browser might clear the field
      event.preventDefault();
      field.closest('dialog').close();
    }
    const links = [...list.querySelectorAll('a')];
    if (event.key === 'Enter' && event.target === field) {
      links[0]?.click();
      return;
    }
    const by = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (!by || !links.length) return;
    event.preventDefault();
    const to = links.indexOf(document.activeElement) + by;
    (links[Math.min(to, links.length - 1)] ?? field).focus();
  }

  field.addEventListener('focus', fetchTexts);
  field.addEventListener('input', update);
  field.addEventListener('keydown', walk);
  list.addEventListener('keydown', walk);
  return {
    /// Focuses the field.
    focus() {
      field.focus();
      field.select();
    },
    clear() {
      field.value = '';
      update();
    },
  };
}
