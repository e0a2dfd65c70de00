// The help overlay: a modal dialog, opened by its button or by the key '?'. What it has besides the keys is fetched the
// first time.

import { byId, element, setText } from './dom.js';
import { keyList } from './keys.js';
import { fetchPart } from './texts.js';
import * as say from '#words/keys.js';

export function createHelp() {
  const dialog = byId('page-help');
  const open = () => {
    dialog.showModal();
    byId('help-title').focus();  // the dialog's first link is at its end
    if (!more.childElementCount) fetchMore();
  };
  const more = byId('page-help-more');
  const fetchMore = () => fetchPart(more.dataset.text, '#page-help-more').then((part) => more.replaceChildren(...part.childNodes), (error) => {
    console.info(error);
    setText(more, say.helpNotLoaded);
  });
  const toggle = () => (dialog.open ? dialog.close() : open());
  byId('page-help-open').addEventListener('click', toggle);
  byId('page-help-close').addEventListener('click', () => dialog.close());
  dialog.addEventListener('click', (event) => {
    if (event.target === dialog || event.target.closest('a')) dialog.close();  // a click outside the box, or on a link
  });
  byId('page-help-keys').append(...keyList.map(({ shown, words }) => element('tr', {},
    element('td', {}, ...shown.flatMap((key, i) => [...(i ? [` ${say.orKey} `] : []), element('kbd', { textContent: key })])),
    element('td', { textContent: words }))));
  return { toggle };
}
