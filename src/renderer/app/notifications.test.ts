import { expect, test } from 'vitest'
import { createNotifications } from './notifications'

test('the same words twice are two messages for a screen reader', () => {
  const { store, notifier } = createNotifications()
  notifier.announce('Bewaard')
  const first = store.getState().status
  notifier.announce('Bewaard')
  expect(store.getState().status).not.toBe(first)
  expect(store.getState().status.replace('\u200b', '')).toBe('Bewaard')
})

test('a toast is announced with what one can do, and goes when that is done', () => {
  const { store, notifier } = createNotifications()
  let isUndone = false
  notifier.toast({
    text: 'Gesprek weggelegd.',
    action: {
      label: 'Herstel',
      keys: 'Ctrl+Z',
      run: () => {
        isUndone = true
      },
    },
  })
  expect(store.getState().status).toBe('Gesprek weggelegd. Herstel: Ctrl+Z')
  void store.getState().toasts[0]?.action?.run()
  expect(isUndone).toBe(true)
  expect(store.getState().toasts).toEqual([])
})

test('the newest three are enough', () => {
  const { store, notifier } = createNotifications()
  for (const text of ['1', '2', '3', '4']) notifier.toast({ text })
  expect(store.getState().toasts.map(({ text }) => text)).toEqual(['2', '3', '4'])
})
