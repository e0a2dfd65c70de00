// Leads to the playground: its program, the editor and Python are fetched when it's first shown.

/// `look()` is to be called when another page is shown; a changed address it sees itself.
export function createPlaygroundDoor(player, { lessons, notice, onBefore, onBack }) {
  let loading = null;
  function look() {
    if (lessons.shown() !== 'playground') return;
    const address = new URL('playground.js', document.baseURI).href;
    loading ??= import(address).then(({ createPlayground }) => createPlayground(player, { notice, lessonText, onBefore, onBack }));
    loading.then((playground) => playground.show(), (error) => {
      loading = null;
      console.info(error);
      notice.show('The playground could not be loaded. Open it again once the network is back.');
    });
  }

  /// A lesson's program as its listing has it, or null.
  function lessonText(slug) {
    if (!lessons.slugs.includes(slug)) return null;
    const lines = [...lessons.article(slug).querySelectorAll('.listing[data-language=python] .line')].map((line) => {
      const copy = line.cloneNode(true);
      copy.querySelector('.stand')?.remove();
      return copy.textContent.replace(/\n$/, '');
    });
    return { title: lessons.title(slug), text: `${lines.join('\n')}\n` };
  }

  addEventListener('hashchange', () => setTimeout(look));  // after the router
  return { look };
}
