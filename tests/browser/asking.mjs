// Questions that are put into a lesson's text on its way, since no lesson need ask them.

/// To be `prepare` of a visit to a lesson: asks this above its first heading. `attributes` are those of a prediction
/// (lessons/build/markdown.mjs), of the given kind. Its box is `[aria-labelledby=SLUG--prediction-9].prediction`.
export const asking = (kind, question, attributes = {}, slug = 'tasks') => (page) => page.route((url) => url.pathname === `/texts/${slug}.html`, async (route) => {
  const response = await route.fetch();
  const html = await response.text();
  const data = Object.entries({ kind, ...attributes }).map(([name, value]) => ` data-${name}="${value}"`).join('');
  const box = `<div class="prediction" role="group" aria-labelledby="${slug}--prediction-9"${data}>
<p class="kicker">Predict</p><p class="question" id="${slug}--prediction-9">${question}</p><p class="hint">Decide before you press Play.</p></div>`;
  await route.fulfill({ response, body: html.replace('<h2 ', `${box}$&`) });
});
