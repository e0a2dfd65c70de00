// How to read on: if there's nothing left to scroll to, the paging keys go from lesson to lesson. A lesson counts as
// read once its end and the heading of each section have been visible for a moment: a jump to its end isn't enough.

import { byId, element } from './dom.js';

const slack = 2;  // pixels: scroll positions are fractions on some screens
const moment = 500;  // milliseconds: longer than a place stays in view while a browser scrolls past it
const fields = 'input, select, textarea, [contenteditable], dialog';

/// `open(slug)` goes to a lesson as a link would.
export function createPaging(lessons, open) {
  document.addEventListener('keydown', (event) => {
    const by = { PageDown: 1, PageUp: -1 }[event.key];
    if (!by || event.defaultPrevented || event.repeat) return;  // a held key stops at the end
    if (event.ctrlKey || event.altKey || event.metaKey || event.shiftKey) return;
    if (event.target.closest(fields) || scrollsItself(event.target, by)) return;
    const { scrollHeight } = document.documentElement;
    const atEnd = by > 0 ? scrollY + innerHeight >= scrollHeight - slack : scrollY <= slack;
    const slug = lessons.beside(by);
    if (!atEnd || !slug || !lessons.isHere(lessons.shown())) return;
    event.preventDefault();
    open(slug);
  });
}

/// Whether the focus is in a part of the page that can be scrolled further that way.
function scrollsItself(target, by) {
  for (let node = target; node && node !== document.body && node !== document.documentElement; node = node.parentElement) {
    if (!/auto|scroll/.test(getComputedStyle(node).overflowY)) continue;
    const left = by > 0 ? node.scrollHeight - node.clientHeight - node.scrollTop : node.scrollTop;
    if (left > slack) return true;
  }
  return false;
}

/// Tells `progress` what of a lesson was visible. Returns `again()`; call it after showing another lesson.
export function createReadWatch(lessons, progress) {
  // It's in the space below the text, which is as high as the panel's dock: if it's visible, the dock doesn't
  // cover it.
  const end = element('div', { id: 'text-end', 'aria-hidden': 'true' });
  byId('page-text').append(end);
  const visible = new Map();  // places, and the timers that run while they are
  const observer = new IntersectionObserver((entries) => {
    for (const { target, isIntersecting } of entries) {
      clearTimeout(visible.get(target));
      if (isIntersecting) visible.set(target, setTimeout(() => progress.saw(lessons.shown(), target.id, placesIn().map(({ id }) => id)), moment));
    }
  });
  const placesIn = () => [...lessons.article(lessons.shown()).querySelectorAll('h2'), end];
  const again = () => {
    observer.disconnect();
    observer.takeRecords();
    visible.forEach((timer) => clearTimeout(timer));
    visible.clear();
    const shown = lessons.shown();
    if (lessons.slugs.includes(shown) && lessons.isHere(shown)) placesIn().forEach((place) => observer.observe(place));
  };
  lessons.texts.onText(again);
  return { again };
}
