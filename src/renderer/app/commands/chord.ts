/** What a key press says about itself, as far as shortcuts look at it. */
export type KeyPress = Pick<KeyboardEvent, 'key' | 'code' | 'ctrlKey' | 'metaKey' | 'altKey' | 'shiftKey'>

/**
 * Whether a key press is this chord, written as `Ctrl+Shift+K`. Digits go by their place on the keyboard: with Alt or Shift they type
 * something else. Ctrl is also the command key of a Mac.
 */
export const matchesChord = (press: KeyPress, chord: string): boolean => {
  const parts = chord.split('+')
  const key = parts.at(-1) ?? ''
  const hasModifiers =
    parts.includes('Ctrl') === (press.ctrlKey || press.metaKey) &&
    parts.includes('Alt') === press.altKey &&
    parts.includes('Shift') === press.shiftKey
  if (!hasModifiers) return false
  return /^\d$/.test(key) ? press.code === `Digit${key}` : press.key.toLowerCase() === named(key)
}

const named = (key: string): string => (key === 'Esc' ? 'escape' : key.toLowerCase())
