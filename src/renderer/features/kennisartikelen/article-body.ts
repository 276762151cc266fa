/** A part of an article as it is laid out. */
export type Block =
  | { readonly kind: 'heading'; readonly text: string }
  | { readonly kind: 'paragraph'; readonly text: string }
  | { readonly kind: 'list'; readonly items: readonly string[] }

/** Reads the plain text of an article: `## ` starts a heading, `- ` a list item, a blank line a new paragraph. */
export const parseArticleBody = (tekst: string): readonly Block[] => {
  const blocks: Block[] = []
  let paragraph: string[] = []
  let items: string[] = []
  const flush = (): void => {
    if (paragraph.length > 0) blocks.push({ kind: 'paragraph', text: paragraph.join(' ') })
    if (items.length > 0) blocks.push({ kind: 'list', items })
    paragraph = []
    items = []
  }
  for (const line of tekst.split('\n').map((part) => part.trim())) {
    if (line === '') flush()
    else if (line.startsWith('## ')) {
      flush()
      blocks.push({ kind: 'heading', text: line.slice(3) })
    } else if (line.startsWith('- ')) {
      if (paragraph.length > 0) flush()
      items.push(line.slice(2))
    } else if (items.length > 0) items.push(`${items.pop() ?? ''} ${line}`)
    else paragraph.push(line)
  }
  flush()
  return blocks
}
