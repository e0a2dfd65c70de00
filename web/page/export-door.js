// Opens the dialog that makes files of the run. Its code is fetched the first time.

import { byId } from './dom.js';
import { loadPart } from './load.js';

export function createExportDoor(player, notice) {
  let part = null;
  async function open() {
    part ??= loadPart('export/export.js', 'export/export.css').then(({ createExport }) => createExport(player));
    part.catch(() => { part = null; });
    try {
      await (await part).show();
    } catch (error) {
      console.info(error);
      notice.show('Export could not be loaded: the network is gone.', { label: 'Try again', act() {
        notice.show('');
        open();
      } });
    }
  }
  byId('export-open').addEventListener('click', open);
}
