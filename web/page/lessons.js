// The lessons in the page, the glossary after them, and the playground: one of these pages is shown,
// the others are hidden in such a way that the browser's own find still finds their
// text. Without JavaScript all of them stand below each other.

import { byId, setText } from './dom.js';

/// Before the body is parsed: keeps the other pages from flashing up.
export function hideOthersEarly(id) {
  document.documentElement.classList.add('script');
  if (!('adoptedStyleSheets' in document)) return () => {};
  const [slug] = id.startsWith('term-') ? ['glossary'] : id.split('--');
  const others = /^[a-z-]+$/.test(slug) ? `:is(.lesson, .glossary, .playground):not([id="${slug}"])` : '.lesson ~ .lesson, .glossary, .playground';
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(`${others} { display: none }`);
  document.adoptedStyleSheets = [sheet];
  return () => {
    document.adoptedStyleSheets = document.adoptedStyleSheets.filter((other) => other !== sheet);
  };
}

/// `onFound(id)` is called when find-in-page has led into a hidden page, `onShow()` whenever one is shown.
export function createLessons({ onFound, onShow }) {
  const pages = [...document.querySelectorAll('.lesson, .glossary, .playground')];
  const slugs = pages.filter(({ classList }) => classList.contains('lesson')).map(({ id }) => id);
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
    recording ? `${isProgram ? 'Program' : 'Recording'}: ${recording}` : [byId(shown).dataset.number, title(shown)].filter(Boolean).join(' '));

  const beside = (by) => (slugs.includes(shown) ? slugs[slugs.indexOf(shown) + by] : undefined);

  return {
    pages,
    slugs,
    number: (id) => byId(id).dataset.number ?? '',
    /// The page, a lesson or the glossary, in which an element with this id stands, or undefined.
    pageOf: (id) => (id ? byId(id)?.closest('.lesson, .glossary, .playground')?.id : undefined),
    /// The lesson that runs: the one shown, or shown last.
    current: () => current,
    /// The page that is shown.
    shown: () => shown,
    article: (slug = current) => byId(slug),
    title,
    /// The lesson that comes `by` places after the one shown, or undefined.
    beside,
    /// The recording, or the reader's own program, that runs beside the text in place of the lesson's, or ''.
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
      onShow();
      way('page-previous', beside(-1));
      way('page-next', beside(1));
      tellWhere();
      document.title = `${title(id)} · ${name}`;
    },
  };
}
