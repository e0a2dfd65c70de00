// The list of warnings up to the playhead: what happened, why it matters, what to do about it, and the lesson
// that explains it. Each leads to its moment and line.

import { element, setText } from '../dom.js';
import { lessons } from './lessons.js';
import * as say from '#words/warnings.js';

export function createList(player, box, onClose) {
  const list = element('ol', { class: 'warnings-list' });
  const nothing = element('p', { class: 'nothing', textContent: say.none });
  const more = element('p', { class: 'nothing' });
  box.append(nothing, list, more, element('p', { class: 'actions' },
    element('button', { type: 'button', class: 'button', textContent: say.close, onclick: onClose })));
  let shown = '';

  return {
    update() {
      const warnings = player.look((engine) => engine.warnings()) ?? [];
      const left = player.look((engine) => engine.moreWarnings()) ?? 0;
      const now = JSON.stringify([warnings, left]);
      if (now === shown) return;
      shown = now;
      nothing.hidden = warnings.length > 0;
      list.replaceChildren(...warnings.map((each) => itemOf(each, player)));
      setText(more, left > 0 ? say.more(left) : '');
    },
  };
}

function itemOf({ kind, t, position, line, text, times }, player) {
  const { title, why, advice } = say.kinds[kind];
  const lesson = lessons[kind];
  const isOwn = player.recording() !== '';  // lines of a lesson are those of its C++ program
  const isHere = !isOwn && location.hash.startsWith(lesson.address.split('--')[0]);
  const time = say.seconds(t.toFixed(3));
  const place = isOwn && line > 0 ? say.lineAt(line, time) : time;
  return element('li', {},
    element('p', { class: 'warning-head' }, element('strong', { textContent: title }), ' ',
      element('button', {
        type: 'button', class: 'link', textContent: place, title: line > 0 ? say.showsMomentAndLine : say.showsMoment,
        onclick: () => player.place(position, line),
      })),
    element('p', {}, times > 1 ? say.happened(text, times) : text),
    element('p', { class: 'warning-why' }, ...withCode(why)),
    element('p', { class: 'warning-advice' }, ...withCode(advice)),
    element('p', {}, element('a', { href: lesson.address, textContent: isHere ? say.explains : say.lesson(lesson.title) })));
}

/// Text whose parts between backquotes are code.
export const withCode = (text) => text.split('`').map((part, i) => (i % 2 === 0 ? part : element('code', { textContent: part })));
