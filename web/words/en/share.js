// The share box.
export const title = 'Share';
export const close = 'Close';
export const copyLink = 'Copy link';
export const copyCode = 'Copy code';
export const linkCopied = 'The link is copied.';
export const codeCopied = 'The code is copied.';
export const linkIs = 'A link to what you see';
export const codeIs = 'Code that shows it in your own page';
export const withProgram = 'with the program';
export const copyYourself = 'The browser doesn’t let the page copy. The text is selected, so copy it yourself.';
export const isRecording = 'This is a recording: send its file, which opens on this page. A link holds lessons and programs.';
export const noLink = 'The page couldn’t make the link: send the program as a file.';
export const tooLong = (length, limit) => `It has ${length} characters, and some mail and chat programs cut links after ${limit}: there, send the program as a file.`;
// In the code, for browsers without scripts.
export const linkTo = (title) => `The program of ‘${title}’, running`;

// A figure of a run in another page.
export const figure = 'An asynchronous program, running';
export const runHere = 'Run it here';
export const runThis = (title) => `Run it here: ${title}`;
export const open = 'Open in Interleave';

// Offline: a new version of the page is complete.
export const newVersion = 'A new version is ready.';
export const useNow = 'Use it now';
export const notNow = 'Not now';
