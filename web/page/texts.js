// The texts of the lessons and of the glossary. The page itself has the first lesson's; each other is fetched when it's
// first needed, and kept. So is the page of questions, for the search.

import { element } from './dom.js';
import * as say from '#words/messages.js';

const isHere = (article) => !placeIn(article);
const placeIn = (article) => article.querySelector(':scope > .coming');
const soon = 400;  // milliseconds: a text that arrives within them isn't announced
const whenIdle = window.requestIdleCallback ?? ((work) => setTimeout(work, 1000));

/// What the page at `path` has for `selector`.
export async function fetchPart(path, selector) {
  const response = await fetch(path);
  if (!response.ok) throw new Error(`${response.url}: ${response.status}`);
  const part = new DOMParser().parseFromString(await response.text(), 'text/html').querySelector(selector);
  if (!part) throw new Error(`${response.url} has no ${selector}`);  // a host's own page, perhaps
  return part;
}

/// `articles` are the lessons' articles and the glossary's section by their ids. If a text isn't there yet, a paragraph `.coming` names its file.
export function createTexts(articles) {
  const listeners = [];
  const loading = new Map();
  let onQuestions = () => {};
  let asked = null;

  async function fetchText(slug) {
    const place = placeIn(articles.get(slug));
    const text = await fetchPart(place.dataset.text, `#${slug}`);
    place.replaceWith(...text.childNodes);
    listeners.forEach((listener) => listener(articles.get(slug)));
  }

  /// Resolves once the text is there; rejects if it can't be fetched now.
  function load(slug) {
    if (isHere(articles.get(slug))) return Promise.resolve();
    if (!loading.has(slug)) loading.set(slug, fetchText(slug).finally(() => loading.delete(slug)));
    return loading.get(slug);
  }

  const loadQuestions = () => (asked ??= fetchPart('questions/', 'main').then(onQuestions, () => { asked = null; }));

  const missing = () => [...articles.keys()].filter((slug) => !isHere(articles.get(slug)));

  return {
    /// Whether the page with this id has a text of its own.
    has: (id) => articles.has(id),
    load,
    /// The same for one that's opened: if it fails, the page says so, with a button to try again.
    open(slug) {
      const place = placeIn(articles.get(slug));
      place?.replaceChildren();
      const slow = setTimeout(() => place?.replaceChildren(say.loadingText), soon);
      load(slug).finally(() => clearTimeout(slow)).catch((error) => {
        console.info(error);
        place.classList.add('failed');
        place.replaceChildren(
          element('span', { role: 'alert', textContent: slug === 'glossary' ? say.glossaryNotLoaded : say.textNotLoaded }), ' ',
          element('button', { type: 'button', class: 'button', textContent: say.tryAgain, onclick: () => {
            place.classList.remove('failed');
            this.open(slug);
          } }));
      });
    },
    /// Fetches a text that will probably be needed, once the browser has nothing else to do.
    prepare: (slug) => whenIdle(() => load(slug).catch(() => {})),
    /// Fetches all, and the questions. Resolves when each is there, or can't be.
    loadAll: () => Promise.allSettled([...missing().map(load), loadQuestions()]),
    /// Calls `listener(part)` with what has the questions, once it's there.
    onQuestions(listener) {
      onQuestions = listener;
    },
    missing,
    isComplete: () => missing().length === 0 && asked !== null,
    isHere: (slug) => isHere(articles.get(slug)),
    /// Calls `listener(article)` for each one whose text is there, now or later.
    onText(listener) {
      listeners.push(listener);
      for (const article of articles.values()) if (isHere(article)) listener(article);
    },
  };
}
