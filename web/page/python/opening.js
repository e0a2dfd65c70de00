// Opens programs from files.

import { mostBytes } from './links.js';
import * as say from '#words/playground.js';

/// Reads files as programs. Returns `{ programs: [{ name, text }], wrong }`, with a sentence for each file
/// that isn't one.
export async function readPrograms(files) {
  const read = await Promise.all([...files].map(readOne));
  return { programs: read.filter(({ text }) => text !== undefined), wrong: read.map(({ wrong }) => wrong).filter(Boolean).join(' ') };
}

async function readOne(file) {
  const refused = (why) => ({ wrong: say.notOpened(file.name, why) });
  if (!/\.(pyw?|txt)$/i.test(file.name)) return refused(say.notPython);
  if (file.size > mostBytes) return refused(say.tooLong(Math.ceil(file.size / 1024)));
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(await file.arrayBuffer());
    return { name: file.name.replace(/\.\w+$/, '').slice(0, 60) || 'program', text: text.replace(/\r\n?/g, '\n') };
  } catch (error) {
    return refused(error instanceof TypeError ? say.notUtf8 : say.unreadable);
  }
}

/// The sentence about programs that were read: which one is shown, and what is wrong.
export function tellOpened({ programs, wrong }, name) {
  const opened = programs.length > 1 ? say.severalOpened(programs.length, name) : '';
  return { text: [opened, wrong].filter(Boolean).join(' '), wrong: wrong !== '' };
}
