// The editor's look: like the site's listings (program.css), in the colours and sizes of theme.css. It's in
// CodeMirror rather than in app.css so that only readers who open the editor fetch it.

import { EditorView } from '@codemirror/view';

const fingers = '@media (pointer: coarse)';  // iOS zooms in when you type in a font smaller than 16 px
const narrow = '@media (max-width: 699px)';

const box = {
  border: '1px solid var(--line-strong)',
  borderRadius: 'var(--radius)',
  backgroundColor: 'var(--ground-raised)',
  color: 'var(--ink)',
  boxShadow: '0 4px 16px var(--shadow)',
};

const prose = { fontFamily: 'var(--text-family)', fontSize: 'var(--size-1)', lineHeight: '20px' };

const program = {
  '&': {
    height: '100%', borderRadius: 'var(--radius)', backgroundColor: 'var(--ground-code)', color: 'var(--ink)',
  },
  '&.cm-focused': { outline: 'none' },
  '&.cm-focused::after': {  // inside, so that clipping doesn't hide it, and above the content
    content: '""',
    position: 'absolute',
    zIndex: '2',
    inset: '0',
    border: '2px solid var(--accent)',
    borderRadius: 'var(--radius)',
    pointerEvents: 'none',
  },
  '.cm-scroller': {
    borderRadius: 'var(--radius)',
    overflow: 'auto',
    fontFamily: 'var(--mono-family)',
    fontSize: 'var(--size-1)',
    lineHeight: '22px',
  },
  '.cm-content': { padding: 'var(--space-3) 0', caretColor: 'var(--ink)' },
  '.cm-line': { position: 'relative', padding: '0 var(--space-4) 0 var(--space-4)' },
  '.cm-gutters': { border: '0', backgroundColor: 'var(--ground-code)', color: 'var(--code-comment)' },
  // Room for a sign.
  '.cm-lineNumbers .cm-gutterElement': {
    position: 'relative',
    minWidth: '28px',
    padding: '0 0 0 12px',
  },
  '.cm-activeLine, .cm-activeLineGutter': { backgroundColor: 'transparent' },
  '&.cm-focused .cm-activeLine, &.cm-focused .cm-activeLineGutter': {
    backgroundColor: 'color-mix(in srgb, var(--ground-stand) 50%, var(--ground-code))',
  },
  '&.cm-focused .cm-activeLineGutter': { color: 'var(--ink)' },
  // Not under the page's header nor, on a phone, under the panel.
  '.cm-line.cm-led-to': { scrollMargin: '150px 0 calc(60px + var(--console-height, 0px))', backgroundColor: 'var(--ground-mark)' },
  '.cm-line .within': { left: '2px' },
  '.cm-line.stands, .cm-gutterElement.stands': { backgroundColor: 'var(--ground-stand)' },
  '&.cm-focused .cm-activeLine.stands, &.cm-focused .cm-activeLineGutter.stands': {
    backgroundColor: 'var(--ground-stand)',
  },
  '&.cm-focused .cm-matchingBracket': {
    borderRadius: '2px',
    backgroundColor: 'transparent',
    outline: '1px solid var(--line-strong)',
  },
  '&.cm-focused .cm-nonmatchingBracket': {
    borderRadius: '2px',
    backgroundColor: 'transparent',
    outline: '1px solid var(--wrong)',
  },
  '.cm-specialChar': { color: 'var(--wrong)' },
  '.cm-tab-sign': { position: 'relative' },
  '.cm-tab-sign::before': { content: '"→"', position: 'absolute', left: '1px', color: 'var(--line-strong)' },
  [narrow]: {
    '.cm-line': { paddingLeft: 'var(--space-3)' },
    '.cm-line.cm-led-to': { scrollMarginBottom: 'calc(55vh + var(--console-height, 0px))' },
    '.cm-lineNumbers .cm-gutterElement': { minWidth: '24px' },
  },
  [fingers]: {
    '.cm-scroller': { fontSize: '16px', lineHeight: '26px' },
  },
  '@media print': {
    '&': { height: 'auto' },
    '.cm-scroller': { overflow: 'visible' },
    '.cm-content': { whiteSpace: 'pre-wrap' },
    '.cm-panels, &.cm-focused::after': { display: 'none' },
  },
};

const marks = {
  '.cm-wave': {
    textDecoration: 'underline wavy 1px var(--sign)',
    textUnderlineOffset: '3px',
    textDecorationSkipInk: 'none',
  },
  '.cm-wave-info': { textDecorationStyle: 'dotted', textDecorationThickness: '2px' },
  '.cm-wave-error, .cm-sign-error, .cm-sentence-error': { '--sign': 'var(--wrong)' },
  '.cm-wave-warning, .cm-sign-warning, .cm-sentence-warning': { '--sign': 'var(--warn)' },
  '.cm-wave-info, .cm-sign-info, .cm-sentence-info': { '--sign': 'var(--accent)' },
  '.cm-gutterElement.cm-sign': { color: 'var(--sign)', cursor: 'pointer' },
  '.cm-sign::before': {
    content: '""',
    position: 'absolute',
    top: 'calc(50% - 4px)',
    left: '4px',
    width: '8px',
    height: '8px',
    background: 'var(--sign)',
  },
  '.cm-sign-error::before': { borderRadius: '4px' },
  '.cm-sign-warning::before': { clipPath: 'polygon(50% 0, 100% 100%, 0 100%)' },
  '.cm-sign-info::before': { clipPath: 'polygon(50% 0, 100% 50%, 50% 100%, 0 50%)' },
};

const boxes = {
  '.cm-tooltip': { zIndex: '4', ...box },
  '.cm-sentences': { maxWidth: 'min(420px, calc(100vw - 32px))', padding: 'var(--space-2) var(--space-3)', ...prose },
  '.cm-sentences p': {
    margin: '0',
    paddingLeft: 'var(--space-3)',
    borderLeft: '3px solid var(--sign)',
    overflowWrap: 'anywhere',
  },
  '.cm-sentences p + p': { marginTop: 'var(--space-2)' },

  '.cm-values': { maxWidth: 'min(420px, calc(100vw - 32px))', padding: 'var(--space-1) var(--space-3)', ...prose },
  '.cm-values p': { margin: '0', overflowWrap: 'anywhere' },
  '.cm-values i': { display: 'inline-block', width: '8px', height: '8px', marginRight: 'var(--space-1)', borderRadius: '4px' },
  '.cm-values b': { marginRight: 'var(--space-2)', fontWeight: '600' },
  '.cm-values code': { fontFamily: 'var(--mono-family)' },

  '.cm-tooltip.cm-tooltip-autocomplete > ul': {
    minWidth: '180px',
    maxHeight: '242px',
    padding: 'var(--space-1) 0',
    fontFamily: 'var(--mono-family)',
    fontSize: 'var(--size-1)',
  },
  '.cm-tooltip.cm-tooltip-autocomplete > ul > li': {
    display: 'flex', gap: 'var(--space-4)', alignItems: 'baseline', padding: '0 var(--space-3)', lineHeight: '26px',
  },
  '.cm-tooltip-autocomplete ul li[aria-selected]': { background: 'var(--accent)', color: 'var(--on-accent)' },
  '.cm-completionMatchedText': { textDecoration: 'none', fontWeight: '400', textUnderlineOffset: '3px' },
  '.cm-completionDetail': {
    marginLeft: 'auto', color: 'var(--ink-quiet)', fontFamily: 'var(--text-family)', fontStyle: 'normal',
  },
  'li[aria-selected] .cm-completionDetail': { color: 'inherit' },
  '.cm-tooltip.cm-completionInfo': { maxWidth: '320px', padding: 'var(--space-2) var(--space-3)', ...prose },
  [fingers]: {
    '.cm-tooltip.cm-tooltip-autocomplete > ul': { maxHeight: '184px', fontSize: '16px' },
    '.cm-tooltip.cm-tooltip-autocomplete > ul > li': { lineHeight: 'var(--target)' },
  },
};

const panels = {
  '.cm-panels': { zIndex: '1', backgroundColor: 'var(--ground-code)', color: 'var(--ink)' },
  '.cm-panels-top': { borderBottom: '1px solid var(--line)', borderRadius: 'var(--radius) var(--radius) 0 0' },
  '.cm-panels-bottom': { borderTop: '1px solid var(--line)', borderRadius: '0 0 var(--radius) var(--radius)' },

  '.cm-searching': { padding: 'var(--space-2) var(--space-2) var(--space-2) var(--space-3)', ...prose },
  '.cm-searching > div': { display: 'flex', alignItems: 'center', gap: 'var(--space-2)' },
  '.cm-searching .cm-replacing': { marginTop: 'var(--space-2)' },
  '.cm-find': {
    flex: '0 1 220px',
    minWidth: '0',
    minHeight: '32px',
    padding: '0 var(--space-2)',
    border: '1px solid var(--line-strong)',
    borderRadius: 'var(--radius)',
    background: 'var(--ground-raised)',
    font: 'inherit',
  },
  '.cm-searching .button': { minHeight: '32px', padding: '0 var(--space-3)', font: 'inherit', whiteSpace: 'nowrap' },
  '.cm-searching .tool': { marginLeft: 'auto', fontSize: 'var(--size-4)', fontWeight: '400' },
  '.cm-count': { margin: '0', color: 'var(--ink-quiet)', whiteSpace: 'nowrap' },
  '.cm-searchMatch': { borderRadius: '2px', backgroundColor: 'var(--ground-mark)' },
  '.cm-searchMatch-selected': { outline: '2px solid var(--accent)' },

  '.cm-hints': { padding: 'var(--space-1) var(--space-4)', color: 'var(--ink-quiet)', ...prose },
  '.cm-hints p': { margin: '0' },
  '.cm-tools': { display: 'none' },
  [fingers]: {
    '.cm-find': { flex: '1', minHeight: 'var(--target)', fontSize: '16px' },
    '.cm-searching .button': { minHeight: 'var(--target)', padding: '0 var(--space-2)', fontSize: 'var(--size-2)' },
    '.cm-searching .tool': { height: 'var(--target)' },
    '.cm-searching .cm-replacing': { display: 'none' },
    '.cm-hints': { padding: '0' },
    '.cm-hints p': {
      position: 'absolute',
      width: '1px',
      height: '1px',
      margin: '-1px',
      overflow: 'hidden',
      clipPath: 'inset(50%)',
      whiteSpace: 'nowrap',
    },
    '.cm-tools': { display: 'flex', justifyContent: 'space-around' },
    '.cm-tools .tool': {
      minWidth: 'var(--target)',
      height: 'var(--target)',
      fontSize: 'var(--size-2)',
      fontWeight: '400',
    },
  },
};

export const theme = [program, marks, boxes, panels].map((part) => EditorView.theme(part));
