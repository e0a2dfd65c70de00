// The keys, in the help: what each does, and the names of keys that have words on them.
export const does = {
  toggle: 'play or pause',
  step: 'one step forward: the loop takes the next callback, or the running one returns',
  stepBack: 'one step back',
  restart: 'back to the start',
  end: 'to the end of the run',
  speedUp: 'play faster',
  speedDown: 'play more slowly',
  slow: 'slow at instants: while playing, show callbacks one after the other',
  undo: 'undo the last change of a setting',
  zoomIn: 'zoom in: show less time',
  zoomOut: 'zoom out: show more time',
  panLeft: 'show earlier times',
  panRight: 'show later times',
  rowsUp: 'scroll the rows up, if there are more than fit',
  rowsDown: 'scroll the rows down',
  solo: 'show the selected task alone, or all tasks again',
  fit: 'show the whole run',
  axis: 'switch between an axis of time and one of steps, with a column for each callback',
  textView: 'open or close the text view: everything in the panel, as text and tables',
  whatIf: 'what if: cancel a task here, make its sleep fail or take longer, find what breaks the program',
  present: 'present to a class: large, with a spotlight; Esc ends it',
  pageDown: 'at the end of a lesson: the next lesson',
  pageUp: 'at the top of a lesson: the previous lesson',
  search: 'search all lessons',
  help: 'this help',
};
export const keyNames = { space: 'Space', home: 'Home', end: 'End', shift: 'Shift', pageDown: 'Page Down', pageUp: 'Page Up' };
export const orKey = 'or';
// The tooltip of a button.
export const keyOf = (key) => `Key: ${key}`;

export const helpNotLoaded = 'The rest of the help couldn’t be loaded. Open it again to try once more.';
