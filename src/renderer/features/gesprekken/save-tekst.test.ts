import { expect, test } from 'vitest'
import { fail, ok } from '../../../shared/kernel/result'
import { createFakeClient } from '../../../../tests/support/fake-client'
import { createFixedClock } from '../../../../tests/support/fixed-clock'
import { createRecordingNotifier } from '../../../../tests/support/recording-notifier'
import { aGesprek } from '../../../../tests/support/screen-rows'
import { createGesprekkenStore } from './store'

const bewaardOp = '2026-11-23T09:00:05.000Z'

/** A core that wraps up and is gone before it can say so. */
const setUp = async (isFull = false) => {
  const gesprek = aGesprek({ vraag: 'Kaart kwijt', kanaal: 'balie' })
  const next = aGesprek({ kanaal: 'balie' })
  let open = [gesprek]
  let isThere = true
  const gone = fail({ code: 'core_gone' })
  const fake = createFakeClient({
    'gesprekken.list': () => (isThere ? ok([...open]) : gone),
    'gesprekken.bewaar': ({ id, tekst }) => {
      if (!isThere) return gone
      if (open.every((one) => one.id !== id)) return fail({ code: 'not_found', what: 'gesprek' })
      open = open.map((one) => (one.id === id ? { ...one, vraag: tekst.vraag ?? one.vraag } : one))
      return ok({ bewaardOp })
    },
    'gesprekken.rondAf': () => {
      open = []
      isThere = false
      return gone
    },
    'gesprekken.start': () => {
      if (isFull) return fail({ code: 'conflict', reason: 'too_many', current: 6 })
      open = [next]
      return ok(next)
    },
    'afdelingen.list': () => ok([]),
  })
  const { notifier, toasts } = createRecordingNotifier()
  const clock = createFixedClock()
  const { store, start } = createGesprekkenStore({ client: fake.client, notifier, clock, undoKeys: 'Ctrl+Z' })
  start()
  await expect.poll(() => store.getState().isLoaded).toBe(true)
  await store.getState().rondAf(gesprek.id)
  const type = async (vraag: string): Promise<void> => {
    store.getState().typ(gesprek.id, { vraag })
    await expect.poll(() => store.getState().bewaarfouten[gesprek.id]?.code).toBe('core_gone')
  }
  const comeBack = (): void => {
    isThere = true
    fake.setState('open')
  }
  return { ...fake, gesprek, next, toasts, type, comeBack, state: store.getState }
}

test('a gesprek whose wrap-up went through unheard leaves the screen when the core is back', async () => {
  const { state, comeBack, asked } = await setUp()
  expect(state().gesprekken).toHaveLength(1)
  comeBack()
  await expect.poll(() => state().gesprekken).toEqual([])
  expect(asked.map(({ name }) => name)).not.toContain('gesprekken.start')
})

test('words that were registered need no second place', async () => {
  const { state, comeBack, type, asked } = await setUp()
  await type('Kaart')
  await type('Kaart kwijt')
  comeBack()
  await expect.poll(() => state().gesprekken).toEqual([])
  expect(asked.map(({ name }) => name)).not.toContain('gesprekken.start')
})

test('words typed after it go on in a new gesprek, and the person is told', async () => {
  const { state, comeBack, type, asked, next, toasts } = await setUp()
  await type('Kaart kwijt, en nog iets')
  comeBack()
  await expect
    .poll(() => state().gesprekken.map(({ id, vraag }) => ({ id, vraag })))
    .toEqual([{ id: next.id, vraag: 'Kaart kwijt, en nog iets' }])
  expect(state().gekozenId).toBe(next.id)
  expect(asked).toContainEqual({ name: 'gesprekken.start', input: { kanaal: 'balie' } })
  expect(toasts.at(-1)?.text).toBe('Dit gesprek was al afgesloten. Wat u nog typte, staat in een nieuw gesprek.')
})

test('without room for a new gesprek the words stay on the screen, with the reason', async () => {
  const { state, comeBack, type, gesprek } = await setUp(true)
  await type('Kaart kwijt, en nog iets')
  comeBack()
  await expect.poll(() => state().bewaarfouten[gesprek.id]?.code).toBe('conflict')
  expect(state().gesprekken.map(({ vraag }) => vraag)).toEqual(['Kaart kwijt, en nog iets'])
})
