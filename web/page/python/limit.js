// A program is at most 256 KB long, as UTF-8, and its lines end in LF.

import { EditorState } from '@codemirror/state';
import { EditorView } from '@codemirror/view';
import * as say from '#words/playground.js';

export const mostBytes = 256 * 1024;
const kilobytes = (bytes) => Math.ceil(bytes / 1024).toLocaleString('en');

/// The number of bytes of a text as UTF-8.
function bytesOf(text) {
  return new TextEncoder().encode(text).length;
}

/// The text with LF at the end of each line. Throws if it's too long.
export function fitting(text) {
  const lines = text.replace(/\r\n?/g, '\n');
  const bytes = bytesOf(lines);
  if (bytes > mostBytes) throw new Error(sentenceFor(bytes));
  return lines;
}

function sentenceFor(bytes) {
  const [long, most] = [bytes, mostBytes].map(kilobytes);
  return say.limit(long, most);
}

/// Refuses changes that would make the program longer than that, such as a paste, and reports why.
export function limiting(onRefused = () => {}) {
  return EditorState.transactionFilter.of((transaction) => {
    if (!transaction.docChanged) return transaction;
    const { length } = transaction.newDoc;
    if (length <= transaction.startState.doc.length || length * 3 <= mostBytes) return transaction;
    const bytes = bytesOf(transaction.newDoc.toString());
    if (bytes <= mostBytes) return transaction;
    const sentence = sentenceFor(bytes);
    onRefused(sentence);
    return { effects: EditorView.announce.of(sentence) };
  });
}
