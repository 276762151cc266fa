import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { fail, ok } from '../../../shared/kernel/result'
import { createFakeClient, type Answers } from '../../../../tests/support/fake-client'
import { createFixedClock } from '../../../../tests/support/fixed-clock'
import { aKlantbeeld } from '../../../../tests/support/screen-rows'
import { createKlantbeeldenStore } from './store'

const nummer = '+31612345678'

beforeEach(() => {
  vi.useFakeTimers()
})
afterEach(() => {
  vi.useRealTimers()
})

const setUp = (answers: Answers = {}, now = '2026-11-23T09:00:00.000Z') => {
  const fake = createFakeClient({
    'klantbeelden.open': () => ok(aKlantbeeld()),
    'klantbeelden.sluit': () => ok(null),
    ...answers,
  })
  const { store, start } = createKlantbeeldenStore({ client: fake.client, clock: createFixedClock(now) })
  const closed = () => fake.asked.filter(({ name }) => name === 'klantbeelden.sluit').length
  return { ...fake, state: store.getState, stop: start(), closed }
}

test('is there until it expires, and then gone from this computer', async () => {
  const { state, closed } = setUp()
  await state().open(nummer, 'gesprek')
  expect(state().beeld).toEqual({ kind: 'open', nummer, klantbeeld: aKlantbeeld() })
  vi.advanceTimersByTime(3_599_999)
  expect(state().beeld.kind).toBe('open')
  vi.advanceTimersByTime(1)
  expect(state().beeld).toEqual({ kind: 'verlopen', nummer })
  expect(closed()).toBe(1)
})

test('a clock that is behind gives no extra time', async () => {
  const { state } = setUp({}, '2026-11-20T09:00:00.000Z')
  await state().open(nummer, 'gesprek')
  vi.advanceTimersByTime(3_600_000)
  expect(state().beeld.kind).toBe('verlopen')
})

test('closing it, and leaving the desk, removes it', async () => {
  const { state, stop, closed } = setUp()
  await state().open(nummer, 'gesprek')
  state().sluit()
  expect(state().beeld).toEqual({ kind: 'dicht' })
  expect(closed()).toBe(1)
  await state().open(nummer, 'gesprek')
  stop()
  expect(closed()).toBe(2)
})

test('an answer that comes after it was closed is not shown, and not kept', async () => {
  let answer: (() => void) | undefined
  const { state, closed } = setUp({
    'klantbeelden.open': () =>
      new Promise((resolve) => {
        answer = () => resolve(ok(aKlantbeeld()))
      }),
  })
  const opened = state().open(nummer, 'gesprek')
  state().sluit()
  answer?.()
  await opened
  expect(state().beeld).toEqual({ kind: 'dicht' })
  expect(closed()).toBe(1)
})

test('why it is not there', async () => {
  const { state } = setUp({ 'klantbeelden.open': () => fail({ code: 'offline' }) })
  await state().open(nummer, 'gesprek')
  expect(state().beeld).toEqual({ kind: 'mislukt', nummer, error: { code: 'offline' } })
})
