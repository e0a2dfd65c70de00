// Opens programs from files.

import { mostBytes } from './links.js';

/// Reads files as programs. Returns `{ programs: [{ name, text }], wrong }`, with a sentence for each file
/// that isn't one.
export async function readPrograms(files) {
  const read = await Promise.all([...files].map(readOne));
  return { programs: read.filter(({ text }) => text !== undefined), wrong: read.map(({ wrong }) => wrong).filter(Boolean).join(' ') };
}

async function readOne(file) {
  const refused = (why) => ({ wrong: `‘${file.name}’ was not opened: ${why}` });
  if (!/\.(pyw?|txt)$/i.test(file.name)) return refused('its name doesn’t end in .py.');
  if (file.size > mostBytes) return refused(`it has ${Math.ceil(file.size / 1024)} KB, and a program here has at most 256 KB.`);
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(await file.arrayBuffer());
    return { name: file.name.replace(/\.\w+$/, '').slice(0, 60) || 'program', text: text.replace(/\r\n?/g, '\n') };
  } catch (error) {
    return refused(error instanceof TypeError ? 'it isn’t UTF-8 text. Save it as UTF-8, and drop it again.' : 'it could not be read.');
  }
}

/// The sentence about programs that were read: which one is shown, and what is wrong.
export function tellOpened({ programs, wrong }, name) {
  const opened = programs.length > 1 ? `${programs.length} programs are among yours now. This is ‘${name}’.` : '';
  return { text: [opened, wrong].filter(Boolean).join(' '), wrong: wrong !== '' };
}
