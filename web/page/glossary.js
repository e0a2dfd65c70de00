// Shows glossary entries next to the text: following a term in a lesson opens its entry in a popover, and the
// reader stays in place. The entries are fetched when a term is first pointed at, or has the focus. Without popovers or
// the network, and inside the glossary, a term is an ordinary link.

import { byId, setText } from './dom.js';
import * as say from '#words/contents.js';

const gap = 6;      // pixels between the term and the popover
const margin = 12;  // pixels between the popover and the edge of the window
const stir = 24;    // pixels: scrolling less than this doesn't close the popover

export function createGlossary(lessons) {
  const box = byId('term-box');
  for (const link of document.querySelectorAll('a[href^="glossary/#"]')) link.setAttribute('href', link.hash);
  const isAble = typeof box.showPopover === 'function';
  const { texts } = lessons;
  let asked = null;  // the last term whose entry was asked for

  /// The link to a term in a lesson or in the box, if the event is on one.
  function termAt({ target }) {
    const link = isAble && target.closest?.('a[href^="#term-"]');
    return link && link.id !== 'term-box-link' && (box.contains(link) || link.closest('.lesson')) ? link : null;
  }

  for (const kind of ['pointerover', 'focusin']) {
    document.addEventListener(kind, (event) => termAt(event) && texts.load('glossary').catch(() => {}));
  }
  document.addEventListener('click', (event) => {
    asked = null;
    const link = termAt(event);
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
    event.preventDefault();
    asked = link;
    if (texts.isHere('glossary')) open(link);
    else texts.load('glossary').then(() => asked === link && open(link), () => asked === link && location.assign(link.hash));
  });

  function open(link) {
    fill(link.hash.slice(1));
    if (box.contains(link)) box.focus();
    else show(link);
  }

  byId('term-box-link').addEventListener('click', hide);
  byId('term-box-close').addEventListener('click', hide);
  let shownAt = 0;  // the page's scroll offset when it opened
  addEventListener('scroll', () => Math.abs(scrollY - shownAt) > stir && hide(), { passive: true });
  addEventListener('resize', hide);

  function fill(id) {
    const term = byId(id);
    setText(byId('term-box-name'), term.textContent);
    byId('term-box-text').replaceChildren(...[...term.nextElementSibling.childNodes].map((node) => node.cloneNode(true)));
    byId('term-box-link').setAttribute('href', `#${id}`);
    const place = ({ hash }) => lessons.slugs.indexOf(hash.slice(1).split('--')[0]);
    const met = [...term.parentElement.querySelectorAll('.back a')].filter((link) => place(link) < lessons.slugs.indexOf(lessons.current()));
    byId('term-box-met').replaceChildren(...(met.length ? [say.metIn(met.length), ...met.flatMap((link) => [' ', link.cloneNode(true)])] : []));
  }

  function show(link) {
    box.showPopover();
    shownAt = scrollY;
    const [{ left, top, bottom }] = link.getClientRects();
    const { offsetWidth: width, offsetHeight: height } = box;
    const below = bottom + gap + height + margin <= innerHeight || top < height + margin;
    box.style.left = `${Math.max(margin, Math.min(left, document.documentElement.clientWidth - width - margin))}px`;
    box.style.top = `${below ? Math.min(bottom + gap, innerHeight - height - margin) : top - gap - height}px`;
    box.focus({ preventScroll: true });
  }

  function hide() {
    if (isAble && box.matches(':popover-open')) box.hidePopover();
  }

  return {
    /// The reader goes elsewhere.
    hide() {
      asked = null;
      hide();
    },
    /// Links the glossary back to the lesson that the reader came from.
    update() {
      const lesson = lessons.current();
      const back = byId('glossary-back');
      back.setAttribute('href', `#${lesson}--title`);
      setText(back, say.backToLesson(Number(lessons.number(lesson)), lessons.title(lesson)));
    },
  };
}
