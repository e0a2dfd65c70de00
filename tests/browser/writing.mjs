// A program in the playground's editor.

/// Pastes a program in place of the one that's there.
export async function write(page, source) {
  await page.locator('.bench-text .cm-content').focus();
  await page.keyboard.press('Control+A');
  await page.evaluate((text) => {
    const clipboardData = new DataTransfer();
    clipboardData.setData('text/plain', text);
    document.activeElement.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }));
  }, source);
}
