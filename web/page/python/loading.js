// Shows the progress while Python is being fetched.

import { element, setText } from '../dom.js';
import { button } from './button.js';
import * as say from '#words/playground.js';

/// Calls `onCancel()` when the reader cancels, `onAgain()` when they try again, and `onWords(words)` with what it says, in short.
export function createLoading({ onCancel, onAgain, onWords }) {
  const progress = element('progress', { hidden: true, 'aria-label': say.loading });
  const cancel = button(say.cancel, onCancel, { hidden: true });
  const again = button(say.tryAgain, onAgain, { class: 'button again', hidden: true });
  const words = element('span', { class: 'bench-words', role: 'status' });
  const tell = (text, short = text) => {
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
      tell(done === 0 ? say.fetching : comes ? say.fetched(megabytes(done), megabytes(all)) : say.starting,
        comes && done > 0 ? say.fetchedPart(Math.floor((100 * done) / all)) : undefined);
    },
    /// Python is ready, or has failed. After a failure the reader may be able to try again.
    over(mayTry = false) {
      tell('');
      progress.hidden = cancel.hidden = true;
      again.hidden = !mayTry;
    },
    /// Python was ready before, or is now.
    ready: () => tell(''),
    triesAgain: () => { again.hidden = true; },
    hasFailed: () => !again.hidden,
  };
}

const megabytes = (bytes) => (bytes / 2 ** 20).toFixed(1);
