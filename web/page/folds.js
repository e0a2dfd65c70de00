// What of a program folds away, in its listings: a line ‘… 6 lines that don’t run here’ in place of them, which opens
// them. It changes only when a setting does, never while the run plays.

import { element } from './dom.js';
import { foldsOf, isLong } from './folding.js';
import * as say from '#words/listing.js';

const textOf = (line) => [...line.childNodes].filter((child) => !child.classList?.contains('stand')).map((child) => child.textContent).join('').replace(/\n$/, '');

export function createFolds(program) {
  const helpers = (program.dataset.fold ?? '').split(' ');
  const opened = new Set();  // the first lines of what the reader has opened
  const listings = [...program.querySelectorAll('.listing')].map((listing) => {
    const lines = [...listing.querySelectorAll('.line')];
    return { lines, texts: lines.map(textOf), language: listing.dataset.language, shown: '', rows: [] };
  });
  let long = null;
  let latest = '';

  function createRow({ from, to, count, words }, { lines }) {
    const inside = lines.slice(from, to);
    const button = element('button', { type: 'button', textContent: say.folded(count, words), onclick: () => open(button.getAttribute('aria-expanded') === 'false') });
    const node = element('span', { class: 'fold' }, button);
    node.style.setProperty('--lines', to - from);
    function open(wanted) {
      wanted ? opened.add(inside[0]) : opened.delete(inside[0]);
      button.setAttribute('aria-expanded', String(wanted));
      for (const line of inside) line.classList.toggle('folded', !wanted);
    }
    lines[from].before(node);
    open(opened.has(inside[0]));
    return { node, inside, open };
  }

  function fold(listing, settings, i) {
    const folds = foldsOf(listing.texts, listing.language, settings, { long: long[i], helpers });
    const shown = JSON.stringify(folds);
    if (shown === listing.shown) return;
    listing.shown = shown;
    for (const { node, inside } of listing.rows) {
      node.remove();
      for (const line of inside) line.classList.remove('folded');
    }
    listing.rows = folds.map((each) => createRow(each, listing));
  }

  return {
    update(parameters) {
      const settings = new Map(parameters.map((p) => [p.name, p.value]));
      const now = JSON.stringify([...settings]);
      if (now === latest) return;
      latest = now;
      const { repair } = program.dataset;  // its sides are no folds: see program.css
      program.classList.toggle('repaired', !!settings.get(repair));
      settings.delete(repair);
      const defaults = new Map(parameters.map((p) => [p.name, p.default]));
      long ??= listings.map(({ texts, language }) => isLong(texts, language, defaults, helpers));
      listings.forEach((listing, i) => fold(listing, settings, i));
    },
    /// Opens what a line is in.
    open(line) {
      listings.flatMap(({ rows }) => rows).find(({ inside }) => inside.includes(line))?.open(true);
    },
  };
}
