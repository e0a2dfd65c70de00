// The help overlay: a modal dialog, opened by its button or by the key '?'.

import { byId, element } from './dom.js';
import { keyList } from './keys.js';
import * as say from '#words/keys.js';

export function createHelp() {
  const dialog = byId('page-help');
  const open = () => {
    dialog.showModal();
    byId('help-title').focus();  // the dialog's first link is at its end
  };
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
