// Sentences to the reader: in the line below the header if a request can't be carried out, and in the panel's
// place if there can't be a panel.

import { byId, setText } from './dom.js';
import * as say from '#words/messages.js';

export const reasons = {
  wasm: say.noWebAssembly,
  load: say.notStarted,
  webgl: say.noWebGl,
  stopped: say.stopped,
  lost: say.drawingLost,
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
