// Programs worth exploring, to open in the editor.

import { element } from '../dom.js';
import * as say from '#words/playground.js';

/// Fills `place` with the gallery, and calls `open(name, text, run)` with the chosen program; `run` are settings from a link.
export function createGallery(place, open) {
  const items = element('div');
  place.append(element('h2', { id: 'playground--gallery', textContent: say.gallery }), items);
  let loading = load();

  async function load() {
    try {
      const programs = await (await fetch('python/gallery.json')).json();
      items.replaceChildren(element('ul', { class: 'gallery' }, ...programs.map(itemOf)));
      return programs;
    } catch {
      items.replaceChildren(element('p', {}, `${say.galleryGone} `,
        element('button', { type: 'button', class: 'button', textContent: say.tryAgain, onclick: () => { loading = load(); } })));
      return [];
    }
  }

  const itemOf = ({ slug, title, says, tip, text }) => element('li', {},
    element('button', { type: 'button', class: 'link', 'data-slug': slug, textContent: title, onclick: () => open(title, text) }),
    element('p', {}, ...marked(`${says} `), element('span', { class: 'tip' }, ...marked(tip))));

  return {
    /// A promise of the programs: `[{ slug, title, text… }]`.
    programs: () => loading,
    /// Opens a program by its slug. Returns whether it exists.
    async open(slug, run) {
      const found = (await loading).find((program) => program.slug === slug);
      if (found) open(found.title, found.text, run);
      return Boolean(found);
    },
  };
}

/// Turns text between backquotes into code.
function marked(text) {
  return text.split('`').map((piece, i) => (i % 2 === 1 ? element('code', { textContent: piece }) : piece));
}
