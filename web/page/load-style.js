// Loads a style sheet that a part of the page needs when it's first opened.

import { element } from './dom.js';

export function loadStyle(href) {
  return new Promise((resolve, reject) => {
    const link = element('link', { rel: 'stylesheet', href, onload: resolve });
    link.onerror = () => {
      link.remove();
      reject(new Error(`${href} couldn’t be loaded.`));
    };
    document.head.append(link);
  });
}
