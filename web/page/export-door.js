// Opens the dialog that makes files of the run. Its code is fetched the first time.

import { byId } from './dom.js';
import { loadPart } from './load.js';

export function createExportDoor(player, notice) {
  const button = byId('export-open');
  let loading = null;
  async function open() {
    loading ??= loadPart('export/export.js', 'export/export.css').then(({ createExport }) => createExport(player));
    try {
      await (await loading).show();
    } catch (error) {
      loading = null;
      console.info(error);
      notice.show('Export could not be loaded: the network is gone.', { label: 'Try again', act() {
        notice.show('');
        open();
      } });
    }
  }
  button.addEventListener('click', open);
}
