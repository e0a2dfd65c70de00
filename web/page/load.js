// Fetches parts of the page that aren't needed at once.

import { element } from './dom.js';

/// The address of one of the site's files.
export const addressOf = (file) => new URL(file, document.baseURI).href;

/// Imports a script of the site, and its styles.
export async function loadPart(script, style) {
  const [part] = await Promise.all([import(addressOf(script)), loadStyle(addressOf(style))]);
  return part;
}

function loadStyle(href) {
  return new Promise((resolve, reject) => {
    const link = element('link', { rel: 'stylesheet', href, onload: resolve });
    link.onerror = () => {
      link.remove();
      reject(new Error(`${href} couldn’t be loaded.`));
    };
    document.head.append(link);
  });
}
