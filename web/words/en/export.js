// The dialog that makes files of a run: its form.
export const seconds = (number) => `${number} s`;
export const title = 'Export';
export const close = 'Close';
export const stretch = 'Shows';
export const stretches = { shown: 'what the panel shows', whole: 'the whole run' };
export const colours = 'Colours';
export const schemes = { light: 'light', dark: 'dark' };
export const width = 'Width in pixels';
export const from = 'From, in seconds';
export const to = 'To';
export const speed = 'Speed';
export const theFilm = 'The film';
export const cancel = 'Cancel';
export const saveGif = 'Save GIF';
export const picture = 'Picture';
export const pictureIs = 'The timeline at the playhead, sharp at any size.';
export const withOutput = 'with the output';
export const saveSvg = 'Save SVG';
export const savePng = 'Save PNG';
export const film = 'Film';
export const filmIs = 'The same picture, frame by frame on the virtual clock.';
export const run = 'Run';
export const saveOutput = 'Save output as text';
export const saveTrace = 'Save trace as JSON';
export const saveForPerfetto = 'Save trace for Perfetto';
export const perfettoIs = 'A viewer of traces, with search and queries. It’s another site, ui.perfetto.dev: this button opens it in a new window and hands the trace over. Nothing else in this page reaches another site.';
export const openInPerfetto = 'Open in Perfetto';

// What the dialog is about, and what it does.
export const reading = 'Reading the run…';
export const endsAt = (title, time, end) => `‘${title}’ at ${time}. It ends at ${end}.`;
export const laidOutTo = (title, time, end) => `‘${title}’ at ${time}. It’s laid out up to ${end} so far.`;
export const whole = 'The whole run, as far as it’s laid out.';
export const wholeUpper = 'The whole upper run, as far as it’s laid out.';
export const same = (settings, outcome) => `the same with ${settings}: ${outcome}`;
export const filmEndsFirst = 'A film has to end after it begins.';
const frames = (count) => `${count} ${count === 1 ? 'frame' : 'frames'}`;
export const filmLasts = (count, time) => `${frames(count)}, ${time}.`;
export const saved = (file) => `Saved ‘${file}’.`;
export const savedFilm = (file, count, kilobytes) => `Saved ‘${file}’: ${frames(count)}, ${kilobytes} KB.`;
export const makingFilm = 'Making the film.';
export const filmCancelled = 'The film was cancelled.';
export const failed = (why) => `That didn’t work: ${why}`;
export const tooLarge = 'The picture is too large for this browser.';

// Perfetto is another site, in a window of its own.
export const perfettoWaits = 'Waiting for Perfetto, in its window.';
export const perfettoHasIt = 'Perfetto has the trace: see its window.';
export const noWindow = 'The browser didn’t open the window. Allow pop-up windows for this page, and try again; or save the file, and open it at ui.perfetto.dev.';
export const windowClosed = 'The window was closed before Perfetto had loaded.';
export const noAnswer = 'Perfetto doesn’t answer. Save the file, and open it at ui.perfetto.dev.';
