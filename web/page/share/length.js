// How long a link may be: browsers take any, but some programs that pass links on don't.

import * as say from '#words/share.js';

const commonLimit = 2000;  // characters of a message in some chats, and of a link in some mail programs

/// A sentence about a link that's too long for some, or ''.
export function lengthWords(link) {
  return link.length > commonLimit
    ? say.tooLong(link.length.toLocaleString('en'), commonLimit.toLocaleString('en'))
    : '';
}
