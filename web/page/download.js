// Saves a text as a file.

import { element } from './dom.js';

export function download(text, name, type = 'text/x-python') {
  const address = URL.createObjectURL(new Blob([text], { type }));
  element('a', { href: address, download: name }).click();
  setTimeout(() => URL.revokeObjectURL(address), 1000);
}
