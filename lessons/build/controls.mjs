// Controls of the panel that a lesson's text names: 'Set `delay` to 2', 'Switch ‘jitter’ on', 'drag the delay'. The name
// becomes a link that leads to the control (web/page/controls.js).

const verb = String.raw`\b(?:[Ss]et|[Dd]rag|(?:[Ss]witch|[Tt]urn)(?: on| off)?) (?:the )?`;
const endsWithVerb = new RegExp(`${verb}$`);
const escaped = (text) => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');

/// The attributes of a link to a control.
export const toControl = (slug, name) => [['class', 'control'], ['href', `#${slug}?`], ['data-control', name]];

/// Links them in markdown-it's tokens. A lesson's own page, which has no panel, leads into the tutorial by the same link.
export function linkControls(tokens, { slug, parameters = [] }, Token) {
  if (parameters.length === 0) return;
  const names = new Map(parameters.flatMap(({ name, label }) => [[name, name], [label, name]]));
  const any = [...names.keys()].sort((a, b) => b.length - a.length).map(escaped).join('|');
  const inText = new RegExp(String.raw`(?<=${verb}‘)(?:${any})(?=’)|(?<=\b[Dd]rag (?:the )?)(?:${any})\b`, 'g');

  const link = (shown, inside) => {
    const open = new Token('link_open', 'a', 1);
    open.attrs = toControl(slug, names.get(shown));
    return [open, inside, new Token('link_close', 'a', -1)];
  };
  const text = (content) => Object.assign(new Token('text', '', 0), { content });

  for (const token of tokens) {
    if (token.type !== 'inline') continue;
    let depth = 0;
    token.children = token.children.flatMap((child, i, all) => {
      depth += { link_open: 1, link_close: -1 }[child.type] ?? 0;
      if (depth > 0) return [child];
      if (child.type === 'code_inline' && names.has(child.content) && endsWithVerb.test(all[i - 1]?.content)) return link(child.content, child);
      if (child.type !== 'text') return [child];
      const found = [...child.content.matchAll(inText)];
      const ends = [0, ...found.map(({ 0: shown, index }) => index + shown.length)];
      return [...found.flatMap(({ 0: shown, index }, k) => [text(child.content.slice(ends[k], index)), ...link(shown, text(shown))]), text(child.content.slice(ends.at(-1)))];
    });
  }
}
