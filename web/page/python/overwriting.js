// Handles typing over several selected lines. If the browser did it, it would join the remaining lines with
// inline styles, which the page's policy forbids.

import { EditorView } from '@codemirror/view';

export const overwriting = EditorView.domEventHandlers({
  beforeinput(event, view) {
    const { from, to } = view.state.selection.main;
    const { data: text, inputType, isComposing, cancelable } = event;
    const isOneLine = view.state.doc.lineAt(from).to >= to;
    if (view.state.readOnly || inputType !== 'insertText' || !text || isComposing || view.composing || !cancelable || isOneLine) return false;
    const insert = () => view.state.update(view.state.replaceSelection(text), { userEvent: 'input.type', scrollIntoView: true });
    if (!view.state.facet(EditorView.inputHandler).some((handle) => handle(view, from, to, text, insert))) view.dispatch(insert());
    return true;  // and the browser does nothing more
  },
});
