// Progress as a file: saved here, loaded in another browser, or handed in.

import { download } from '../download.js';
import { element } from '../dom.js';
import { validRecords } from '../progress.js';
import * as say from '#words/classroom.js';

const kind = 'interleave progress';
const version = 1;
const mostBytes = 1e6;

export function saveProgress(progress) {
  download(`${JSON.stringify({ kind, version, lessons: progress.records() }, null, 2)}\n`, 'interleave-progress.json', 'application/json');
}

export function loadProgress(progress, lessons, notice) {
  const file = element('input', { type: 'file', accept: '.json,application/json', hidden: true, 'aria-label': say.progressFile });
  file.addEventListener('change', async () => {
    const [chosen] = file.files;
    file.remove();
    if (chosen) notice.show(await take(chosen, progress, lessons.slugs));
  });
  file.addEventListener('cancel', () => file.remove());
  document.body.append(file);
  file.click();
}

async function take(file, progress, slugs) {
  const sorry = say.notProgress(file.name);
  if (file.size > mostBytes) return sorry;
  let found;
  try {
    found = JSON.parse(await file.text());
  } catch {
    return sorry;
  }
  if (found?.kind !== kind || !Number.isInteger(found.version)) return sorry;
  if (found.version > version) return say.newerProgress(file.name);
  if (typeof found.lessons !== 'object' || found.lessons === null || Array.isArray(found.lessons)) return sorry;
  const records = Object.entries(validRecords(found.lessons)).filter(([slug]) => slugs.includes(slug));
  progress.merge(Object.fromEntries(records));
  return say.progressAdded(records.length, progress.all());
}
