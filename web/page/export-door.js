// Opens the dialog that makes files of the run. Its code is fetched the first time.

import { byId } from './dom.js';
import { createPart } from './load.js';
import * as say from '#words/messages.js';

export function createExportDoor(player, notice) {
  const part = createPart('export/export.js', 'export/export.css', ({ createExport }) => createExport(player), { notice, words: say.partExport });

  async function open() {
    const dialog = await part.load(open);
    await dialog?.show().catch((error) => part.failed(error, open));  // it fetches its module
  }

  byId('export-open').addEventListener('click', open);
}
