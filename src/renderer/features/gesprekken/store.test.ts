import { expect, test } from 'vitest'
import type { Gesprek } from '../../../shared/domain/gesprek/gesprek'
import { fail, ok } from '../../../shared/kernel/result'
import { createFakeClient, type Answers } from '../../../../tests/support/fake-client'
import { createFixedClock } from '../../../../tests/support/fixed-clock'
import { createRecordingNotifier } from '../../../../tests/support/recording-notifier'
import { aGesprek } from '../../../../tests/support/screen-rows'
import { createGesprekkenStore } from './store'

const bewaardOp = '2026-11-23T09:00:05.000Z'
const voorstel = {
  bellenVoor: '2026-11-24T11:00:00.000Z',
  gesproken: 'voor dinsdag 24 november 12:00',
  uitleg: '1 werkdag.',
}

/** A core that keeps gesprekken as the real one does, as far as screens can tell. */
const setUp = async (gesprekken: readonly Gesprek[], more: Answers = {}) => {
  let open = [...gesprekken]
  const put = (changed: Gesprek) => {
    open = open.map((gesprek) => (gesprek.id === changed.id ? changed : gesprek))
    return ok(changed)
  }
  const get = (id: string): Gesprek => {
    const found = open.find((gesprek) => gesprek.id === id)
    if (found === undefined) throw new Error('no such gesprek in this test')
    return found
  }
  const fake = createFakeClient({
    'gesprekken.list': () => ok(open),
    'gesprekken.bewaar': () => ok({ bewaardOp }),
    'gesprekken.hervat': ({ id }) => put({ ...get(id), status: 'actief', geparkeerdOp: null }),
    'gesprekken.parkeer': ({ id }) => put({ ...get(id), status: 'geparkeerd', geparkeerdOp: bewaardOp }),
    'gesprekken.verwijder': ({ id }) => {
      open = open.filter((gesprek) => gesprek.id !== id)
      return ok(null)
    },
    'gesprekken.herstel': ({ id }) => {
      open = gesprekken.filter((gesprek) => gesprek.id === id)
      return ok(get(id))
    },
    'gesprekken.voorstelTerugbellen': () => ok(voorstel),
    'gesprekken.rondAf': ({ id }) => {
      open = open.filter((gesprek) => gesprek.id !== id)
      return ok({ terugbelnotitieId: null })
    },
    'afdelingen.list': () => ok([{ id: 'burgerzaken', naam: 'Burgerzaken', omschrijving: 'Paspoorten', werkdagen: 1 }]),
    ...more,
  })
  const told = createRecordingNotifier()
  const clock = createFixedClock()
  const { store, start } = createGesprekkenStore({
    client: fake.client,
    notifier: told.notifier,
    clock,
    undoKeys: 'Ctrl+Z',
  })
  start()
  await expect.poll(() => store.getState().isLoaded).toBe(true)
  await expect.poll(() => store.getState().afdelingen.length).toBe(1)
  return { ...fake, ...told, store, state: store.getState }
}

const inputsOf = (asked: readonly { name: string; input: unknown }[], name: string) =>
  asked.filter((one) => one.name === name).map((one) => one.input)

test('opens on the gesprek that runs', async () => {
  const waiting = aGesprek({ status: 'geparkeerd', geparkeerdOp: bewaardOp })
  const running = aGesprek()
  const { state } = await setUp([waiting, running])
  expect(state().gekozenId).toBe(running.id)
})

test('shows and stores a letter at once, and tells when it is on disk', async () => {
  const gesprek = aGesprek()
  const { state, asked } = await setUp([gesprek])
  state().typ(gesprek.id, { vraag: 'p' })
  expect(state().gesprekken[0]?.vraag).toBe('p')
  expect(inputsOf(asked, 'gesprekken.bewaar')).toEqual([{ id: gesprek.id, tekst: { vraag: 'p' } }])
  await expect.poll(() => state().gesprekken[0]?.bewaardOp).toBe(bewaardOp)
})

test('an event never takes away what is being typed', async () => {
  const gesprek = aGesprek()
  // The disk is slow: the word is not stored yet when the event comes.
  const { state, emit, asked } = await setUp([gesprek], {
    'gesprekken.bewaar': () => new Promise(() => undefined),
  })
  state().typ(gesprek.id, { vraag: 'Paspoort gest' })
  const before = inputsOf(asked, 'gesprekken.list').length
  emit('gesprekken.changed', null)
  await expect.poll(() => inputsOf(asked, 'gesprekken.list').length).toBe(before + 1)
  await Promise.resolve()
  expect(state().gesprekken[0]?.vraag).toBe('Paspoort gest')
})

test('says that words are not stored, keeps them, and stores them when the core is back', async () => {
  const gesprek = aGesprek()
  let isFull = true
  const { state, alerts, setState } = await setUp([gesprek], {
    'gesprekken.bewaar': () => (isFull ? fail({ code: 'storage_full' }) : ok({ bewaardOp })),
  })
  state().typ(gesprek.id, { intern: 'niet kwijtraken' })
  await expect.poll(() => state().bewaarfouten[gesprek.id]?.code).toBe('storage_full')
  expect(alerts).toEqual([
    'Niet bewaard: De schijf van deze computer is vol. Maak ruimte vrij. Kopieer belangrijke tekst eerst naar een andere plek.',
  ])
  expect(await state().rondAf(gesprek.id)).toBeUndefined()
  expect(state().gesprekken[0]?.intern).toBe('niet kwijtraken')
  isFull = false
  setState('open')
  await expect.poll(() => state().bewaarfouten[gesprek.id]).toBeUndefined()
})

test('wrapping up tries once more to store what was not stored', async () => {
  const gesprek = aGesprek({ vraag: 'v' })
  let isFull = true
  const { state } = await setUp([gesprek], {
    'gesprekken.bewaar': () => (isFull ? fail({ code: 'storage_full' }) : ok({ bewaardOp })),
  })
  state().typ(gesprek.id, { intern: 'i' })
  await expect.poll(() => state().bewaarfouten[gesprek.id]?.code).toBe('storage_full')
  isFull = false
  await state().rondAf(gesprek.id)
  expect(state().gesprekken).toEqual([])
})

test('knows since when words are not on disk', async () => {
  const gesprek = aGesprek()
  let stored: (() => void) | undefined
  const { state } = await setUp([gesprek], {
    'gesprekken.bewaar': () =>
      new Promise((resolve) => {
        stored = () => resolve(ok({ bewaardOp }))
      }),
  })
  state().typ(gesprek.id, { vraag: 'p' })
  expect(state().onbewaardSinds[gesprek.id]).toBe('2026-11-23T09:00:00.000Z')
  stored?.()
  await expect.poll(() => state().onbewaardSinds[gesprek.id]).toBeUndefined()
})

test('a promise is asked for once per afdeling, stored, and changes only when somebody asks', async () => {
  const gesprek = aGesprek()
  const moments = ['2026-11-24T11:00:00.000Z', '2026-11-25T11:00:00.000Z', '2026-11-26T11:00:00.000Z']
  const { state, asked } = await setUp([gesprek], {
    'gesprekken.voorstelTerugbellen': () => ok({ ...voorstel, bellenVoor: moments.shift() ?? '' }),
  })
  const promised = () => state().gesprekken[0]?.bellenVoor
  await state().kiesAfdeling(gesprek.id, 'burgerzaken')
  await state().kiesAfdeling(gesprek.id, 'burgerzaken')
  expect(promised()).toBe('2026-11-24T11:00:00.000Z')
  const other = state().kiesAfdeling(gesprek.id, 'belastingen')
  expect(promised()).toBeNull()
  await other
  expect(promised()).toBe('2026-11-25T11:00:00.000Z')
  await state().berekenBelofte(gesprek.id)
  expect(promised()).toBe('2026-11-26T11:00:00.000Z')
  expect(inputsOf(asked, 'gesprekken.bewaar')).toContainEqual({
    id: gesprek.id,
    tekst: { bellenVoor: '2026-11-26T11:00:00.000Z' },
  })
})

test('an answer for an afdeling that was left again promises nothing', async () => {
  const gesprek = aGesprek()
  const answers: (() => void)[] = []
  const { state } = await setUp([gesprek], {
    'gesprekken.voorstelTerugbellen': ({ afdelingId }) =>
      new Promise((resolve) => {
        const bellenVoor = afdelingId === 'burgerzaken' ? '2026-11-24T11:00:00.000Z' : '2026-11-25T11:00:00.000Z'
        answers.push(() => resolve(ok({ ...voorstel, bellenVoor })))
      }),
  })
  const both = [state().kiesAfdeling(gesprek.id, 'burgerzaken'), state().kiesAfdeling(gesprek.id, 'belastingen')]
  for (const answer of answers) answer()
  await Promise.all(both)
  expect(state().gesprekken[0]?.bellenVoor).toBe('2026-11-25T11:00:00.000Z')
})

test('wraps up with exactly the moment that was read out, also after a restart, once', async () => {
  const gesprek = aGesprek({
    vraag: 'Kaart kwijt',
    telefoon: '0612345678',
    afdelingId: 'burgerzaken',
    bellenVoor: voorstel.bellenVoor,
  })
  const { state, asked, toasts } = await setUp([gesprek])
  await Promise.all([state().rondAf(gesprek.id), state().rondAf(gesprek.id)])
  expect(inputsOf(asked, 'gesprekken.rondAf')).toEqual([
    { id: gesprek.id, resultaat: 'terugbelnotitie', bellenVoor: voorstel.bellenVoor },
  ])
  expect(toasts.map(({ text }) => text)).toEqual([
    'Terugbelnotitie gemaakt. Burgerzaken belt terug voor dinsdag 24 november 12:00.',
  ])
  expect(state().gesprekken).toEqual([])
})

test('a second press does not register the caller who still waits', async () => {
  const waiting = aGesprek({ vraag: 'Nog niet beantwoord', status: 'geparkeerd', geparkeerdOp: bewaardOp })
  const { state, asked, toasts } = await setUp([waiting])
  expect(await state().rondAf(waiting.id)).toBeUndefined()
  expect(inputsOf(asked, 'gesprekken.rondAf')).toEqual([])
  expect(toasts.map(({ text }) => text)).toEqual(['Dit gesprek wacht nog. Hervat het eerst.'])
})

test('what is missing is shown at its field until somebody types there', async () => {
  const gesprek = aGesprek()
  const { state, asked, alerts } = await setUp([gesprek])
  state().kiesResultaat(gesprek.id, 'terugbelnotitie')
  expect(await state().rondAf(gesprek.id)).toBe('telefoon')
  expect(alerts).toEqual(['Er zijn nog 3 velden in te vullen.'])
  expect(inputsOf(asked, 'gesprekken.rondAf')).toEqual([])
  state().typ(gesprek.id, { telefoon: '0' })
  expect(Object.keys(state().afrondingen[gesprek.id]?.fouten ?? {}).sort()).toEqual(['afdelingId', 'vraag'])
})

test('a refusal of the core goes to the field that it names', async () => {
  const gesprek = aGesprek({ vraag: 'v' })
  const { state } = await setUp([gesprek], {
    'gesprekken.rondAf': () => fail({ code: 'validation', field: 'antwoord', rule: 'max:1000' }),
  })
  expect(await state().rondAf(gesprek.id)).toBe('antwoord')
  expect(state().gesprekken).toHaveLength(1)
})

test('putting away asks nothing and can be undone', async () => {
  const gesprek = aGesprek({ naam: 'mw. Bakker' })
  const { state, toasts } = await setUp([gesprek])
  await state().legWeg(gesprek.id)
  expect(state().gekozenId).toBeUndefined()
  expect(toasts[0]).toMatchObject({ text: 'Gesprek weggelegd.', action: { label: 'Herstel', keys: 'Ctrl+Z' } })
  await state().herstel()
  expect(state().gekozenId).toBe(gesprek.id)
  expect(state().weggelegdId).toBeUndefined()
})

test('parks and goes on with one key', async () => {
  const gesprek = aGesprek()
  const { state } = await setUp([gesprek])
  await state().parkeerOfHervat()
  expect(state().gesprekken[0]?.status).toBe('geparkeerd')
  await state().parkeerOfHervat()
  expect(state().gesprekken[0]?.status).toBe('actief')
})

test('an article goes along once', async () => {
  const gesprek = aGesprek()
  const { state } = await setUp([gesprek])
  expect(state().voegArtikelToe('vac-1')).toBe(true)
  expect(state().voegArtikelToe('vac-1')).toBe(false)
  expect(state().gesprekken[0]?.artikelIds).toEqual(['vac-1'])
})

test('no letter for the next caller lands with the last one', async () => {
  const last = aGesprek()
  let answer: (() => void) | undefined
  const next = aGesprek()
  const { state, emit } = await setUp([last], {
    'gesprekken.start': () =>
      new Promise((resolve) => {
        answer = () => resolve(ok(next))
      }),
  })
  const started = state().start('telefoon')
  expect(state().gekozenId).toBeUndefined()
  emit('gesprekken.changed', null)
  await Promise.resolve()
  expect(state().gekozenId).toBeUndefined()
  answer?.()
  expect(await started).toBe(true)
  expect(state().gekozenId).toBe(next.id)
})

test('a seventh gesprek is refused in words', async () => {
  const last = aGesprek()
  const { state, toasts } = await setUp([last], {
    'gesprekken.start': () => fail({ code: 'conflict', reason: 'too_many', current: 6 }),
  })
  expect(await state().start('telefoon')).toBe(false)
  expect(toasts[0]?.text).toBe('U hebt al zes gesprekken open. Rond eerst een gesprek af.')
  expect(state().gekozenId).toBe(last.id)
})
