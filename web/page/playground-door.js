// Leads to the playground: its program, the editor and Python are fetched when it's first shown.

/// `look()` is to be called when another page is shown.
export function createPlaygroundDoor(player, { lessons, notice, onBefore, onBack }) {
  let loading = null;
  return {
    look() {
      if (lessons.shown() !== 'playground') return;
      const address = new URL('playground.js', document.baseURI).href;
      loading ??= import(address).then(({ createPlayground }) => createPlayground(player, { notice, onBefore, onBack }));
      loading.then((playground) => playground.show(), () => {
        loading = null;
        notice.show('The playground could not be loaded. Open it again once the network is back.');
      });
    },
  };
}
