/** Puts text on the clipboard; false when this window may not. */
export const copyText = async (page: Document, text: string): Promise<boolean> => {
  try {
    await page.defaultView?.navigator.clipboard.writeText(text)
    return true
  } catch {
    // A window without the clipboard permission still answers a copy that follows a key or click.
    return copyBySelection(page, text)
  }
}

const copyBySelection = (page: Document, text: string): boolean => {
  const focused = page.activeElement
  const area = page.createElement('textarea')
  area.value = text
  area.className = 'visually-hidden'
  page.body.append(area)
  area.select()
  // eslint-disable-next-line @typescript-eslint/no-deprecated -- the only way left here, and only when the modern one was refused
  const copied = page.execCommand('copy')
  area.remove()
  if (focused instanceof HTMLElement) focused.focus()
  return copied
}
