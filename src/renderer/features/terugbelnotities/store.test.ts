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
    'terugbelnotities.bewaarUitkomst': () => ok(null),
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

test('every letter of an outcome is stored, and opening or closing an empty one is no letter', async () => {
  const regel = aRegel()
  const { state, asked } = await setUp([regel])
  state().schrijfUitkomst(regel.id, '')
  state().schrijfUitkomst(regel.id, 'G')
  state().schrijfUitkomst(regel.id, '')
  state().sluitUitkomst(regel.id)
  const stored = () => asked.filter(({ name }) => name === 'terugbelnotities.bewaarUitkomst').map(({ input }) => input)
  await expect.poll(stored).toEqual([
    { id: regel.id, tekst: 'G' },
    { id: regel.id, tekst: '' },
  ])
  expect(state().uitkomsten[regel.id]).toBeUndefined()
})

test('an outcome that was being written is open again after a restart, and is never overwritten', async () => {
  const regel = aRegel({ conceptUitkomst: 'Gesproken met' })
  const { state, arrive } = await setUp([regel])
  expect(state().uitkomsten[regel.id]).toBe('Gesproken met')
  state().schrijfUitkomst(regel.id, 'Gesproken met mevrouw')
  await arrive([{ ...regel, onderweg: true }])
  expect(state().uitkomsten[regel.id]).toBe('Gesproken met mevrouw')
})

test('says that an outcome is not stored until it is', async () => {
  const regel = aRegel()
  let isFull = true
  const { state, alerts, setState } = await setUp([regel], {
    'terugbelnotities.bewaarUitkomst': () => (isFull ? fail({ code: 'storage_full' }) : ok(null)),
  })
  state().schrijfUitkomst(regel.id, 'G')
  await expect.poll(() => state().bewaarfouten[regel.id]?.code).toBe('storage_full')
  expect(alerts[0]).toMatch(/^Niet bewaard: De schijf/)
  isFull = false
  setState('open')
  await expect.poll(() => state().bewaarfouten[regel.id]).toBeUndefined()
})

test('a notitie that a colleague finished stays while somebody has a text about it', async () => {
  const regel = aRegel()
  const done: TerugbelnotitieRegel = { ...regel, status: 'afgehandeld', uitkomst: 'Al gebeld.' }
  let list = [regel]
  const { state, emit } = await setUp([regel], {
    'terugbelnotities.list': ({ lijst }) => ok(lijst === 'uitgezet' ? [] : [...list]),
    'terugbelnotities.find': () => ok(done),
  })
  state().kies(regel.id)
  state().schrijfUitkomst(regel.id, 'Gesproken.')
  list = []
  emit('terugbelnotities.changed', null)
  await expect.poll(() => chosenRegel(state())?.status).toBe('afgehandeld')
  state().sluitUitkomst(regel.id)
  await expect.poll(() => state().regels).toEqual([])
})

test('letters typed while a notitie is being finished stay', async () => {
  const regel = aRegel()
  let answer: (() => void) | undefined
  const { state } = await setUp([regel], {
    'terugbelnotities.handelAf': () =>
      new Promise((resolve) => {
        answer = () => resolve(ok(null))
      }),
  })
  state().schrijfUitkomst(regel.id, 'Gesproken.')
  const finished = state().handelAf(regel.id)
  await expect.poll(() => answer).toBeDefined()
  state().schrijfUitkomst(regel.id, 'Gesproken. En')
  answer?.()
  expect(await finished).toBe(true)
  expect(state().uitkomsten[regel.id]).toBe('Gesproken. En')
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
