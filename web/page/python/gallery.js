// Programs worth knowing, to open in the editor.

import { element } from '../dom.js';

/// Fills `place` with the gallery; `open(name, text)` is called for the one that is chosen. Gives a function that opens
/// one by its slug.
export function createGallery(place, open) {
  const loading = fetch('python/gallery.json').then((response) => response.json());
  loading.then((programs) => place.append(
    element('h2', { id: 'playground--gallery', textContent: 'Programs worth knowing' }),
    element('ul', { class: 'gallery' }, ...programs.map(({ slug, title, says, tip, text }) => element('li', {},
      element('button', { type: 'button', class: 'link', 'data-slug': slug, textContent: title, onclick: () => open(title, text) }),
      element('p', {}, `${says} `, element('span', { class: 'tip' }, ...marked(tip))))))), () => {});
  return async (slug) => {
    const found = (await loading).find((program) => program.slug === slug);
    if (found) open(found.title, found.text);
    return Boolean(found);
  };
}

/// A text in which what stands between backquotes is code.
function marked(text) {
  return text.split('`').map((piece, i) => (i % 2 === 1 ? element('code', { textContent: piece }) : piece));
}
