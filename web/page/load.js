// Parts of the page that are fetched when they're first needed.

import { byId, element } from './dom.js';
import * as say from '#words/messages.js';

/// The address of one of the site's files.
export const addressOf = (file) => new URL(file, document.baseURI).href;

/// Imports a script of the site.
export const loadModule = (file) => import(addressOf(file));

const styles = new Map();  // those that are there or on their way

function loadStyle(file) {
  if (!styles.has(file)) styles.set(file, new Promise((resolve, reject) => {
    const link = element('link', { rel: 'stylesheet', href: addressOf(file), onload: resolve });
    link.onerror = () => {
      link.remove();
      styles.delete(file);
      reject(new Error(say.notLoaded(file)));
    };
    document.head.append(link);
  }));
  return styles.get(file);
}

/// A part that `make(module)` makes of its script, once that and its styles are there. If they can't be fetched, the
/// notice says so, with `words` for the part; then the next attempt fetches them again.
export function createPart(script, style, make, { notice, words }) {
  const sentence = say.networkGone(words);
  let loading = null;
  let part = null;

  /// Says that it couldn't be loaded. `again()` is what ‘Try again’ does.
  function failed(error, again) {
    loading = null;
    console.info(error);
    notice.show(sentence, { label: say.tryAgain, act: again });
  }

  return {
    failed,
    /// Returns the part; or null, after saying so, if it can't be loaded.
    async load(again) {
      if (byId('page-notice').textContent.endsWith(sentence)) notice.show('');
      let module;
      try {
        loading ??= Promise.all([loadModule(script), loadStyle(style)]);
        [module] = await loading;
      } catch (error) {
        failed(error, again);
        return null;
      }
      return (part ??= make(module));
    },
    /// Returns the part if it was asked for before, else null.
    async asked() {
      await loading?.catch(() => null);
      return part;
    },
  };
}
