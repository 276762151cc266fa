import { expect, test } from 'vitest'
import { createRecordingNotifier } from '../../../tests/support/recording-notifier'
import { createUndo } from './undo'

const setUp = () => {
  const told = createRecordingNotifier()
  const undone: string[] = []
  const undo = createUndo(told.notifier, 'Ctrl+Z')
  const offer = (what: string, keys = 'Ctrl+Z') =>
    undo.notifier.toast({ text: what, action: { label: 'Herstel', keys, run: () => void undone.push(what) } })
  return { ...told, undo, undone, offer }
}

test('the newest first, each once', async () => {
  const { undo, undone, offer } = setUp()
  offer('een')
  offer('twee')
  await undo.run()
  await undo.run()
  await undo.run()
  expect(undone).toEqual(['twee', 'een'])
  expect(undo.isPossible()).toBe(false)
})

test('what was undone by its message is not undone again by the key', async () => {
  const { undo, undone, offer, toasts } = setUp()
  offer('een')
  offer('twee')
  await toasts[1]?.action?.run()
  await undo.run()
  expect(undone).toEqual(['twee', 'een'])
})

test('another offer of a message is none to undo', () => {
  const { undo, undone, offer, toasts } = setUp()
  offer('bekijk', 'Alt+3')
  expect(undo.isPossible()).toBe(false)
  void toasts[0]?.action?.run()
  expect(undone).toEqual(['bekijk'])
})
