/** Offers text as a file, the way a browser does: the person at the desk decides where it goes. */
export const saveText = (page: Document, name: string, text: string): void => {
  const address = URL.createObjectURL(new Blob([text], { type: 'text/plain;charset=utf-8' }))
  const link = page.createElement('a')
  link.href = address
  link.download = name
  link.click()
  // The browser has read it by the next turn; left alone, it would keep the words in memory.
  setTimeout(() => URL.revokeObjectURL(address), 0)
}
