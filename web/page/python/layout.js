// How Python's lines are indented. The state moves along with the tokens: the indentation and first word of
// the logical line, the headers of the enclosing blocks, and the open parentheses.

const owners = {  // the headers whose blocks can end with such a line
  else: ['if', 'elif', 'for', 'while', 'except'],
  elif: ['if', 'elif'],
  except: ['try', 'except'],
  finally: ['try', 'except', 'else'],
  case: ['match', 'case'],
};
const closing = /^(else|elif|except|finally|case)\b/;
const leaving = new Set(['return', 'raise', 'break', 'continue', 'pass']);

export function freshLayout() {
  return { indent: 0, lineIndent: 0, first: '', last: '', blocks: [], brackets: [] };
}

/// Call this at the beginning of a line, before its first token.
export function beginLine(stream, state) {
  endStrings(state);
  if (state.within.length) return;
  const goesOn = state.last === '\\';
  state.lineIndent = stream.indentation();
  if (goesOn || state.brackets.length || stream.match(/^\s*(#|$)/, false)) return;
  state.blocks = [...headers(state)].filter(({ indent }) => indent < state.lineIndent);
  state.indent = state.lineIndent;
  state.first = '';
  state.last = '';
}

/// Closes strings that end with their line (those with single quotes), and everything open inside them.
function endStrings(state) {
  const cut = state.within.findIndex(({ quote }) => quote?.length === 1);
  if (cut < 0) return;
  state.brackets = state.brackets.slice(0, state.within[cut].depth);
  state.within = state.within.slice(0, cut);
}

/// The headers of the blocks that the next line can be in.
function headers({ blocks, last, indent, first }) {
  return last === ':' ? [...blocks, { indent, word: first }] : blocks;
}

export function noteToken(state, text) {
  if (state.first === '' || state.first === 'async') state.first = text;
  state.last = state.brackets.length ? '' : text;
}

/// Call this after an opening bracket. Its content aligns with the text after the bracket, if there's any on
/// that line.
export function bracketOpens(stream, state) {
  const isLast = stream.match(/^\s*([)\]}]|#|$)/, false);
  state.brackets.push({ indent: state.lineIndent, column: isLast ? -1 : stream.column() + 1 });
}

export function bracketCloses(state) {
  state.brackets.pop();
}

/// How many columns to indent a line that begins with `after`; null means as many as the line before.
export function indentation(state, after, context) {
  endStrings(state);
  if (state.within.length) return null;
  const { brackets, first, indent, last, lineIndent } = state;
  const isNew = context.simulatedBreak !== null && context.simulatedBreak !== undefined;
  const bracket = brackets.at(-1);
  if (bracket) {
    if (/^[)\]}]/.test(after)) return bracket.indent;
    return bracket.column < 0 ? bracket.indent + context.unit : bracket.column;
  }
  const blank = isNew && /^\s*$/.exec(context.lineAt(context.pos, -1).text);
  if (blank) return context.lineIndent(context.pos, -1);
  if (last === '\\') return lineIndent > indent ? lineIndent : indent + context.unit;
  const inside = headers(state);
  const word = closing.exec(after)?.[1];
  if (word) {
    const most = isNew ? Infinity : context.lineIndent(context.pos);
    const owner = inside.filter((block) => owners[word].includes(block.word) && block.indent <= most).at(-1);
    if (owner) return owner.indent + (owner.word === 'match' ? context.unit : 0);
  }
  if (last === ':') return indent + context.unit;
  return leaving.has(first) ? inside.at(-1)?.indent ?? indent : indent;
}
