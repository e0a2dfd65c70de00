// How long a link may be: browsers take any, but some programs that pass links on don't.

const commonLimit = 2000;  // characters of a message in some chats, and of a link in some mail programs

/// A sentence about a link that's too long for some, or ''.
export function lengthWords(link) {
  return link.length > commonLimit
    ? `It has ${link.length.toLocaleString('en')} characters, and some mail and chat programs cut links after ${commonLimit.toLocaleString('en')}: there, send the program as a file.`
    : '';
}
