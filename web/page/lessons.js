// The page's lessons, the glossary after them, and the playground: one of these pages is visible, the others
// are hidden so that find-in-page can still find their text, as far as it's there (texts.js). Without JavaScript
// they're all visible, one below the other.

import { byId, setText } from './dom.js';
import { hideNoneEarly } from './early-hiding.js';
import { createTexts } from './texts.js';
import * as say from '#words/messages.js';

/// Calls `onFound(id)` when find-in-page has led into a hidden page. Without
/// `readable`, no text is fetched for being shown.
export function createLessons({ onFound, readable = true }) {
  const pages = [...document.querySelectorAll('.lesson, .glossary, .playground')];
  const slugs = pages.filter(({ classList }) => classList.contains('lesson')).map(({ id }) => id);
  const renamed = new Map(pages.flatMap(({ id, dataset }) => (dataset.was ?? '').split(' ').map((old) => [old, id])));
  const texts = createTexts(new Map(pages.filter(({ id }) => id !== 'playground').map((page) => [page.id, page])));
  const name = document.title.split(':')[0];
  let current = null;
  let shown = null;

  for (const page of pages) page.addEventListener('beforematch', () => onFound(page.id));

  function way(id, slug) {
    const link = byId(id);
    link.hidden = !slug;
    if (!slug) return;
    link.setAttribute('href', `#${slug}`);
    link.title = title(slug);
  }

  function title(id) {
    return byId(id).querySelector('h1').textContent;
  }

  let recording = '';
  let isProgram = false;

  const tellWhere = () => setText(byId('page-where'),
    recording ? isProgram ? say.programIs(recording) : say.recordingIs(recording) : [byId(shown).dataset.number, title(shown)].filter(Boolean).join(' '));

  const beside = (by) => (slugs.includes(shown) ? slugs[slugs.indexOf(shown) + by] : undefined);

  return {
    pages,
    slugs,
    /// The id of a page or a place; for one in a lesson that once had another slug, that lesson's.
    present: (id) => renamed.get(id.split('--')[0]) ?? id,
    texts,
    number: (id) => byId(id).dataset.number ?? '',
    /// The id of the page (lesson, glossary or playground) that contains the element with this id, or
    /// undefined. A place in a text that isn't there yet is known by its lesson's id, or as a term.
    pageOf(id) {
      const node = id ? byId(id) : null;
      if (node || !id) return node?.closest('.lesson, .glossary, .playground')?.id;
      const [slug] = id.startsWith('term-') ? ['glossary'] : id.split('--');
      return texts.has(slug) && !texts.isHere(slug) ? slug : undefined;
    },
    /// Whether all of a page is there.
    isHere: (id) => !texts.has(id) || texts.isHere(id),
    /// The lesson that runs: the one shown now, or shown last.
    current: () => current,
    /// The page that is visible.
    shown: () => shown,
    article: (slug = current) => byId(slug),
    title,
    /// The lesson `by` places after the visible one, or undefined.
    beside,
    /// Fetches the next lesson's text when there's time for it.
    prepareNext() {
      if (beside(1)) texts.prepare(beside(1));
    },
    /// Sets the name of the recording or program that runs instead of the lesson; '' for none.
    setRecording(name, own = false) {
      recording = name;
      isProgram = own;
      tellWhere();
    },
    show(id) {
      shown = id;
      current = slugs.includes(id) ? id : current ?? slugs[0];
      for (const page of pages) {
        if (page.id === id) page.removeAttribute('hidden');
        else page.setAttribute('hidden', 'until-found');
      }
      hideNoneEarly();
      if (readable && texts.has(id)) texts.open(id);
      way('page-previous', beside(-1));
      way('page-next', beside(1));
      tellWhere();
      document.title = `${title(id)} · ${name}`;
    },
  };
}
