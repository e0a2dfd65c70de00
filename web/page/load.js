// Parts of the page that are fetched when they're first needed.

import { element } from './dom.js';

/// The address of one of the site's files.
export const addressOf = (file) => new URL(file, document.baseURI).href;

/// Imports a script of the site.
export const loadModule = (file) => import(addressOf(file));

/// The same, with its styles.
export async function loadPart(script, style) {
  const [part] = await Promise.all([loadModule(script), loadStyle(style)]);
  return part;
}

function loadStyle(file) {
  return new Promise((resolve, reject) => {
    const link = element('link', { rel: 'stylesheet', href: addressOf(file), onload: resolve });
    link.onerror = () => {
      link.remove();
      reject(new Error(`${file} couldn’t be loaded.`));
    };
    document.head.append(link);
  });
}
