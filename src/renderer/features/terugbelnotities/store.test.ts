import { expect, test } from 'vitest'
import type { TerugbelnotitieRegel } from '../../../shared/contract/terugbelnotities'
import { fail, ok } from '../../../shared/kernel/result'
import { createFakeClient, type Answers } from '../../../../tests/support/fake-client'
import { createFixedClock } from '../../../../tests/support/fixed-clock'
import { createRecordingNotifier } from '../../../../tests/support/recording-notifier'
import { aRegel, sanne } from '../../../../tests/support/screen-rows'
import { chosenRegel } from './state'
import { createTerugbelnotitiesStore } from './store'

const telling = { mijn: 0, afdeling: 1, uitgezet: 0, alle: 1, teLaat: 0, vandaag: 0 }

const setUp = async (
  first: readonly TerugbelnotitieRegel[],
  more: Answers = {},
  medewerker = sanne,
  isOffline = false,
) => {
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
    medewerker,
    undoKeys: 'Ctrl+Z',
    isOffline: () => isOffline,
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
  expect(announced).toEqual(['aangevraagd', 'De notitie is van u. U kunt bellen.'])
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
    undoKeys: 'Ctrl+Z',
    isOffline: () => false,
  })
  expect(store.getState().mayCall).toBe(false)
})

const mine = { status: 'geclaimd', claim: { houder: sanne.id, token: 1, tot: '2026-11-23T09:15:00.000Z' } } as const

test('a claim that went to a colleague is told with the name', async () => {
  const regel = aRegel({ claimGevraagd: true })
  const { toasts, arrive } = await setUp([regel])
  const claim = { houder: 'piet-demo', token: 1, tot: '2026-11-23T09:15:00.000Z' }
  await arrive([{ ...regel, claimGevraagd: false, status: 'geclaimd', claim, houderNaam: 'Piet (demo)' }])
  expect(toasts.map(({ text }) => text)).toEqual(['De notitie is naar Piet (demo) gegaan. Kies een andere.'])
})

test('asking again for what is mine is holding on to it', async () => {
  const regel = aRegel({ ...mine, claimBijnaVerlopen: true })
  const { state, announced } = await setUp([regel])
  await state().claim(regel.id)
  expect(announced).toEqual(['U houdt de notitie langer vast.'])
})

test('the next one is chosen wherever it is, and its name is said', async () => {
  const regel = aRegel()
  const { state, asked, announced } = await setUp([], {
    'terugbelnotities.claimVolgende': () => ok({ id: regel.id }),
    'terugbelnotities.find': () => ok(regel),
  })
  expect(await state().claimVolgende()).toBe(regel.id)
  expect(asked).toContainEqual({ name: 'terugbelnotities.claimVolgende', input: { afdelingId: null } })
  expect(state()).toMatchObject({ lijst: 'mijn', gekozenId: regel.id })
  expect(announced).toEqual(['De volgende is van u: mw. J. Bakker. U kunt bellen.'])
})

test('who works for one afdeling gets its next one only', async () => {
  const { state, asked } = await setUp([], {}, { ...sanne, rol: 'behandelaar' })
  await state().claimVolgende()
  expect(asked).toContainEqual({ name: 'terugbelnotities.claimVolgende', input: { afdelingId: 'burgerzaken' } })
})

test.each([
  ['nothing waits', ok({ id: null }), 'Er wacht nu niemand op een telefoontje. Goed bezig.'],
  [
    'no connection',
    fail({ code: 'offline' }),
    'Zonder verbinding kan Klaar u geen notitie geven: een collega kan dezelfde krijgen. Kies er zelf een en overleg.',
  ],
] as const)('the next one when there is none: %s', async (_, answer, text) => {
  const { state, toasts } = await setUp([], { 'terugbelnotities.claimVolgende': () => answer })
  expect(await state().claimVolgende()).toBeUndefined()
  expect(toasts.map((toast) => toast.text)).toEqual([text])
  expect(state().gekozenId).toBeUndefined()
})

test('giving back can be undone, by asking again', async () => {
  const regel = aRegel(mine)
  const { state, asked, toasts } = await setUp([regel], { 'terugbelnotities.geefVrij': () => ok(null) })
  await state().geefVrij(regel.id)
  expect(toasts[0]?.action?.keys).toBe('Ctrl+Z')
  await toasts[0]?.action?.run()
  expect(asked).toContainEqual({ name: 'terugbelnotities.claim', input: { id: regel.id } })
})

test('breaking a claim asks for a reason that fits', async () => {
  const regel = aRegel({ ...mine, houderNaam: 'Piet (demo)' })
  const { state, asked } = await setUp([regel], { 'terugbelnotities.breekClaim': () => ok(null) })
  expect(await state().breekClaim(regel.id, ' ')).toBe('Schrijf op waarom u de notitie weghaalt.')
  expect(await state().breekClaim(regel.id, 'x'.repeat(201))).toBe('Dit is te lang. Er passen 200 tekens in.')
  expect(asked.map(({ name }) => name)).not.toContain('terugbelnotities.breekClaim')
  expect(await state().breekClaim(regel.id, ' Ziek naar huis. ')).toBeUndefined()
  expect(asked).toContainEqual({
    name: 'terugbelnotities.breekClaim',
    input: { id: regel.id, reden: 'Ziek naar huis.' },
  })
})

test('a poging takes the words along, and a refused one keeps them', async () => {
  const regel = aRegel(mine)
  let isFull = true
  const { state, asked } = await setUp([regel], {
    'terugbelnotities.registreerPoging': () => (isFull ? fail({ code: 'storage_full' }) : ok(null)),
  })
  state().kiesPoging(regel.id, 'voicemail')
  state().schrijfUitkomst(regel.id, ' Nummer ingesproken. ')
  expect(await state().registreerPoging(regel.id)).toBe(false)
  expect(state().uitkomstFout).toMatch(/^De schijf/)
  expect(state().uitkomsten[regel.id]).toBe(' Nummer ingesproken. ')
  isFull = false
  expect(await state().registreerPoging(regel.id)).toBe(true)
  expect(asked).toContainEqual({
    name: 'terugbelnotities.registreerPoging',
    input: { id: regel.id, resultaat: 'voicemail', toelichting: 'Nummer ingesproken.' },
  })
  expect(state()).toMatchObject({ poging: undefined, uitkomsten: { [regel.id]: undefined } })
})

test('a poging may be without words, but not longer than the standard', async () => {
  const regel = aRegel(mine)
  const { state, asked } = await setUp([regel], { 'terugbelnotities.registreerPoging': () => ok(null) })
  state().kiesPoging(regel.id, 'niet_bereikt')
  state().schrijfUitkomst(regel.id, 'x'.repeat(1001))
  expect(await state().registreerPoging(regel.id)).toBe(false)
  state().schrijfUitkomst(regel.id, '')
  expect(await state().registreerPoging(regel.id)).toBe(true)
  expect(asked.filter(({ name }) => name === 'terugbelnotities.registreerPoging')).toHaveLength(1)
})

test('words for a poging are also words for an outcome, when it turns out to be one', async () => {
  const regel = aRegel(mine)
  const { state } = await setUp([regel])
  state().kiesPoging(regel.id, 'bereikt')
  state().schrijfUitkomst(regel.id, 'Gesproken.')
  state().openUitkomst(regel.id)
  expect(state()).toMatchObject({ poging: undefined, uitkomsten: { [regel.id]: 'Gesproken.' } })
})

test('only who may break claims sees that', () => {
  const storeOf = (rol: 'teamleider' | 'telefonist') =>
    createTerugbelnotitiesStore({
      client: createFakeClient({}).client,
      notifier: createRecordingNotifier().notifier,
      clock: createFixedClock(),
      medewerker: { ...sanne, rol },
      undoKeys: 'Ctrl+Z',
      isOffline: () => false,
    }).store.getState()
  expect(storeOf('teamleider').mayBreak).toBe(true)
  expect(storeOf('telefonist').mayBreak).toBe(false)
})

test('without a connection nothing is called done: it says what goes along later', async () => {
  const regel = aRegel()
  const answers: Answers = {
    'terugbelnotities.geefVrij': () => ok(null),
    'terugbelnotities.breekClaim': () => ok(null),
  }
  const { state, toasts } = await setUp([regel], answers, sanne, true)
  state().schrijfUitkomst(regel.id, 'Gesproken.')
  expect(await state().handelAf(regel.id)).toBe(true)
  await state().geefVrij(regel.id)
  await state().breekClaim(regel.id, 'Collega is ziek.')
  expect(toasts.map(({ text }) => text)).toEqual([
    expect.stringMatching(/^Uw uitkomst gaat mee zodra er verbinding is/),
    expect.stringMatching(/^Teruggeven gaat mee zodra er verbinding is/),
    expect.stringMatching(/^Weghalen gaat mee zodra er verbinding is/),
  ])
})
