// Python for the editor, token by token and line by line. Token kinds are those of highlight.js, so that the
// editor and the listings share program.css; `name` is a plain name, which has no colour but can be
// completed. The same state determines how lines are indented: see layout.js.

import { StreamLanguage } from '@codemirror/language';
import { Tag } from '@lezer/highlight';
import { beginLine, bracketCloses, bracketOpens, freshLayout, indentation, noteToken } from './layout.js';
import { words } from './words.js';

/// The kinds that have a colour.
export const kinds = ['keyword', 'literal', 'built_in', 'title', 'string', 'subst', 'number', 'comment', 'meta'];

const quotes = /^([rub]|br|rb|[ft]r?|r[ft])?("""|'''|"|')/i;
const number = /^(0x[\da-f_]+|0b[01_]+|0o[0-7_]+|(\d[\d_]*(\.[\d_]*)?|\.\d[\d_]*)(e[+-]?\d[\d_]*)?j?)/i;
const widths = /^(\d+(\.\d+)?|\.\d+)/;  // numbers in a format, such as .2 in {x:.2f}
const name = /^[\p{L}_][\p{L}\p{N}\p{M}_]*/u;
const onlyBase = /^\s*\(\s*[\p{L}_][\p{L}\p{N}_]*\s*\)/u;

/// `within` lists what is open, innermost last: a string is { quote, isRaw, hasFields, depth }, a replacement
/// field of an f-string { depth, isFormat }; depth is the number of brackets that were open where it began.
function startState() {
  return { ...freshLayout(), within: [], title: '', isDecorator: false };
}

function token(stream, state) {
  if (stream.sol()) {
    state.isDecorator = false;
    beginLine(stream, state);
  }
  const inside = state.within.at(-1);
  if (inside?.quote) return string(stream, state, inside);
  if (inside?.isFormat) return format(stream, state, inside);
  if (stream.eatSpace()) return state.isDecorator ? 'meta' : null;
  if (stream.peek() === '#' && !inside) {
    stream.skipToEnd();
    return 'comment';
  }
  const kind = code(stream, state, inside);
  if (kind !== null && kind !== 'name') return kind;
  return inside ? 'subst' : state.isDecorator ? 'meta' : kind;
}

/// The kind of a token in the program itself, or in an expression in an f-string.
function code(stream, state, inside) {
  const depth = state.brackets.length;
  const opening = stream.match(quotes);
  if (opening) {
    const [, prefix = '', quote] = opening;
    if (!inside) noteToken(state, '"');
    state.within.push({ quote, isRaw: /r/i.test(prefix), hasFields: /[ft]/i.test(prefix), depth });
    return 'string';
  }
  if (stream.match(number)) {
    if (!inside) noteToken(state, '0');
    return 'number';
  }
  const start = stream.pos;
  const found = stream.match(name);
  if (found) {
    if (!inside) noteToken(state, found[0]);
    return word(stream, state, found[0], stream.string[start - 1] === '.');
  }
  const isFirst = state.first === '';
  const letter = stream.next();
  if (!(state.title === 'base' && letter === '(')) state.title = '';
  const isFields = inside?.depth === depth;
  if (isFields && letter === '}') state.within.pop();
  else if (isFields && letter === ':') state.within.splice(-1, 1, { ...inside, isFormat: true });
  else if ('([{'.includes(letter)) bracketOpens(stream, state);
  else if (')]}'.includes(letter)) bracketCloses(state);
  else if (letter === '@' && isFirst && !depth && !inside) state.isDecorator = true;
  if (!inside) noteToken(state, letter);
  return null;
}

function word(stream, state, text, isMember) {
  const { title } = state;
  state.title = text === 'def' || text === 'class' ? text : '';
  if (title === 'class' && stream.match(onlyBase, false)) state.title = 'base';
  const kind = words.get(text);
  if (title && !(kind === 'keyword')) return 'title';
  if (state.isDecorator && !state.brackets.length) return null;
  return kind ?? (isMember ? null : 'name');
}

/// The text of a string, up to the end of the line, the end of the string or a replacement field.
function string(stream, state, { quote, isRaw, hasFields, depth }) {
  while (!stream.eol()) {
    if (stream.match(quote)) {
      state.within.pop();
      break;
    }
    if (stream.peek() === '{' && hasFields && !stream.match('{{')) {
      stream.next();
      state.within.push({ depth: state.brackets.length });
      break;
    }
    if (stream.next() === '\\' && !(isRaw && stream.peek() === '{')) stream.next();
  }
  return 'string';
}

/// The format after the colon of a replacement field.
function format(stream, state, inside) {
  if (stream.match(widths)) return 'number';
  const letter = stream.next();
  if (letter === '}') state.within.pop();
  if (letter === '{') state.within.push({ depth: state.brackets.length });
  return 'subst';
}

export const python = StreamLanguage.define({
  name: 'python',
  startState,
  token,
  indent: indentation,
  tokenTable: Object.fromEntries([...kinds, 'name'].map((kind) => [kind, Tag.define()])),
  languageData: {
    commentTokens: { line: '#' },
    closeBrackets: {
      brackets: ['(', '[', '{', "'", '"', "'''", '"""'],
      stringPrefixes: 'r u b f t br rb fr rf tr rt R U B F T BR RB FR RF TR RT'.split(' '),
    },
    indentOnInput: /^\s*([)\]}]|(else|finally|try):|(elif|except|case)\b.*:)$/,
  },
});
