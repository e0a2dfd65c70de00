// How one reads on: the paging keys lead from lesson to lesson where there is no more
// text to scroll to, and a lesson whose end has come into view has been read.

import { byId, element } from './dom.js';

const slack = 2;  // pixels: scroll positions are fractions on some screens
const fields = 'input, select, textarea, [contenteditable], dialog';

/// `open(slug)` goes to a lesson as a link would.
export function createPaging(lessons, open) {
  document.addEventListener('keydown', (event) => {
    const by = { PageDown: 1, PageUp: -1 }[event.key];
    if (!by || event.defaultPrevented || event.repeat) return;  // a key that is held stops at the end
    if (event.ctrlKey || event.altKey || event.metaKey || event.shiftKey) return;
    if (event.target.closest(fields) || scrollsItself(event.target, by)) return;
    const { scrollHeight } = document.documentElement;
    const atEnd = by > 0 ? scrollY + innerHeight >= scrollHeight - slack : scrollY <= slack;
    const slug = lessons.beside(by);
    if (!atEnd || !slug) return;
    event.preventDefault();
    open(slug);
  });
}

/// Whether some part of the page that holds the focus can be scrolled further that way.
function scrollsItself(target, by) {
  for (let node = target; node && node !== document.body && node !== document.documentElement; node = node.parentElement) {
    if (!/auto|scroll/.test(getComputedStyle(node).overflowY)) continue;
    const left = by > 0 ? node.scrollHeight - node.clientHeight - node.scrollTop : node.scrollTop;
    if (left > slack) return true;
  }
  return false;
}

/// Calls `onRead(slug)` when the end of a lesson has come into view. Gives `again()`,
/// to be called when another lesson is shown.
export function createEndWatch(lessons, onRead) {
  // It stands in the space below the text, which is as high as the panel's dock: seen, it is not under the dock.
  const end = element('div', { class: 'text-end', 'aria-hidden': 'true' });
  byId('page-text').append(end);
  const observer = new IntersectionObserver((entries) => {
    const shown = lessons.shown();
    if (entries.at(-1).isIntersecting && lessons.slugs.includes(shown)) onRead(shown);
  });
  observer.observe(end);
  return {
    again() {
      observer.unobserve(end);  // observing anew tells again where it is
      observer.observe(end);
    },
  };
}
