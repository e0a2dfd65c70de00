// A small box over the panel: the link that restores what is shown, the code that embeds it, and buttons that
// copy them. It's fetched when it's first opened.

import { createBox } from '../box.js';
import { byId, element, setText } from '../dom.js';
import { lengthWords } from './length.js';
import { embedCode, lessonLink } from './links.js';
import * as say from '#words/share.js';

const root = () => new URL('.', document.baseURI).href;

/// `shown()` says what there is to share: `{ lesson, fragment, title }`, `{ program }` with a promise of its
/// link, or `{}` for a recording.
export function createShare({ opener, shown }) {
  const said = element('p', { role: 'status', class: 'share-said' });
  const link = element('input', { type: 'text', readOnly: true, id: 'share-link', spellcheck: false });
  const code = element('textarea', { readOnly: true, id: 'share-code', rows: 3, spellcheck: false });
  const listing = element('input', { type: 'checkbox', onchange: fill });
  const copyLink = copyButton(say.copyLink, link, say.linkCopied);
  const copyCode = copyButton(say.copyCode, code, say.codeCopied);
  const linked = element('div', {},
    element('label', { htmlFor: link.id, textContent: say.linkIs }), element('p', {}, link, copyLink));
  const embedded = element('div', {},
    element('label', { htmlFor: code.id, textContent: say.codeIs }), code,
    element('p', {}, element('label', {}, listing, ` ${say.withProgram}`), copyCode));
  const box = element('div', { class: 'rows-box share-box', id: 'share-box', role: 'dialog', 'aria-label': say.title, hidden: true },
    linked, said, embedded,
    element('p', { class: 'actions' }, element('button', { type: 'button', class: 'button', textContent: say.close, onclick: () => around.show(false) })));
  byId('page-panel').append(box);

  function copyButton(textContent, field, done) {
    const copy = async () => {
      if (!await fill()) return;  // the run may have gone on
      try {
        await navigator.clipboard.writeText(field.value);
        tell(done, lengthWords(field.value));
      } catch {
        field.focus();
        field.select();
        tell(say.copyYourself, lengthWords(field.value));
      }
    };
    return element('button', { type: 'button', class: 'button', textContent, onclick: copy });
  }

  const tell = (...sentences) => setText(said, sentences.filter(Boolean).join(' '));

  /// Returns whether there's a link.
  async function fill() {
    const { fragment, title, program } = shown();
    linked.hidden = !fragment && !program;
    embedded.hidden = !fragment;
    if (linked.hidden) {
      tell(say.isRecording);
      return false;
    }
    link.value = fragment ? lessonLink(fragment, root()) : await program.catch((error) => console.info(error)) ?? '';
    code.value = fragment ? embedCode(fragment, root(), { title, listing: listing.checked }) : '';
    tell(link.value ? lengthWords(link.value) : say.noLink);
    return link.value !== '';
  }

  const first = () => (linked.hidden ? box.querySelector('p:last-child button') : copyLink);
  const around = createBox(box, opener, { first, onShow: async (open) => {
    if (!open) return;
    await fill();
    if (around.isOpen()) first().focus({ preventScroll: true });
  } });

  return { toggle: around.toggle };
}
