// Opens the box in which one asks ‘what if’: by its link in the panel's bar, by its key, or by the menu button of the
// mouse at a task's row. The box's code is fetched the first time.

import { byId } from './dom.js';
import { createPart } from './load.js';
import * as say from '#words/messages.js';

export function createWhatIfDoor(player, { notice, onOpen }) {
  const link = byId('what-if-open');
  const part = createPart('what-if.js', 'what-if.css', ({ createWhatIf }) => createWhatIf(player, byId('what-if'), link), { notice, words: say.partWhatIf });

  /// Shows the box for a task, or hides it if no task is named and it's open.
  async function open(task = null) {
    if (link.disabled) {
      notice.show(link.title);
      return;
    }
    const box = await part.load(() => open(task));
    if (!box) return;
    if (task === null && box.isOpen()) {
      box.close();
      return;
    }
    onOpen();
    player.command('pause');  // ‘here’ stays where it is while the reader chooses
    box.open(task ?? Number(player.choices()['view.task'] ?? 0));
  }

  link.addEventListener('click', () => open());

  const canvas = byId('canvas');
  canvas.addEventListener('contextmenu', (event) => {
    const box = canvas.getBoundingClientRect();
    const [x, y] = [event.clientX - box.left, event.clientY - box.top].map((each) => each / player.scale());
    const task = player.look((engine) => engine.taskAt(x, y));
    if (!task) return;
    event.preventDefault();
    open(task);
  });
  return { open, close: async () => (await part.asked())?.close() };
}
