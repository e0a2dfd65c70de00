// Gives tokens in the visible lines the listings' classes.

import { syntaxTree } from '@codemirror/language';
import { RangeSetBuilder } from '@codemirror/state';
import { Decoration, ViewPlugin } from '@codemirror/view';
import { kinds } from './tokens.js';

const marks = new Map(kinds.map((kind) => [kind, Decoration.mark({ class: `hljs-${kind}` })]));

function colour({ state, visibleRanges }) {
  const builder = new RangeSetBuilder();
  for (const { from, to } of visibleRanges) {
    syntaxTree(state).iterate({
      from,
      to,
      enter(node) {
        const mark = marks.get(node.name);
        if (mark) builder.add(Math.max(node.from, from), Math.min(node.to, to), mark);
      },
    });
  }
  return builder.finish();
}

export const colouring = ViewPlugin.fromClass(class {
  constructor(view) {
    this.tree = syntaxTree(view.state);
    this.decorations = colour(view);
  }

  update({ changes, docChanged, state, view, viewportChanged }) {
    const tree = syntaxTree(state);
    const isLate = tree.length < view.viewport.to;  // parsing isn't finished: keep the old colours until then
    if (docChanged && isLate) this.decorations = this.decorations.map(changes);
    else if (docChanged || viewportChanged || tree !== this.tree) this.decorations = colour(view);
    this.tree = tree;
  }
}, { decorations: ({ decorations }) => decorations });
