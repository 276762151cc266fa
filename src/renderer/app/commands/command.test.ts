import { expect, test } from 'vitest'
import type { KeyPress } from './chord'
import { findCommand, shownKeys, type Command } from './command'

const command = (part: Partial<Command> & { readonly id: string }): Command => ({
  title: part.id,
  group: 'algemeen',
  run: () => undefined,
  ...part,
})

const key = (name: string, part: Partial<KeyPress> = {}): KeyPress => ({
  key: name,
  code: '',
  ctrlKey: false,
  metaKey: false,
  altKey: false,
  shiftKey: false,
  ...part,
})

const elsewhere = { isTyping: false, scopes: [] }

test('a letter works in its own place only, and never while somebody types', () => {
  const commands = [command({ id: 'gebruik', keys: 'U', scopes: ['kennis'] })]
  const find = (place: Parameters<typeof findCommand>[2]) => findCommand(commands, key('u'), place, 'electron')?.id
  expect(find({ isTyping: false, scopes: ['kennis'] })).toBe('gebruik')
  expect(find({ isTyping: true, scopes: ['kennis'] })).toBeUndefined()
  expect(find(elsewhere)).toBeUndefined()
})

test('one letter may mean different things in different places', () => {
  const commands = [
    command({ id: 'vorige', keys: 'K', scopes: ['terugbellen'] }),
    command({ id: 'klaar', keys: 'K', scopes: ['notitie'] }),
  ]
  const find = (scope: string) => findCommand(commands, key('k'), { isTyping: false, scopes: [scope] }, 'electron')?.id
  expect(find('terugbellen')).toBe('vorige')
  expect(find('notitie')).toBe('klaar')
})

test('undo of text stays with the field', () => {
  const commands = [command({ id: 'herstel', keys: 'Ctrl+Z', notWhileTyping: true })]
  const press = key('z', { ctrlKey: true })
  expect(findCommand(commands, press, { isTyping: true, scopes: [] }, 'electron')).toBeUndefined()
  expect(findCommand(commands, press, elsewhere, 'electron')?.id).toBe('herstel')
})

test('what is not possible now does not take the key', () => {
  const commands = [command({ id: 'a', keys: 'F8', isEnabled: () => false }), command({ id: 'b', keys: 'F8' })]
  expect(findCommand(commands, key('F8'), elsewhere, 'electron')?.id).toBe('b')
})

test('a browser tab has keys of its own, which the window does not know', () => {
  const nieuw = command({ id: 'nieuw', keys: 'Ctrl+N', browserKeys: 'Alt+N' })
  const press = key('n', { altKey: true })
  expect(shownKeys(nieuw, 'browser')).toBe('Alt+N')
  expect(shownKeys(nieuw, 'electron')).toBe('Ctrl+N')
  expect(findCommand([nieuw], press, elsewhere, 'browser')?.id).toBe('nieuw')
  expect(findCommand([nieuw], press, elsewhere, 'electron')).toBeUndefined()
})
