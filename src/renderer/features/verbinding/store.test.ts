import { expect, test } from 'vitest'
import type { Aandachtspunt, VerbindingStatus } from '../../../shared/contract/verbinding'
import { fail, ok } from '../../../shared/kernel/result'
import { createFakeClient, type Answers } from '../../../../tests/support/fake-client'
import { createFixedClock } from '../../../../tests/support/fixed-clock'
import { createRecordingNotifier } from '../../../../tests/support/recording-notifier'
import { aDiagnose, aPoging, aRegel } from '../../../../tests/support/screen-rows'
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

const setUp = async (more: Answers = {}) => {
  const shown: string[] = []
  const fake = createFakeClient({
    'verbinding.find': () => ok(connected),
    'verbinding.listAandacht': () => ok([]),
    'verbinding.handelAandachtAf': () => ok(null),
    ...more,
  })
  const told = createRecordingNotifier()
  const { store, start } = createVerbindingStore({
    client: fake.client,
    notifier: told.notifier,
    clock: createFixedClock(),
    medewerkerId: 'sanne-demo',
    undoKeys: 'Ctrl+Z',
    aandachtKeys: 'Alt+A',
    onBekijk: () => shown.push('aandacht'),
  })
  start()
  await expect.poll(() => store.getState().status).toEqual(connected)
  return { ...fake, ...told, shown, state: store.getState }
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

const refused = (part: Partial<Aandachtspunt> = {}): Aandachtspunt => ({
  no: 7,
  naam: 'terugbelnotitie.handelAf',
  error: { code: 'conflict', reason: 'claim_vervallen', current: aRegel({ pogingen: [aPoging()] }) },
  args: { id: aRegel().id, uitkomst: 'Gesproken.', token: 3 },
  at: '2026-11-23T08:50:00.000Z',
  ...part,
})

test('a new refusal is told with its reason and the way there; what lay there already is not', async () => {
  let aandacht = [refused()]
  const { toasts, shown, emit, state } = await setUp({ 'verbinding.listAandacht': () => ok(aandacht) })
  await expect.poll(() => state().aandacht.length).toBe(1)
  expect(toasts).toEqual([])
  aandacht = [refused(), refused({ no: 8 })]
  emit('aandacht.changed', null)
  await expect.poll(() => toasts.length).toBe(1)
  expect(toasts[0]?.text).toMatch(/^Niet aangenomen: terugbelnotitie afhandelen\. Een collega belde om 09:42\. /)
  await toasts[0]?.action?.run()
  expect(shown).toEqual(['aandacht'])
  expect(state().over[8]).toBe('mw. J. Bakker · Afspraak verzetten')
})

test('what was dealt with can be put back', async () => {
  const { state, asked, toasts } = await setUp({ 'verbinding.zetAandachtTerug': () => ok(null) })
  await state().handelAf(4)
  await toasts[0]?.action?.run()
  expect(asked).toContainEqual({ name: 'verbinding.zetAandachtTerug', input: { no: 4 } })
})

test('sent again as it is, without touching a word', async () => {
  const { state, asked } = await setUp({
    'verbinding.listAandacht': () => ok([refused()]),
    'verbinding.verstuurOpnieuw': () => ok(null),
  })
  await expect.poll(() => state().aandacht.length).toBe(1)
  expect(await state().verstuurOpnieuw(7)).toBe(true)
  expect(asked).toContainEqual({ name: 'verbinding.verstuurOpnieuw', input: { no: 7 } })
})

test('sent again with other words; a text that does not fit stays where it is', async () => {
  const punt = refused()
  const { state, asked } = await setUp({
    'verbinding.listAandacht': () => ok([punt]),
    'verbinding.verstuurOpnieuw': () => ok(null),
  })
  await expect.poll(() => state().aandacht.length).toBe(1)
  state().pasAan(7)
  state().typ(7, 'uitkomst', '')
  expect(await state().verstuurOpnieuw(7)).toBe(false)
  expect(state().bewerkingen[7]?.fouten).toEqual({ uitkomst: 'Dit mag niet leeg zijn.' })
  state().typ(7, 'uitkomst', 'Gesproken, verzet.')
  expect(state().bewerkingen[7]?.fouten).toEqual({})
  expect(await state().verstuurOpnieuw(7)).toBe(true)
  const args = { ...(punt.args as Record<string, unknown>), uitkomst: 'Gesproken, verzet.' }
  expect(asked).toContainEqual({ name: 'verbinding.verstuurOpnieuw', input: { no: 7, args } })
  expect(state().bewerkingen[7]).toBeUndefined()
})

test('words that could not be queued stay, with the reason', async () => {
  const { state, alerts } = await setUp({
    'verbinding.listAandacht': () => ok([refused()]),
    'verbinding.verstuurOpnieuw': () => fail({ code: 'storage_full' }),
  })
  await expect.poll(() => state().aandacht.length).toBe(1)
  state().pasAan(7)
  state().typ(7, 'uitkomst', 'Anders.')
  expect(await state().verstuurOpnieuw(7)).toBe(false)
  expect(state().bewerkingen[7]).toMatchObject({ velden: { uitkomst: 'Anders.' } })
  expect(state().bewerkingen[7]?.fout).toMatch(/^De schijf/)
  expect(alerts.at(-1)).toMatch(/^De schijf/)
})

test('the diagnose is asked for when somebody looks, and says when there is none', async () => {
  let isThere = false
  const { state } = await setUp({
    'verbinding.diagnose': () => (isThere ? ok(aDiagnose()) : fail({ code: 'core_gone' })),
  })
  expect(state().diagnose).toBeUndefined()
  state().ververs()
  await expect.poll(() => state().diagnoseFout?.code).toBe('core_gone')
  isThere = true
  state().ververs()
  await expect.poll(() => state().diagnose).toEqual(aDiagnose())
  expect(state().diagnoseFout).toBeUndefined()
})
