import { expect, test } from 'vitest'
import { matchesChord, type KeyPress } from './chord'

const press = (key: string, part: Partial<KeyPress> = {}): KeyPress => ({
  key,
  code: '',
  ctrlKey: false,
  metaKey: false,
  altKey: false,
  shiftKey: false,
  ...part,
})

test('all modifiers must be there, and no other', () => {
  expect(matchesChord(press('k', { ctrlKey: true }), 'Ctrl+K')).toBe(true)
  expect(matchesChord(press('k', { metaKey: true }), 'Ctrl+K')).toBe(true)
  expect(matchesChord(press('k'), 'Ctrl+K')).toBe(false)
  expect(matchesChord(press('k', { ctrlKey: true, shiftKey: true }), 'Ctrl+K')).toBe(false)
})

test('digits go by their place, whatever they type with Alt or Shift', () => {
  expect(matchesChord(press('!', { code: 'Digit1', altKey: true, shiftKey: true }), 'Alt+Shift+1')).toBe(true)
  expect(matchesChord(press('1', { code: 'Digit2', altKey: true }), 'Alt+1')).toBe(false)
})

test('named keys', () => {
  expect(matchesChord(press('F6', { shiftKey: true }), 'Shift+F6')).toBe(true)
  expect(matchesChord(press('Escape'), 'Esc')).toBe(true)
  expect(matchesChord(press('/', { ctrlKey: true }), 'Ctrl+/')).toBe(true)
})
