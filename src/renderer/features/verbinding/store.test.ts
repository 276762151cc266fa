import { expect, test } from 'vitest'
import type { VerbindingStatus } from '../../../shared/contract/verbinding'
import { ok } from '../../../shared/kernel/result'
import { createFakeClient } from '../../../../tests/support/fake-client'
import { createFixedClock } from '../../../../tests/support/fixed-clock'
import { createRecordingNotifier } from '../../../../tests/support/recording-notifier'
import { createVerbindingStore } from './store'

const connected: VerbindingStatus = {
  staat: 'verbonden',
  sinds: '2026-11-23T08:00:00.000Z',
  laatsteContact: '2026-11-23T09:00:00.000Z',
  wachtend: 0,
  aandacht: 0,
  eersteKopie: false,
  reden: null,
}

const setUp = async () => {
  const fake = createFakeClient({
    'verbinding.find': () => ok(connected),
    'verbinding.listAandacht': () => ok([]),
    'verbinding.handelAandachtAf': () => ok(null),
  })
  const told = createRecordingNotifier()
  const { store, start } = createVerbindingStore({
    client: fake.client,
    notifier: told.notifier,
    clock: createFixedClock(),
  })
  start()
  await expect.poll(() => store.getState().status).toEqual(connected)
  return { ...fake, ...told, state: store.getState }
}

test('losing the connection is told at once, getting it back in passing, and waiting changes not at all', async () => {
  const { emit, alerts, announced } = await setUp()
  emit('verbinding.changed', { ...connected, wachtend: 2 })
  emit('verbinding.changed', { ...connected, staat: 'geen', sinds: '2026-11-23T08:30:00.000Z' })
  emit('verbinding.changed', connected)
  expect(alerts).toEqual(['Geen verbinding sinds 09:30. U kunt doorwerken.'])
  expect(announced).toEqual(['Verbonden'])
})

test('what asks for attention is fetched when its number changes, and when the core is back', async () => {
  const { emit, asked, setState } = await setUp()
  const times = () => asked.filter(({ name }) => name === 'verbinding.listAandacht').length
  emit('verbinding.changed', { ...connected, wachtend: 2 })
  expect(times()).toBe(1)
  emit('verbinding.changed', { ...connected, aandacht: 1 })
  expect(times()).toBe(2)
  setState('open')
  await expect.poll(times).toBeGreaterThan(2)
})

test('what was dealt with leaves the list', async () => {
  const { state, asked } = await setUp()
  await state().handelAf(4)
  expect(asked.map(({ name }) => name).slice(-2)).toEqual(['verbinding.handelAandachtAf', 'verbinding.listAandacht'])
})
