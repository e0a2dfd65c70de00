// The contents: a modal dialog with every lesson, its summary and the learner's progress. Without JavaScript
// the same list is open above the lessons.

import { byId, element, setText } from './dom.js';
import { createSearchView } from './search-view.js';
import * as say from '#words/contents.js';

/// `lessons` comes from lessons.js, `progress` from progress.js, `search` from search.js.
export function createContents(lessons, progress, search) {
  const dialog = byId('page-contents');
  const rows = [...dialog.querySelectorAll('[data-lesson]')];
  const clearing = createClearing(byId('progress-clear'), progress);
  const searching = createSearchView(lessons, search);

  function show() {
    if (dialog.open) return;
    update();
    dialog.showModal();
  }

  function open() {
    searching.clear();
    show();
    const here = dialog.querySelector('[aria-current]');
    here?.focus();
    here?.scrollIntoView({ block: 'nearest' });
  }

  function update() {
    for (const row of rows) {
      const link = row.querySelector('a');
      if (row.dataset.lesson === lessons.shown()) link.setAttribute('aria-current', 'page');
      else link.removeAttribute('aria-current');
      const { words, share } = progress.of(row.dataset.lesson);
      const line = row.querySelector('.progress');
      line.dataset.share = share;
      setText(line, words);
    }
    setText(byId('progress-all'), progress.all());
    clearing.update();
  }

  byId('page-contents-open').addEventListener('click', open);
  byId('page-contents-close').addEventListener('click', () => dialog.close());
  dialog.addEventListener('close', () => clearing.cancel());
  dialog.addEventListener('click', (event) => {
    if (event.target === dialog || event.target.closest('a')) dialog.close();  // a click outside the box, or on a link
  });
  progress.onChange(() => dialog.open && update());

  /// Opens with the focus in the search field, which has the last query.
  function find() {
    show();
    searching.focus();
  }

  /// The pages beside the tutorial lead here by these addresses.
  const arrive = () => ({ '#page-contents': open, '#page-search': find })[location.hash]?.();
  addEventListener('hashchange', arrive);
  queueMicrotask(arrive);  // once a lesson is shown
  return { search: find };
}

/// The button that deletes the progress, and the question that it asks first.
function createClearing(place, progress) {
  const button = (textContent, onclick) => element('button', { type: 'button', class: 'button', textContent, onclick });
  const ask = button(say.clearProgress, () => {
    show(true);
    keep.focus();
  });
  const keep = button(say.keepIt, () => {
    show(false);
    ask.focus();
  });
  const clear = button(say.clearNow, () => {
    progress.clear();
    show(false);
    setText(said, say.cleared);
    byId('page-contents-close').focus();  // the button itself is gone
  });
  const question = element('div', { role: 'group', 'aria-labelledby': 'progress-question', hidden: true },
    element('p', { id: 'progress-question', textContent: say.reallyClear }),
    element('p', { class: 'actions' }, keep, clear));
  const said = element('p', { role: 'status' });
  place.append(ask, question, said);

  function show(asking) {
    question.hidden = !asking;
    ask.hidden = asking || progress.isEmpty();
    setText(said, '');
  }

  return {
    update() {
      if (question.hidden) ask.hidden = progress.isEmpty();
    },
    cancel: () => show(false),
  };
}
