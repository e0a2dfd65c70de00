// A list of lines that you put in order, by dragging them, with their buttons or with the arrow keys.

import { element, setText } from './dom.js';
import * as say from '#words/prediction.js';

/// `last` is a row that stays among the others and can't be moved by itself, or null; `first` is the first row's number.
/// Calls `onMoved(row, place)`.
export function createMovable({ last = null, first = 1, onMoved }) {
  const list = element('ol', { class: 'order' });
  const rows = () => [...list.children];

  function createRow(text) {
    const button = (by) => element('button', {
      type: 'button', class: 'mover', 'aria-label': by < 0 ? say.moveUp(text) : say.moveDown(text), onclick: () => move(row, by),
    }, arrow(by));
    const row = element('li', { class: 'row', 'data-text': text },
      element('span', { class: 'grip' }), element('span', { class: 'place' }), element('code', { textContent: text }),
      element('span', { class: 'mark' }), button(-1), button(1));
    return row;
  }

  /// Moves a row by moving its neighbour around it, which keeps the focus in place.
  function move(row, by) {
    const neighbour = by < 0 ? row.previousElementSibling : row.nextElementSibling;
    if (!neighbour) return;
    if (by < 0) row.after(neighbour);
    else row.before(neighbour);
    changed(row);
  }

  function changed(row) {
    number();
    onMoved(row, rows().indexOf(row));
  }

  function number() {
    const limit = last ? rows().indexOf(last) : rows().length;
    rows().forEach((row, i) => {
      if (row !== last) setText(row.querySelector('.place'), i < limit ? String(i + first) : '–');
    });
    list.classList.toggle('all-printed', last !== null && limit === rows().length - 1);
  }

  list.addEventListener('keydown', (event) => {
    const row = event.target.closest('.row');
    const by = { ArrowUp: -1, ArrowDown: 1 }[event.key];
    if (!row || !by) return;
    event.preventDefault();
    move(row, by);
  });

  list.addEventListener('pointerdown', (event) => {
    const row = event.target.closest('.row');
    if (!row || event.button !== 0 || event.target.closest('button')) return;
    if (event.pointerType === 'touch' && !event.target.closest('.grip')) return;  // a finger anywhere else scrolls the page
    event.preventDefault();
    list.setPointerCapture(event.pointerId);
    row.classList.add('dragged');
    const drag = ({ clientY }) => {
      const others = rows().filter((other) => other !== row);
      const next = others.find((other) => {
        const { top, height } = other.getBoundingClientRect();
        return clientY < top + height / 2;
      }) ?? null;
      if (next === row.nextElementSibling) return;
      list.insertBefore(row, next);
      changed(row);
    };
    list.addEventListener('pointermove', drag);
    list.addEventListener('lostpointercapture', () => {
      list.removeEventListener('pointermove', drag);
      row.classList.remove('dragged');
    }, { once: true });
  });

  return {
    node: list,
    rows,
    /// Fills the list with these lines.
    fill(texts) {
      list.replaceChildren(...texts.map(createRow), ...(last ? [last] : []));
      number();
    },
  };
}

/// A fixed order that doesn't give the answer away: by a hash of the text, and never the declared order.
export function shuffled(texts) {
  const hash = (text) => [...text].reduce((h, c) => Math.imul(h ^ c.charCodeAt(0), 16777619) >>> 0, 2166136261);
  const order = texts.map((text, i) => [hash(`${text}${i}`), text]).sort(([a], [b]) => a - b).map(([, text]) => text);
  return order.every((text, i) => text === texts[i]) ? [...order.slice(1), order[0]] : order;
}

function arrow(by) {
  const svg = document.createElementNS('http://www.w3.org/2000/svg', 'svg');
  svg.setAttribute('viewBox', '0 0 16 16');
  svg.setAttribute('aria-hidden', 'true');
  const path = document.createElementNS('http://www.w3.org/2000/svg', 'path');
  path.setAttribute('d', by < 0 ? 'm3 10 5-5 5 5' : 'm3 6 5 5 5-5');
  svg.append(path);
  return svg;
}
