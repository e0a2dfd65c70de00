// Opens the box in which one asks ‘what if’: by its link in the panel's bar, by its key, or at a task's row. The
// box's code is fetched the first time.

import { byId } from './dom.js';
import { loadPart } from './load.js';

export function createWhatIfDoor(player, { notice, onOpen }) {
  const link = byId('what-if-open');
  let loading = null;

  function load() {
    loading ??= loadPart('what-if.js', 'what-if.css').then(({ createWhatIf }) => createWhatIf(player, byId('what-if'), link));
    return loading;
  }

  /// Shows the box for a task, or hides it if no task is named and it's open.
  async function open(task = null) {
    try {
      const box = await load();
      if (task === null && box.isOpen()) return box.close();
      onOpen();
      return box.open(task);
    } catch (error) {
      loading = null;
      console.info(error);
      return notice.show('That part of the page could not be loaded: the network is gone.', { label: 'Try again', act: () => open(task) });
    }
  }

  link.addEventListener('click', () => open());

  /// The task whose row is at the pointer, or 0; with `names`, only in the column of names.
  function taskAt(event, { names }) {
    const box = event.target.getBoundingClientRect();
    const [x, y] = [event.clientX - box.left, event.clientY - box.top];
    if (names && x >= (player.view()?.[2] ?? 0)) return 0;
    return player.look((engine) => engine.taskAt(x, y));
  }

  const canvas = byId('canvas');
  const at = (choice) => (event) => {
    const task = taskAt(event, choice);
    if (!task) return;
    event.preventDefault();
    open(task);
  };
  canvas.addEventListener('click', at({ names: true }));
  canvas.addEventListener('contextmenu', at({ names: false }));
  return { open };
}
