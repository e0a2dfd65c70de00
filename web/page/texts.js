// The lessons' texts. The page itself has the first one; each other is fetched when it's first needed, and kept.

import { element } from './dom.js';
import * as say from '#words/messages.js';

const isHere = (article) => !placeIn(article);
const placeIn = (article) => article.querySelector(':scope > .coming');
const soon = 400;  // milliseconds: a text that arrives within them isn't announced
const whenIdle = window.requestIdleCallback ?? ((work) => setTimeout(work, 1000));

/// `articles` are the lessons' articles by their ids. Where a text isn't there yet, a paragraph `.coming` names its file.
export function createTexts(articles) {
  const listeners = [];
  const loading = new Map();

  async function fetchText(slug) {
    const place = placeIn(articles.get(slug));
    const response = await fetch(place.dataset.text);
    if (!response.ok) throw new Error(`${response.url}: ${response.status}`);
    const text = new DOMParser().parseFromString(await response.text(), 'text/html').getElementById(slug);
    if (!text) throw new Error(`${response.url} has no text of ‘${slug}’.`);  // a host's own page, perhaps
    place.replaceWith(...text.childNodes);
    listeners.forEach((listener) => listener(articles.get(slug)));
  }

  /// Resolves once the text is there; rejects if it can't be fetched now.
  function load(slug) {
    if (isHere(articles.get(slug))) return Promise.resolve();
    if (!loading.has(slug)) loading.set(slug, fetchText(slug).finally(() => loading.delete(slug)));
    return loading.get(slug);
  }

  const missing = () => [...articles.keys()].filter((slug) => !isHere(articles.get(slug)));

  return {
    load,
    /// The same for a lesson that's opened: if it fails, the lesson says so, with a button to try again.
    open(slug) {
      const place = placeIn(articles.get(slug));
      place?.replaceChildren();
      const slow = setTimeout(() => place?.replaceChildren(say.loadingText), soon);
      load(slug).finally(() => clearTimeout(slow)).catch((error) => {
        console.info(error);
        place.classList.add('failed');
        place.replaceChildren(
          element('span', { role: 'alert', textContent: say.textNotLoaded }), ' ',
          element('button', { type: 'button', class: 'button', textContent: say.tryAgain, onclick: () => {
            place.classList.remove('failed');
            this.open(slug);
          } }));
      });
    },
    /// Fetches a text that will probably be needed, once the browser has nothing else to do.
    prepare: (slug) => whenIdle(() => load(slug).catch(() => {})),
    /// Fetches all. Resolves when each is there, or can't be.
    loadAll: () => Promise.allSettled(missing().map(load)),
    missing,
    isHere: (slug) => isHere(articles.get(slug)),
    /// Calls `listener(article)` for each lesson whose text is there, now or later.
    onText(listener) {
      listeners.push(listener);
      for (const article of articles.values()) if (isHere(article)) listener(article);
    },
  };
}
