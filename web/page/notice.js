// Sentences to the reader: in the line below the header if a request can't be carried out, and in the panel's
// place if there can't be a panel.

import { byId, setText } from './dom.js';

export const reasons = {
  wasm: 'This browser has no WebAssembly, which the program needs. The text and the listings are all here; nothing runs.',
  load: 'The program could not be loaded. The text and the listings are all here; reload the page to try again.',
  webgl: 'This browser has no WebGL 2, which the drawn panel needs. The text view shows the same run.',
  stopped: 'The program has stopped because of an error. Reload the page to start it again.',
  lost: 'The browser has taken the panel’s drawing surface away. It will be drawn again as soon as it is given back.',
};

export function createNotice() {
  const line = byId('page-notice');
  const close = byId('page-notice-close');
  const button = byId('page-notice-action');
  const words = byId('panel-words');
  let lasting = '';
  let action = null;
  const write = (text, next = null) => {
    setText(line, text);
    close.hidden = text === '' || Boolean(next);  // the notice has an action instead
    action = next?.act;
    setText(button, next?.label ?? '');
    button.hidden = !next;
  };
  const show = (sentences, next) => write([lasting, sentences].filter(Boolean).join(' '), next);
  close.addEventListener('click', () => write(''));
  button.addEventListener('click', () => action());
  return {
    /// Shows one or more sentences until they're closed or replaced; '' clears them. With `{ label, act }`, a
    /// button for that replaces the close button.
    show,
    /// Shows a sentence in front of all later ones.
    keep(sentence) {
      lasting = sentence;
      show('');
    },
    /// Explains in the panel's place why nothing is drawn there; '' shows the canvas.
    stage(sentence) {
      setText(words, sentence);
      words.hidden = sentence === '';
    },
  };
}
