// The network settings of a program. Only programs that use a network show them.

import { element, setText } from '../dom.js';
import { bandwidths, mostLatency } from './settings.js';
import * as say from '#words/playground.js';

const imports = /^[ \t]*(?:import|from)\b[^\n#]*\b(?:httpx|aiohttp|requests)\b/m;
const calls = /\b(?:open_connection|start_server|create_connection|create_server)\b(?=[ \t]*\()/;

/// Whether a program's text opens connections or fetches pages.
export function usesNetwork(text) {
  const code = text.replace(/#[^\n]*/g, '');
  return imports.test(code) || calls.test(code);
}

/// Seconds as the page shows them.
const inSeconds = (latency) => say.seconds(Number(latency.toFixed(2)));

/// A bandwidth in words.
export function inWords(bandwidth) {
  if (bandwidth === null) return say.noLimit;
  const [unit, size] = [['MB', 1e6], ['KB', 1e3], [say.units.bytes, 1]].find(([, each]) => bandwidth >= each);
  return say.bandwidthOf(bandwidth / size, unit);
}

/// Makes the controls. Calls `onChange({ latency, bandwidth })` when the reader changes them.
export function createNetwork({ onChange }) {
  const now = () => ({ latency: Number(latency.value), bandwidth: bandwidths[bandwidth.selectedIndex] });
  const said = element('output', {});
  const tell = () => {
    setText(said, inSeconds(now().latency));
    latency.setAttribute('aria-valuetext', said.textContent);
  };
  const latency = element('input', { type: 'range', min: 0, max: mostLatency, step: 0.05, id: 'network-latency',
    oninput: tell, onchange: () => onChange(now()) });
  const bandwidth = element('select', { id: 'network-bandwidth', onchange: () => onChange(now()) },
    ...bandwidths.map((each) => element('option', { textContent: inWords(each) })));
  const node = element('fieldset', { class: 'bench-network', hidden: true },
    element('legend', { textContent: say.network }),
    element('p', { textContent: say.networkAbout }),
    element('div', {}, element('label', { for: latency.id, textContent: say.latency }), latency, said),
    element('div', {}, element('label', { for: bandwidth.id, textContent: say.bandwidth }), bandwidth));
  return {
    node,
    /// Shows or hides the controls for a program with this text.
    showFor(text) {
      node.hidden = !usesNetwork(text);
    },
    show(settings) {
      latency.value = settings.latency;
      bandwidth.selectedIndex = bandwidths.indexOf(settings.bandwidth);
      tell();
    },
  };
}
