// The links and the code that a reader passes on. A lesson's link leads by the lesson's own page, which has a
// title and a picture for previews; the settings are in the fragment, which no server sees.

import * as say from '#words/share.js';

const escaped = (text) => text.replaceAll('&', '&amp;').replaceAll('"', '&quot;').replaceAll('<', '&lt;');

/// The link that restores a run; `fragment` is its address, such as '#tasks?t=1.5', and `root` the site's.
export function lessonLink(fragment, root) {
  const [, slug, settings] = /^#([^?]*)\??(.*)$/s.exec(fragment);
  return new URL(`${slug}/#${settings || 't=0'}`, root).href;
}

/// HTML that shows the run in any page. `listing` says whether the program is shown beside it.
export function embedCode(fragment, root, { title, listing }) {
  const src = escaped(new URL(fragment, root).href);
  const script = escaped(new URL('interleave-figure.js', root).href);
  const shows = listing ? ' listing' : '';
  return `<script async src="${script}"></script>\n<interleave-figure src="${src}"${shows}>\n  <a href="${src}">${escaped(say.linkTo(title))}</a>\n</interleave-figure>`;
}
