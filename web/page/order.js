// The prediction 'put these lines in order': a list whose rows you move by dragging, with their buttons or
// with the arrow keys. Rows below the boundary are predicted never to be printed.

import { element, setText } from './dom.js';

export function createOrder(box, outcome, onChange) {
  const pool = box.dataset.lines ? JSON.parse(box.dataset.lines) : null;
  const said = element('p', { class: 'unseen', role: 'status' });
  const boundary = element('li', { class: 'boundary', textContent: 'never printed: the lines below' });
  const list = element('ol', { class: 'order' });
  let texts = [];

  const rows = () => [...list.children];
  const lineOf = (row) => row.dataset.text;

  /// Rebuilds the rows if the set of lines has changed.
  function update() {
    const wanted = pool ?? outcome().output.map(({ text }) => text);
    if (JSON.stringify(wanted) === JSON.stringify(texts)) return;
    texts = wanted;
    list.replaceChildren(...shuffled(texts).map(createRow), boundary);
    number();
  }

  function createRow(text) {
    const button = (label, by) => element('button', {
      type: 'button', class: 'mover', 'aria-label': `Move ‘${text}’ ${label}`, onclick: () => move(row, by),
    }, arrow(by));
    const row = element('li', { class: 'row', 'data-text': text },
      element('span', { class: 'grip' }), element('span', { class: 'place' }), element('code', { textContent: text }),
      element('span', { class: 'mark' }), button('up', -1), button('down', 1));
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
    onChange();
    const place = rows().indexOf(row);
    const never = place > rows().indexOf(boundary);
    setText(said, `‘${lineOf(row)}’ is now ${never ? 'among the lines that are never printed' : `number ${place + 1}`}.`);
  }

  function number() {
    const limit = rows().indexOf(boundary);
    rows().forEach((row, i) => {
      if (row !== boundary) setText(row.querySelector('.place'), i < limit ? String(i + 1) : '–');
    });
    list.classList.toggle('all-printed', limit === rows().length - 1);
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

  /// The lines in question that the run prints, and after how many callbacks. The run may print others too.
  function asked(output, printedAfter) {
    const left = [...texts];
    const kept = output.map(({ text }, i) => ({ text, after: printedAfter[i] })).filter(({ text }) => {
      const at = left.indexOf(text);
      if (at >= 0) left.splice(at, 1);
      return at >= 0;
    });
    return { real: kept.map(({ text }) => text), after: kept.map(({ after }) => after) };
  }

  return {
    node: element('div', {}, list, said),
    update,
    clear: () => rows().forEach((row) => setMark(row, '')),
    check({ output, printed_after: printedAfter }) {
      const { real, after } = asked(output, printedAfter);
      const limit = rows().indexOf(boundary);
      const answer = rows().slice(0, limit).map(lineOf);
      const verdicts = rows().map((row, i) => {
        if (row === boundary) return true;
        const good = i < limit ? real[i] === lineOf(row) : !isPrinted(lineOf(row), answer, real);
        setMark(row, good ? 'right' : 'wrong');
        return good;
      });
      const right = verdicts.every(Boolean);
      const wrong = verdicts.filter((good) => !good).length;
      const places = wrong === 1 ? 'one line is' : `${wrong} lines are`;
      if (right) return { right, sentence: 'Right: that is what the run prints.' };
      const first = real.findIndex((text, i) => text !== answer[i]);  // -1 if the only mistake is an extra line
      return {
        right,
        sentence: `Not quite: ${places} not where the run has ${wrong === 1 ? 'it' : 'them'}. Move the lines and check again, or look at the run.`,
        at: first < 0 ? { t: output.at(-1)?.t ?? 0 } : { after: after[first] },
      };
    },
  };
}

/// Whether the run prints `text` more often than the answer contains it so far.
function isPrinted(text, answer, real) {
  const count = (list) => list.filter((line) => line === text).length;
  return count(real) > count(answer);
}

function setMark(row, verdict) {
  const mark = row.querySelector('.mark');
  if (!mark) return;
  row.classList.toggle('is-right', verdict === 'right');
  row.classList.toggle('is-wrong', verdict === 'wrong');
  setText(mark, { right: '✓ right', wrong: '✗ not here' }[verdict] ?? '');
}

/// A fixed order that doesn't give the answer away: by a hash of the text, and never the declared order.
function shuffled(texts) {
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
