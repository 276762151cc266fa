import { expect, test } from 'vitest'
import type { Aanmelding } from '../../../shared/contract/aanmelding'
import { fail, ok, type Result } from '../../../shared/kernel/result'
import { createFakeClient, type Answers } from '../../../../tests/support/fake-client'
import { createFixedClock } from '../../../../tests/support/fixed-clock'
import { sanne } from '../../../../tests/support/screen-rows'
import { createAanmeldingStore, isLocked } from './store'

const wie = { medewerker: sanne, gemeente: 'Gemeente Voorbeeld' }
const aangemeld: Aanmelding = { kind: 'aangemeld', ...wie }
const vergrendeld: Aanmelding = { kind: 'vergrendeld', ...wie, sinds: '2026-11-23T09:00:00.000Z' }

const setUp = async (answers: Answers) => {
  const fake = createFakeClient({ 'aanmelding.find': () => ok(aangemeld), ...answers })
  const { store, start } = createAanmeldingStore(fake.client, createFixedClock())
  start()
  await expect.poll(() => store.getState().aanmelding).toEqual(aangemeld)
  const names = () => fake.asked.map(({ name }) => name).slice(1)
  return { ...fake, store, names, hidden: () => isLocked(store.getState()) }
}

test('hides before the core has answered, and stays hidden when it has', async () => {
  let answer: ((result: Result<Aanmelding>) => void) | undefined
  const { store, hidden, emit } = await setUp({
    'aanmelding.vergrendel': () => new Promise((resolve) => (answer = resolve)),
  })
  expect(hidden()).toBe(false)
  const locking = store.getState().vergrendel()
  expect(hidden()).toBe(true)
  // What the core said just before it heard of this.
  emit('aanmelding.changed', aangemeld)
  expect(hidden()).toBe(true)
  answer?.(ok(vergrendeld))
  await locking
  expect(store.getState()).toMatchObject({ aanmelding: vergrendeld, verborgenSinds: undefined })
  expect(hidden()).toBe(true)
})

test('stays hidden when the core fell, and asks again as soon as it is back', async () => {
  let isThere = false
  const { store, hidden, setState, names } = await setUp({
    'aanmelding.vergrendel': () => (isThere ? ok(vergrendeld) : fail({ code: 'core_gone' })),
  })
  await store.getState().vergrendel()
  expect(hidden()).toBe(true)
  isThere = true
  setState('open')
  await expect.poll(() => store.getState().aanmelding).toEqual(vergrendeld)
  expect(names()).toEqual(['aanmelding.vergrendel', 'aanmelding.vergrendel'])
})

test('opens when the core has opened, and says so when it cannot', async () => {
  let isThere = false
  const { store, hidden, emit } = await setUp({
    'aanmelding.ontgrendel': () => (isThere ? ok(aangemeld) : fail({ code: 'core_gone' })),
  })
  emit('aanmelding.changed', vergrendeld)
  expect(hidden()).toBe(true)
  await store.getState().ontgrendel()
  expect(hidden()).toBe(true)
  expect(store.getState()).toMatchObject({ error: { code: 'core_gone' }, isBusy: false })
  isThere = true
  await store.getState().ontgrendel()
  expect(hidden()).toBe(false)
  expect(store.getState()).toMatchObject({ error: undefined, isBusy: false })
})

test('locks nothing when nobody is signed in', async () => {
  const { store, hidden, emit, names } = await setUp({})
  emit('aanmelding.changed', { kind: 'afgemeld' })
  await store.getState().vergrendel()
  expect(hidden()).toBe(false)
  expect(names()).toEqual([])
})
