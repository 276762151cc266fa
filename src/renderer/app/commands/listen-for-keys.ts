import { findCommand, type Command, type PressPlace, type Shell } from './command'

interface KeyListenerOptions {
  readonly page: Window
  readonly commands: readonly Command[]
  readonly shell: Shell
  /** True while something lies on top: its own keys go first. */
  readonly isCovered: () => boolean
}

/** The one listener behind all shortcuts. Returns the function that ends it. */
export const listenForKeys = ({ page, commands, shell, isCovered }: KeyListenerOptions): (() => void) => {
  const onKeyDown = (event: KeyboardEvent): void => {
    // Composing a character (an accent) also sends keys; they are not meant as commands.
    if (event.isComposing || isCovered()) return
    const command = findCommand(commands, event, placeOf(event.target), shell)
    if (command === undefined) return
    event.preventDefault()
    event.stopPropagation()
    command.run()
  }
  // On the way down: lists and fields keep some keys to themselves on the way up.
  page.addEventListener('keydown', onKeyDown, { capture: true })
  return () => page.removeEventListener('keydown', onKeyDown, { capture: true })
}

const placeOf = (target: EventTarget | null): PressPlace => {
  if (!(target instanceof Element)) return { isTyping: false, scopes: [] }
  const scope = target.closest('[data-scope]')?.getAttribute('data-scope')
  return { isTyping: target.closest('input, textarea') !== null, scopes: typeof scope === 'string' ? [scope] : [] }
}
