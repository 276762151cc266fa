import { expect, test } from 'vitest'
import type { TerugbelnotitieRegel } from '../../../shared/contract/terugbelnotities'
import { fail, ok } from '../../../shared/kernel/result'
import { createFakeClient, type Answers } from '../../../../tests/support/fake-client'
import { createFixedClock } from '../../../../tests/support/fixed-clock'
import { createRecordingNotifier } from '../../../../tests/support/recording-notifier'
import { aRegel, sanne } from '../../../../tests/support/screen-rows'
import { chosenRegel, createTerugbelnotitiesStore } from './store'

const telling = { mijn: 0, afdeling: 1, uitgezet: 0, alle: 1, teLaat: 0, vandaag: 0 }

const setUp = async (first: readonly TerugbelnotitieRegel[], more: Answers = {}) => {
  let regels = first
  const fake = createFakeClient({
    'terugbelnotities.list': ({ lijst }) => ok(lijst === 'uitgezet' ? [] : [...regels]),
    'terugbelnotities.count': () => ok(telling),
    'terugbelnotities.claim': () => ok(null),
    'terugbelnotities.handelAf': () => ok(null),
    ...more,
  })
  const told = createRecordingNotifier()
  const { store, start } = createTerugbelnotitiesStore({
    client: fake.client,
    notifier: told.notifier,
    clock: createFixedClock(),
    medewerker: sanne,
  })
  start()
  await expect.poll(() => store.getState().regels).toEqual(first)
  const arrive = async (next: readonly TerugbelnotitieRegel[]): Promise<void> => {
    regels = next
    fake.emit('terugbelnotities.changed', null)
    await expect.poll(() => store.getState().regels).toEqual(next)
  }
  return { ...fake, ...told, state: store.getState, arrive }
}

test('a note that arrives is announced and moves nothing', async () => {
  const chosen = aRegel()
  const { state, announced, arrive } = await setUp([chosen])
  state().kies(chosen.id)
  await arrive([aRegel(), chosen])
  expect(announced).toEqual(['Er is een nieuwe terugbelnotitie.'])
  expect(chosenRegel(state())).toBe(chosen)
})

test('nobody is told of the notes that they made themselves, nor of a list that they just opened', async () => {
  const { state, announced, arrive } = await setUp([])
  await arrive([aRegel({ aangemaaktDoor: sanne.id })])
  state().kiesLijst('mijn')
  await expect.poll(() => state().regels?.length).toBe(1)
  expect(announced).toEqual([])
})

test('a claim is asked for and told of when it is granted', async () => {
  const regel = aRegel()
  const { state, announced, arrive } = await setUp([regel])
  await state().claim(regel.id)
  await arrive([{ ...regel, claimGevraagd: true }])
  await arrive([
    { ...regel, status: 'geclaimd', claim: { houder: sanne.id, token: 1, tot: '2026-11-23T09:15:00.000Z' } },
  ])
  expect(announced).toEqual(['gevraagd…', 'De notitie is bij u. U kunt bellen.'])
})

test('finishing needs an outcome and keeps it when the server refuses', async () => {
  const regel = aRegel()
  const { state } = await setUp([regel], {
    'terugbelnotities.handelAf': () => fail({ code: 'conflict', reason: 'held', current: null }),
  })
  state().schrijfUitkomst(regel.id, '  ')
  expect(await state().handelAf(regel.id)).toBe(false)
  expect(state().uitkomstFout).toBe('Schrijf op wat ervan kwam.')
  state().schrijfUitkomst(regel.id, 'Gesproken.')
  expect(await state().handelAf(regel.id)).toBe(false)
  expect(state().uitkomstFout).toBe('Een collega belt hier al over. Kies een andere notitie. Uw tekst is bewaard.')
  expect(state().uitkomsten[regel.id]).toBe('Gesproken.')
})

test('finishes with the outcome as it stands', async () => {
  const regel = aRegel()
  const { state, asked, toasts } = await setUp([regel])
  state().schrijfUitkomst(regel.id, ' Afspraak verzet. ')
  expect(await state().handelAf(regel.id)).toBe(true)
  expect(asked).toContainEqual({
    name: 'terugbelnotities.handelAf',
    input: { id: regel.id, uitkomst: 'Afspraak verzet.' },
  })
  expect(state().uitkomsten[regel.id]).toBeUndefined()
  expect(toasts.map(({ text }) => text)).toEqual(['De notitie is afgehandeld.'])
})

test('who may not call, sees no buttons for it', () => {
  const { store } = createTerugbelnotitiesStore({
    client: createFakeClient({}).client,
    notifier: createRecordingNotifier().notifier,
    clock: createFixedClock(),
    medewerker: { ...sanne, rol: 'redacteur' },
  })
  expect(store.getState().mayCall).toBe(false)
})
