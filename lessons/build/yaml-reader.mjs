// Front matter: YAML between two lines of '---', read so that a mistake in it is reported with its line.

import { LineCounter, parseDocument } from 'yaml';
import { LessonError } from './error.mjs';

const fence = '---';

/// Splits a file into the YAML at its head and the text after it. `bodyLine` is the line on which `body` begins.
export function splitFrontMatter(text, file) {
  const lines = text.split('\n');
  const close = lines.indexOf(fence, 1);
  if (lines[0] !== fence || close < 0) {
    throw new LessonError(file, 1, `the file must begin with front matter between two lines of '${fence}'.`);
  }
  return { yaml: lines.slice(1, close).join('\n'), body: lines.slice(close + 1).join('\n'), bodyLine: close + 2 };
}

/// Checks the shape of YAML; what's wrong becomes a LessonError at its line.
export class YamlReader {
  constructor(yaml, file) {
    this.file_ = file;
    this.counter_ = new LineCounter();
    this.document_ = parseDocument(yaml, { lineCounter: this.counter_, prettyErrors: false });
    const [error] = this.document_.errors;
    if (error) throw new LessonError(file, this.lineAt_(error.pos[0]), `this is not valid YAML: ${error.message}.`);
  }

  keys_(data, path, what, { required, optional }) {
    if (data === null || typeof data !== 'object' || Array.isArray(data)) {
      this.fail_(path, `${what} must be a list of 'key: value' lines.`);
    }
    for (const key of required) if (!(key in data)) this.fail_(path, `${what} needs '${key}'.`);
    for (const key of Object.keys(data)) {
      if (!required.includes(key) && !optional.includes(key)) this.fail_([...path, key], `${what} knows no '${key}'.`);
    }
  }

  list_(data, key) {
    const value = data[key] ?? [];
    if (!Array.isArray(value)) this.fail_([key], `${key} must be a list.`);
    return value;
  }

  sentence_(value, path, key) {
    if (typeof value !== 'string' || value.trim() === '') this.fail_(path, `${key} must be a line of text.`);
  }

  fail_(path, sentence) {
    throw new LessonError(this.file_, this.lineOf_(path), sentence);
  }

  /// The line of the deepest part of `path` that's in the file.
  lineOf_(path) {
    for (let depth = path.length; depth > 0; --depth) {
      const node = this.document_.getIn(path.slice(0, depth), true);
      if (node?.range) return this.lineAt_(node.range[0]);
    }
    return 1;
  }

  lineAt_(offset) {
    return this.counter_.linePos(offset).line + 1;  // one for the opening fence
  }
}
