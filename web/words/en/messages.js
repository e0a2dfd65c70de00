// The address of the page asked for more than could be set: said after three sentences about other parts of it.
export const addressRest = 'The rest of the address was ignored.';
export const noPauseAtLine = 'As far as the run is laid out, no task pauses at that line from here on.';

// Parts of the page that are fetched when you first ask for them. `part` is one of those below, or a file's name.
export const notLoaded = (file) => `${file} couldn’t be loaded.`;
export const networkGone = (part) => `${part} couldn’t be loaded: the network is gone.`;
export const tryAgain = 'Try again';
export const partExport = 'Export';
export const partShare = 'The share box';
export const partPlayground = 'The playground';
export const partWarnings = 'The list of warnings';

// In the panel’s place, if there can’t be a panel.
export const noWebAssembly = 'This browser has no WebAssembly, which the programs need. You can read all the text and listings, but nothing runs.';
export const notStarted = 'The program couldn’t be loaded. You can read all the text and listings; reload the page to try again.';
export const noWebGl = 'This browser has no WebGL 2, which the drawn panel needs. The text view shows the same run.';
export const stopped = 'An error has stopped the program. Reload the page to start it again.';
export const drawingLost = 'The browser took the panel’s drawing surface away. The panel comes back as soon as the surface does.';

// Where a lesson’s text comes, until it’s there.
export const loadingText = 'Loading the text…';
export const glossaryNotLoaded = 'The glossary couldn’t be loaded.';
export const textNotLoaded = 'The text of this lesson couldn’t be loaded. Its program still runs.';

// What an address asks for and the page doesn’t have. `given` and `lesson` are quoted.
export const noSuchLesson = (given, lesson) => `There’s no lesson called ${given}: this is lesson ${lesson}.`;
export const noSuchTerm = (given) => `The glossary has no place called ${given}.`;
export const noSuchPlace = (given) => `There’s no place called ${given} in this lesson.`;

// Recordings of runs, from files. `name` is a file’s, quoted; `why` is a sentence.
export const fileUnreadable = (name) => `The file ${name} couldn’t be read.`;
export const notOpened = (name, why) => (why ? `${name} wasn’t opened: ${why}` : `${name} wasn’t opened.`);
export const recordingShown = (name) => `This is the recording ${name}, not the lesson’s own run.`;
export const opening = (name, percent) => `Opening ${name}: ${percent} %`;
export const cancel = 'Cancel';
export const noSuchRecording = 'The address names a recording that isn’t there.';
export const backToRun = 'Back to the lesson’s own run';

// More parts, and what asks for them.
export const partPython = 'Python';
export const copied = 'Copied';
export const copy = 'Copy';
export const notCopied = 'The browser didn’t let the page copy. Select the program’s lines, and copy them with the keyboard.';
export const askingPython = 'Asking CPython…';

// The head of the page, if something else than a lesson runs; and a lesson whose program is missing.
export const programIs = (name) => `Program: ${name}`;
export const recordingIs = (name) => `Recording: ${name}`;
export const noProgram = (slug) => `The program of the lesson ‘${slug}’ isn’t there.`;

export const partWhatIf = 'The what-if box';
export const partExercise = 'The exercise';
export const partChanges = 'The list of the link’s changes';
