// The playground’s buttons and fields.
export const run = 'Run';
export const keyToRun = 'Ctrl+Enter';
export const stop = 'Stop';
export const reset = 'Reset';
export const nameField = 'Name of the program';
export const yourPrograms = 'Your programs';
export const newProgram = 'New';
export const firstName = 'My program';
export const openFile = 'Open a file';
export const download = 'Download';
export const copyLink = 'Copy link';
export const remove = 'Delete';
export const undo = 'Undo';
export const program = 'Program';
export const both = (one, other) => `${one} and ${other}`;
export const pressRun = 'Press Run, and your program runs here.';
export const notRunYet = 'Run your program first: the panel has none yet.';
export const output = 'Output';
export const outputOf = 'output';
export const earlier = (lines) => `and ${lines} earlier: see the text view`;
export const nothingPrinted = '(nothing printed yet)';
export const seconds = (number) => `${number} s`;
export const backToLesson = (number, title) => `Back to lesson ${number}, ${title}`;
export const panelShows = (program) => `The panel shows your program ‘${program}’.`;
export const backToRun = 'Back to the lesson’s own run';

// What it says about your programs.
export const tooManyAnswers = (most) => `A program takes ${most} answers here, and no more.`;
export const othersText = (name) => `‘${name}’ was changed in another tab. This is its text now.`;
export const putBack = (name) => `‘${name}’ is as it was when you opened it.`;
export const deleted = (name) => `‘${name}’ is deleted.`;
export const noRoom = 'This browser has no room for your program: press Download to keep it.';
export const keptAs = (name, kept) => `‘${name}’ was changed in another tab, so yours is kept as ‘${kept}’.`;

// What it is, below the editor. What’s between backquotes is code; [ ] is the link to the tracer.
export const about = 'Constants at the top become sliders and switches in the panel. A comment such as `# 0.5..5 s: how long it sleeps` sets a number’s range and unit and says what it’s for, and `# fast | slow` makes a string a choice. `# watch: seen, account.balance` shows how values that your tasks share change, and in whose step: names of the module or of main(), with one attribute at most. ‘Compare with…’ draws the run of another program below yours, or of yours as it was before you changed it. On your own machine, with its sockets, threads and files, [interleave.pyz] runs a program in CPython 3.11 or newer: `python3 interleave.pyz PROG.py --timeline`, and `-o run.json` makes a recording that you can open here: drop it on the page.';

// Links to programs.
export const cameWithLink = 'This program came with the link. It runs when you press Run.';
export const notInGallery = (name) => `There’s no ‘${name}’ in the gallery.`;
export const lessonGone = 'The program of this lesson couldn’t be loaded: the network is gone.';
export const linkTooLong = 'The program in this link is longer than 256 KB.';
export const linkDamaged = 'The program in this link is damaged: copy the whole link.';
export const fromLink = 'From a link';
export const linkCopied = 'The link is copied: the program is in it.';
export const linkInAddress = 'The link is in the address bar: the program is in it.';

// Comparing two programs.
export const before = (name) => `${name}, before`;
export const compareWith = 'Compare with…';
export const compareGroup = 'Compare with';
export const stopComparing = 'Stop comparing';
export const compareAbout = 'Both run on one time axis, with the same network and the same answers. If both have a constant, you set it in both.';
export const thisProgram = 'This program';
export const asItIsNow = 'As it is now';
export const comparedWith = (name) => `Compared with ‘${name}’.`;
export const whichPlays = 'The program that plays.';
export const inProgram = (name, sentence) => `In ‘${name}’: ${sentence}`;
export const anAnswer = 'your answer';

// The gallery.
export const gallery = 'Programs worth knowing';
export const galleryGone = 'They couldn’t be loaded.';
export const tryAgain = 'Try again';

// Programs from files. `why` is one of those below.
export const notOpened = (file, why) => `‘${file}’ wasn’t opened: ${why}`;
export const notPython = 'its name doesn’t end in .py.';
export const tooLong = (kilobytes) => `it has ${kilobytes} KB, and a program here has at most 256 KB.`;
export const notUtf8 = 'it isn’t UTF-8 text. Save it as UTF-8, and drop it again.';
export const unreadable = 'it couldn’t be read.';
export const severalOpened = (count, name) => `${count} programs are among yours now. This is ‘${name}’.`;
export const limit = (kilobytes, most) => `This program is ${kilobytes} KB long, and the editor takes ${most} KB at most: leave out what it doesn’t need.`;

// Loading Python.
export const loading = 'Loading Python';
export const cancel = 'Cancel';
export const fetching = 'Fetching Python…';
export const fetchedPart = (percent) => `Python: ${percent} %`;
export const fetched = (megabytes, all) => `Python: ${megabytes} of ${all} MB`;
export const starting = 'Python starts…';
export const notLoaded = 'Python wasn’t loaded.';
export const filePart = (file, bytes, all) => `Python couldn’t be loaded: of ${file} came ${bytes} of ${all} bytes.`;
export const nothingCame = (time) => `Python couldn’t be loaded: nothing came for ${time} seconds.`;
export const sizesDamaged = 'Python couldn’t be loaded: python/sizes.json is damaged.';
export const noSuchFile = (file, status) => `Python couldn’t be loaded: this site has no ${file} (${status}).`;
export const brokeOff = (bytes, file) => `Python couldn’t be loaded: the network broke off after ${bytes} bytes of ${file}.`;
export const networkGone = 'Python couldn’t be loaded: the network is gone.';
export const noMemory = 'Python didn’t start: this browser may lack the memory for it, or forbid it.';
export const notStarted = (why) => `Python didn’t start: ${why}`;
export const noFrame = 'Python didn’t start: its frame didn’t answer.';

// The simulated network.
export const noLimit = 'no limit';
export const bandwidthOf = (number, unit) => `${number} ${unit} a second`;
export const units = { bytes: 'bytes' };
export const network = 'Network';
export const networkAbout = 'It’s simulated: the page sends nothing anywhere. Each message takes the latency, one way.';
export const latency = 'Latency';
export const bandwidth = 'Bandwidth';

// input().
export const enter = 'Enter';
export const endOfInput = 'End of input';
export const endOfInputTip = 'As Ctrl-D in a terminal: input() raises EOFError';
export const answers = 'Answers to input()';
export const ended = 'end of input';
export const answer = (number) => `Answer ${number}`;
export const removeAnswer = 'Remove';
export const removeNumber = (number) => `Remove answer ${number}`;
export const yourAnswer = 'Your answer';
