// Parts of the page that are fetched when they're first needed.

import { element } from './dom.js';

const address = (file) => new URL(file, document.baseURI).href;

export const loadModule = (file) => import(address(file));

/// Resolves when the style sheet applies.
export function loadStyle(file) {
  return new Promise((resolve, reject) => {
    const link = element('link', { rel: 'stylesheet', href: address(file), onload: resolve });
    link.onerror = () => {
      link.remove();
      reject(new Error(`${file} couldn’t be loaded.`));
    };
    document.head.append(link);
  });
}
