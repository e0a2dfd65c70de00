// Hides all pages but the one that's asked for, before the body is parsed, so that the others don't flash up.

const hidden = (sheet) => sheet.early;

export function hideOthersEarly(id) {
  document.documentElement.classList.add('script');
  if (!('adoptedStyleSheets' in document)) return;
  const [slug] = id.startsWith('term-') ? ['glossary'] : id.split('--');
  const others = /^[a-z-]+$/.test(slug) ? `:is(.lesson, .glossary, .playground):not([id="${slug}"])` : '.lesson ~ .lesson, .glossary, .playground';
  const welcome = slug ? `, .welcome:not(:has(+ [id="${/^[a-z-]+$/.test(slug) ? slug : ''}"]))` : '';
  const sheet = Object.assign(new CSSStyleSheet(), { early: true });
  sheet.replaceSync(`${others}${welcome} { display: none }`);
  document.adoptedStyleSheets = [sheet];
}

/// Leaves it to the pages' own attributes again.
export function hideNoneEarly() {
  if (!document.adoptedStyleSheets?.some(hidden)) return;
  document.adoptedStyleSheets = document.adoptedStyleSheets.filter((sheet) => !hidden(sheet));
}
