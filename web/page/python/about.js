// The playground's description of itself, below the editor.

import { element } from '../dom.js';
import { about as words } from '#words/playground.js';

/// A piece of the description: code between backquotes, the link between square brackets.
function pieceOf(text) {
  if (text.startsWith('`')) return element('code', { textContent: text.slice(1, -1) });
  if (text.startsWith('[')) return element('a', { href: 'interleave.pyz', download: '', textContent: text.slice(1, -1) });
  return text;
}

export const about = () => element('p', { class: 'ways-out', id: 'playground-about' }, ...words.split(/(`[^`]+`|\[[^\]]+\])/).map(pieceOf));
