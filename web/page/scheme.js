// Light or dark: the system's choice, until the reader makes one. The choice is an attribute of the root
// element; theme.css has both sets of colours. This file also reads the system's other preferences and the
// kind of pointer.

import { byId } from './dom.js';
import { recall, remember } from './storage.js';
import * as say from '#words/contents.js';

const next = { auto: 'light', light: 'dark', dark: 'auto' };

function storedChoice() {
  const choice = recall('scheme');
  return choice in next ? choice : 'auto';
}

/// Shows the reader's choice, or the one that's stored. Call it before the body is parsed.
export function applyChoice(choice = storedChoice()) {
  document.documentElement.dataset.scheme = choice;
}

/// `onChange` listeners get no arguments; read `dark()`, `contrast()`, `reducedMotion()` and `coarse()`.
export function createScheme() {
  const darkQuery = matchMedia('(prefers-color-scheme: dark)');
  const motionQuery = matchMedia('(prefers-reduced-motion: reduce)');
  const coarseQuery = matchMedia('(pointer: coarse)');
  const contrastQuery = matchMedia('(prefers-contrast: more)');
  const forcedQuery = matchMedia('(forced-colors: active)');  // the system's colours, whatever the reader chose here
  const listeners = [];
  let choice = storedChoice();
  const changed = () => listeners.forEach((listener) => listener());
  for (const query of [darkQuery, motionQuery, coarseQuery, contrastQuery, forcedQuery]) query.addEventListener('change', changed);

  return {
    dark: () => (choice === 'auto' || forcedQuery.matches ? darkQuery.matches : choice === 'dark'),
    contrast: () => contrastQuery.matches || forcedQuery.matches,
    reducedMotion: () => motionQuery.matches,
    coarse: () => coarseQuery.matches,
    onChange: (listener) => listeners.push(listener),
    bindButton() {
      const button = byId('page-scheme');
      const label = () => {
        button.title = say.colours(say.schemes[choice]);
        button.setAttribute('aria-label', say.coloursAndNext(say.schemes[choice], say.schemes[next[choice]]));
      };
      label();
      button.addEventListener('click', () => {
        choice = next[choice];
        remember('scheme', choice === 'auto' ? null : choice);
        applyChoice(choice);
        label();
        changed();
      });
    },
  };
}
