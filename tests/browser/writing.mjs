// A program in an editor: the playground's, or another's text.

/// Pastes a program in place of the one that's there.
export async function write(page, source, text = page.locator('.bench-text .cm-content')) {
  await text.focus();
  await page.keyboard.press('Control+A');
  await page.evaluate((text) => {
    const clipboardData = new DataTransfer();
    clipboardData.setData('text/plain', text);
    document.activeElement.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }));
  }, source);
}
