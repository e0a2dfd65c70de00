// Saves a text, or a blob, as a file.

import { element } from './dom.js';

export function download(content, name, type = 'text/x-python') {
  const address = URL.createObjectURL(content instanceof Blob ? content : new Blob([content], { type }));
  element('a', { href: address, download: name }).click();
  setTimeout(() => URL.revokeObjectURL(address), 1000);
}
