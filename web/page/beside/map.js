// Shows the reader's progress in the map of the course, as the tutorial's contents have it.

import { createProgress } from '../progress.js';

addEventListener('DOMContentLoaded', () => {
  const items = new Map([...document.querySelectorAll('.map-list > [data-lesson]')].map((item) => [item.dataset.lesson, item]));
  const progress = createProgress({ slugs: [...items.keys()], article: (slug) => items.get(slug) });

  function update() {
    document.querySelector('.map-progress').textContent = progress.all();
    for (const [slug, item] of items) {
      const { words, share } = progress.of(slug);
      item.querySelector('.progress').textContent = words;
      for (const node of document.querySelectorAll(`[data-lesson="${slug}"]`)) {
        node.dataset.share = share;
        const number = node.querySelector('.number');
        if (number) number.textContent = `${parseInt(number.textContent, 10)}${share === 'all' ? ' ✓' : ''}`;
      }
    }
  }

  document.querySelector('.map-legend').hidden = false;
  progress.onChange(update);
  update();
});
