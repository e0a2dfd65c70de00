// Shows the progress while Python is being fetched.

import { element, setText } from '../dom.js';
import { button } from './button.js';

/// Calls `onCancel()` when the reader cancels, `onAgain()` when they try again, and `onWords(words)` with what it says, in short.
export function createLoading({ onCancel, onAgain, onWords }) {
  const progress = element('progress', { hidden: true, 'aria-label': 'Loading Python' });
  const cancel = button('Cancel', onCancel, { hidden: true });
  const again = button('Try again', onAgain, { class: 'button again', hidden: true });
  const words = element('span', { class: 'bench-words', role: 'status' });
  const say = (text, short = text) => {
    setText(words, text);
    onWords(short);
  };
  return {
    node: element('div', { class: 'bench-loading' }, progress, words, cancel),
    again,
    /// Sets the number of bytes that have arrived.
    progress(done, all) {
      const comes = done === 0 || done < all;
      again.hidden = true;
      progress.hidden = cancel.hidden = !comes;
      if (done > 0) Object.assign(progress, { max: all, value: done });
      else progress.removeAttribute('value');
      say(done === 0 ? 'Python is being fetched…' : comes ? `Python: ${megabytes(done)} of ${megabytes(all)} MB` : 'Python starts…', comes && done > 0 ? `Python: ${Math.floor((100 * done) / all)} %` : undefined);
    },
    /// Python is ready, or has failed. After a failure the reader may be able to try again.
    over(mayTry = false) {
      say('');
      progress.hidden = cancel.hidden = true;
      again.hidden = !mayTry;
    },
    /// Python was ready before, or is now.
    ready: () => say(''),
    triesAgain: () => { again.hidden = true; },
    hasFailed: () => !again.hidden,
  };
}

const megabytes = (bytes) => (bytes / 2 ** 20).toFixed(1);
