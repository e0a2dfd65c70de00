// Saves a text as a file.

import { element } from './dom.js';

export function download(text, name) {
  const address = URL.createObjectURL(new Blob([text], { type: 'text/x-python' }));
  element('a', { href: address, download: name }).click();
  setTimeout(() => URL.revokeObjectURL(address), 1000);
}
