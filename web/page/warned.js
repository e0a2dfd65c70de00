// A link in the panel's bar that says how many warnings there are up to the playhead. The list behind it is
// fetched when it's first opened.

import { createBox } from './box.js';
import { byId, element, setText } from './dom.js';
import { createPart } from './load.js';
import { partWarnings } from '#words/messages.js';
import * as say from '#words/panel.js';

export function createWarned(player, { notice }) {
  const box = element('div', { id: 'warnings-box', class: 'rows-box warnings-box', role: 'group', 'aria-label': say.warnings, hidden: true });
  const link = element('button', {
    type: 'button', class: 'link warned', id: 'warnings-open', 'aria-controls': box.id, 'aria-expanded': 'false', hidden: true,
    onclick: () => show(box.hidden),
  });
  byId('rows-open').before(link);
  byId('rows-box').after(box);
  const part = createPart('warnings.js', 'warnings.css', ({ createList }) => createList(player, box, () => show(false)), { notice, words: partWarnings });
  let list = null;
  let count = 0;

  const around = createBox(box, link, {
    first: () => box.querySelector('button'),
    onShow(open) {
      link.hidden = count === 0 && !open;
      list.update();
    },
  });

  async function show(open) {
    list = await part.load(() => show(open));
    if (list) around.show(open);
  }

  player.on('state', () => {
    count = player.look((engine) => engine.warned()) ?? 0;
    setText(link, say.warningCount(count));
    link.hidden = count === 0 && box.hidden;
    if (!box.hidden) list.update();
  });
}
