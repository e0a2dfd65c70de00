// Which rows the panel shows, and in which order: a small form that opens from a link in the panel's bar. It
// applies to the canvas and the text view.

import { createBox } from './box.js';
import { byId, element, setText } from './dom.js';
import * as say from '#words/panel.js';

const states = Object.keys(say.states);

export function createRows(player) {
  const box = byId('rows-box');
  const set = (name, value) => player.set(`rows.${name}`, value);

  const filter = element('input', { type: 'search', id: 'rows-filter', autocomplete: 'off', spellcheck: false, maxLength: 100,
    oninput: () => set('filter', filter.value) });
  const order = element('select', { id: 'rows-order', onchange: () => set('order', order.value) },
    ...Object.entries(say.rowOrders).map(([value, textContent]) => element('option', { value, textContent })));
  const fold = element('input', { type: 'checkbox', id: 'rows-fold', onchange: () => set('fold', String(fold.checked)) });
  const boxes = states.map((state) => element('input', { type: 'checkbox', value: state, checked: true, onchange: setStates }));
  const said = element('p', { role: 'status', class: 'rows-said' });
  box.append(
    element('p', {}, element('label', { htmlFor: filter.id, textContent: say.nameContains }), filter),
    element('p', {}, element('label', { htmlFor: order.id, textContent: say.order }), order),
    element('p', {}, element('label', {}, fold, ` ${say.foldRows}`)),
    element('fieldset', {}, element('legend', { textContent: say.tasksNow }),
      ...boxes.map((input) => element('label', {}, input, ` ${say.states[input.value]}`))),
    said,
    element('p', { class: 'actions' },
      element('button', { type: 'button', class: 'button', textContent: say.allRows, onclick: () => {
        set('filter', '');
        set('only', '');
        set('order', 'made');
        set('fold', 'false');
        set('states', '');
        read();
      } }),
      element('button', { type: 'button', class: 'button', textContent: say.close, onclick: () => around.show(false) })),
  );

  function setStates() {
    const chosen = boxes.filter((input) => input.checked).map((input) => input.value);
    set('states', chosen.length === states.length ? '' : chosen.join(','));
  }

  /// Makes the form say what the panel has: the address may have set it.
  function read() {
    const chosen = player.choices();
    const shown = chosen['rows.states']?.split(',') ?? states;
    filter.value = chosen['rows.filter'] ?? '';
    order.value = chosen['rows.order'] ?? 'made';
    fold.checked = chosen['rows.fold'] === 'true';
    boxes.forEach((input) => { input.checked = shown.includes(input.value); });
  }

  const link = byId('rows-open');
  const around = createBox(box, link, { first: () => filter });
  link.addEventListener('click', around.toggle);
  player.on('open', read);
  player.on('recording', read);
  player.on('state', ({ rows: { count, filtered } }) => {
    setText(said, say.rowCount(count, filtered));
  });
}
