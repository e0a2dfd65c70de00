// The way back to the lesson that a program came from.

import { byId, element } from '../dom.js';
import * as say from '#words/playground.js';

export function createWayBack() {
  const link = element('a', {});
  const node = element('p', { class: 'bench-from', hidden: true }, link);
  return {
    node,
    /// `slug` is the lesson's, or null.
    show(slug) {
      const lesson = slug && byId(slug);
      node.hidden = !lesson?.classList.contains('lesson');
      if (node.hidden) return;
      link.setAttribute('href', `#${slug}`);
      link.textContent = say.backToLesson(Number(lesson.dataset.number), lesson.querySelector('h1').textContent);
    },
  };
}
