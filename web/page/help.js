// The help overlay: a modal dialog, opened by its button or by the key '?'.

import { byId } from './dom.js';

export function createHelp() {
  const dialog = byId('page-help');
  const toggle = () => (dialog.open ? dialog.close() : dialog.showModal());
  byId('page-help-open').addEventListener('click', toggle);
  byId('page-help-close').addEventListener('click', () => dialog.close());
  dialog.addEventListener('click', (event) => {
    if (event.target === dialog) dialog.close();  // outside the box
  });
  return { toggle };
}
