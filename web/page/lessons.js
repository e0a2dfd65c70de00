// The lessons in the page: one article is shown, the others are hidden in such a
// way that the browser's own find still finds their text. Without JavaScript all
// of them stand below each other.

import { byId, setText } from './dom.js';

/// Before the body is parsed: keeps the other lessons from flashing up.
export function hideOthersEarly(slug) {
  document.documentElement.classList.add('script');
  if (!/^[a-z-]+$/.test(slug) || !('adoptedStyleSheets' in document)) return () => {};
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(`.lesson:not([id="${slug}"]) { display: none }`);
  document.adoptedStyleSheets = [sheet];
  return () => {
    document.adoptedStyleSheets = [];
  };
}

/// `onFound(slug)` is called when find-in-page has led into a hidden lesson.
export function createLessons({ onFound }) {
  const articles = [...document.querySelectorAll('.lesson')];
  const slugs = articles.map(({ id }) => id);
  const contents = byId('page-contents');
  const name = document.title.split(':')[0];
  let current = null;

  for (const article of articles) article.addEventListener('beforematch', () => onFound(article.id));
  document.addEventListener('click', (event) => {
    if (!event.target.closest('#page-contents') || event.target.closest('#page-contents a')) contents.open = false;
  });
  contents.addEventListener('keydown', (event) => {
    if (event.key !== 'Escape' || !contents.open) return;
    contents.open = false;
    contents.querySelector('summary').focus();
  });
  contents.addEventListener('focusout', (event) => {
    if (event.relatedTarget && !contents.contains(event.relatedTarget)) contents.open = false;
  });

  function way(id, slug) {
    const link = byId(id);
    link.hidden = !slug;
    if (!slug) return;
    link.setAttribute('href', `#${slug}`);
    link.title = title(slug);
  }

  function title(slug) {
    return byId(slug).querySelector('h1').textContent;
  }

  return {
    slugs,
    /// The lesson in which an element with this id stands, or undefined.
    lessonOf: (id) => (id ? byId(id)?.closest('.lesson')?.id : undefined),
    current: () => current,
    article: () => byId(current),
    show(slug) {
      current = slug;
      for (const article of articles) {
        if (article.id === slug) article.removeAttribute('hidden');
        else article.setAttribute('hidden', 'until-found');
      }
      const at = slugs.indexOf(slug);
      way('page-previous', slugs[at - 1]);
      way('page-next', slugs[at + 1]);
      for (const link of contents.querySelectorAll('a')) {
        if (link.hash === `#${slug}`) link.setAttribute('aria-current', 'page');
        else link.removeAttribute('aria-current');
      }
      setText(byId('page-where'), `${byId(slug).dataset.number} ${title(slug)}`);
      document.title = `${title(slug)} · ${name}`;
    },
  };
}
