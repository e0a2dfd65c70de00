// Search in the program, on Ctrl-F: a row above it that says how many matches there are and which is
// selected, and a row for replacing them.

import {
  SearchQuery, closeSearchPanel, findNext, findPrevious, getSearchQuery, openSearchPanel, replaceAll, replaceNext,
  search, setSearchQuery,
} from '@codemirror/search';
import { keymap, runScopeHandlers } from '@codemirror/view';
import { element, setText } from '../dom.js';
import * as say from '#words/editor.js';

const mostCounted = 1000;
const everywhere = 'editor search-panel';

function createPanel(view) {
  const { search: sought, replace } = getSearchQuery(view.state);
  const commit = () => view.dispatch({
    effects: setSearchQuery.of(new SearchQuery({ search: find.value, replace: instead.value, literal: true })) });
  const field = (label, value, properties) => element('input', {
    type: 'text', class: 'cm-find', 'aria-label': label, placeholder: label, value, oninput: commit,
    autocomplete: 'off', autocapitalize: 'none', spellcheck: false, ...properties });
  const button = (text, act, properties) => element('button', {
    type: 'button', class: 'button', textContent: text, onclick: () => act(view), ...properties });
  const find = field(say.find, sought, { 'main-field': 'true' });
  const instead = field(say.replaceWith, replace);
  const count = element('p', { class: 'cm-count', role: 'status' });
  const dom = element('div', {
    class: 'cm-searching', role: 'search', 'aria-label': say.search,
    onkeydown: (event) => keys(event, view, instead),
  },
    element('div', {}, find, button(say.next, findNext), button(say.previous, findPrevious), count,
      button('×', closeSearchPanel, { class: 'tool', 'aria-label': say.closeSearch })),
    element('div', { class: 'cm-replacing' },
      instead, button(say.replace, replaceNext), button(say.replaceAll, replaceAll)));

  const tell = (state) => setText(count, wordsOf(state));
  tell(view.state);
  return {
    dom,
    top: true,
    mount: () => find.select(),
    update({ docChanged, selectionSet, state, transactions }) {
      const asked = transactions.flatMap(({ effects }) => effects).find((effect) => effect.is(setSearchQuery));
      if (asked && asked.value.search !== find.value) find.value = asked.value.search;
      if (asked || docChanged || selectionSet) tell(state);
    },
  };
}

function keys(event, view, instead) {
  const isEnter = event.key === 'Enter' && event.target.matches('input');
  if (!isEnter && !runScopeHandlers(view, event, 'search-panel')) return;
  if (isEnter) (event.target === instead ? replaceNext : event.shiftKey ? findPrevious : findNext)(view);
  event.preventDefault();
}

/// '2 of 7', or '7 found' if none is selected, or '' for an empty search.
function wordsOf(state) {
  const query = getSearchQuery(state);
  if (!query.valid) return '';
  const { from, to } = state.selection.main;
  let found = 0;
  let selected = 0;
  for (const place of { [Symbol.iterator]: () => query.getCursor(state) }) {
    found += 1;
    if (place.from === from && place.to === to) selected = found;
    if (found === mostCounted) break;
  }
  const all = found === mostCounted ? say.orMore(mostCounted) : `${found}`;
  return selected ? say.nth(selected, all) : found ? say.foundAll(all) : say.foundNone;
}

export const searching = [
  search({ top: true, createPanel }),
  keymap.of([
    { key: 'Mod-f', run: openSearchPanel, scope: everywhere },
    { key: 'F3', run: findNext, shift: findPrevious, scope: everywhere, preventDefault: true },
    { key: 'Mod-g', run: findNext, shift: findPrevious, scope: everywhere, preventDefault: true },
    { key: 'Escape', run: closeSearchPanel, scope: everywhere },
  ]),
];
