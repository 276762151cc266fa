// @vitest-environment jsdom
import { cleanup, screen, waitFor, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import axe from 'axe-core'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import type { Aanmelding } from '../../shared/contract/aanmelding'
import type { Gesprek } from '../../shared/domain/gesprek/gesprek'
import { fail, ok, type AppError } from '../../shared/kernel/result'
import type { Answers } from '../../../tests/support/fake-client'
import { renderApp } from '../../../tests/support/render-app'
import { aGesprek, anArtikel, sanne } from '../../../tests/support/screen-rows'

const aangemeld: Aanmelding = { kind: 'aangemeld', medewerker: sanne, gemeente: 'Gemeente Voorbeeld' }
const bewaardOp = '2026-11-23T09:00:05.000Z'
let user: ReturnType<typeof userEvent.setup>

beforeEach(() => {
  user = userEvent.setup()
})

afterEach(() => {
  cleanup()
  vi.unstubAllGlobals()
})

/** What jsdom can judge; contrast and size are judged in real browsers (tests/a11y). */
const violations = async (): Promise<readonly string[]> => {
  const result = await axe.run(document.body, { rules: { 'color-contrast': { enabled: false } } })
  return result.violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`)
}

const kennisbank: Answers = {
  'kennisartikelen.search': ({ query }) =>
    ok({
      hits:
        query === ''
          ? []
          : [
              { id: 'vac-1', titel: ['', 'Paspoort', ' kwijt?'], fragment: ['Meld het.'], bijgewerktOp: '2026-11-02' },
              {
                id: 'vac-2',
                titel: ['Nieuw ', 'paspoort'],
                fragment: ['Maak een afspraak.'],
                bijgewerktOp: '2019-01-01',
              },
            ],
      total: 134,
      tookMs: 1,
    }),
  'kennisartikelen.find': ({ id }) => ok(anArtikel(id === 'vac-1' ? {} : { id, titel: 'Nieuw paspoort' })),
}

/** One running gesprek that stores what is typed. */
const oneGesprek = (part: Partial<Gesprek> = {}): Answers => {
  let open: readonly Gesprek[] = [aGesprek(part)]
  return {
    'gesprekken.list': () => ok([...open]),
    'gesprekken.bewaar': ({ tekst }) => {
      open = open.map((gesprek) => ({ ...gesprek, ...(tekst as Partial<Gesprek>) }))
      return ok({ bewaardOp })
    },
    'gesprekken.voorstelTerugbellen': () =>
      ok({
        bellenVoor: '2026-11-24T11:00:00.000Z',
        gesproken: 'voor dinsdag 24 november 12:00',
        uitleg: '1 werkdag na maandag 23 november 10:00.',
      }),
    'gesprekken.rondAf': () => {
      open = []
      return ok({ terugbelnotitieId: null })
    },
  }
}

describe('before the work', () => {
  test.each([
    [{ code: 'storage_newer', file: 'werk', found: 9, known: 3 }, 'Deze Klaar is te oud voor uw gegevens'],
    [{ code: 'wrong_key', file: 'werk' }, 'De sleutel past niet op uw gegevens'],
    [{ code: 'storage_corrupt', file: 'werk' }, 'Uw werkbestand is beschadigd'],
    [{ code: 'storage_full' }, 'De schijf is vol'],
    [{ code: 'internal', logId: 'abc' }, 'Klaar kan niet starten'],
  ] satisfies [AppError, string][])(
    'a desk that cannot open ($code) says what to do and shows nothing else',
    async (storing, titel) => {
      renderApp({
        'werkplek.find': () => ok({ versie: '0.1.0', schil: 'electron', sleutelbewaring: 'systeem', storing }),
      })
      await screen.findByRole('heading', { name: new RegExp(titel) })
      expect(screen.getAllByRole('listitem').length).toBeGreaterThan(0)
      expect(screen.queryByRole('navigation')).toBeNull()
      expect(await violations()).toEqual([])
    },
  )

  test('signs in by keyboard', async () => {
    const { asked } = renderApp({
      'aanmelding.find': () => ok({ kind: 'afgemeld' }),
      'aanmelding.listDemoMedewerkers': () => ok({ gemeente: 'Gemeente Voorbeeld', medewerkers: [sanne] }),
      'aanmelding.aanmelden': () => ok({ kind: 'aangemeld', medewerker: sanne, gemeente: 'Gemeente Voorbeeld' }),
    })
    const option = await screen.findByRole('option', { name: /Sanne/ })
    expect(await violations()).toEqual([])
    await waitFor(() => expect(document.activeElement).toBe(option))
    await user.keyboard('{Enter}')
    await screen.findByRole('main', { name: 'Werkblad' })
    expect(asked).toContainEqual({ name: 'aanmelding.aanmelden', input: { medewerkerId: sanne.id } })
  })

  test('without a server nobody can sign in, and one can try again', async () => {
    let isThere = false
    renderApp({
      'aanmelding.find': () => ok({ kind: 'afgemeld' }),
      'aanmelding.listDemoMedewerkers': () =>
        isThere ? ok({ gemeente: 'Gemeente Voorbeeld', medewerkers: [sanne] }) : fail({ code: 'offline' }),
    })
    await screen.findByText('Er is geen verbinding.')
    isThere = true
    await user.click(screen.getByRole('button', { name: 'Probeer opnieuw' }))
    await screen.findByRole('option', { name: /Sanne/ })
  })
})

describe('a desk that may not work', () => {
  test('locked: what happened, and opens by itself when the server was there', async () => {
    let storing: AppError | null = { code: 'device_locked' }
    const { asked, emit } = renderApp({
      'werkplek.find': () => ok({ versie: '0.1.0', schil: 'electron', sleutelbewaring: 'systeem', storing }),
      'verbinding.probeer': () => ok(null),
    })
    await screen.findByText(/Te lang geen contact met de server/)
    expect(await violations()).toEqual([])
    await user.click(screen.getByRole('button', { name: 'Probeer nu' }))
    expect(asked.map(({ name }) => name)).toContain('verbinding.probeer')
    storing = null
    emit('aanmelding.changed', { kind: 'aangemeld', medewerker: sanne, gemeente: 'Gemeente Voorbeeld' })
    await screen.findByRole('main', { name: 'Werkblad' })
  })

  test('withdrawn while somebody works: says that everything is gone, and offers nothing that cannot be', async () => {
    let storing: AppError | null = null
    const { emit } = renderApp({
      'werkplek.find': () => ok({ versie: '0.1.0', schil: 'electron', sleutelbewaring: 'systeem', storing }),
    })
    await screen.findByRole('main', { name: 'Werkblad' })
    storing = { code: 'device_revoked' }
    emit('aanmelding.changed', { kind: 'afgemeld' })
    await screen.findByText(/Deze werkplek is ingetrokken/)
    expect(screen.queryByRole('button', { name: 'Probeer nu' })).toBeNull()
  })

  test('withdrawn before it was started: says why it is empty, and lets somebody sign in again', async () => {
    let storing: AppError | null = { code: 'device_revoked' }
    const { emit } = renderApp({
      'werkplek.find': () => ok({ versie: '0.1.0', schil: 'electron', sleutelbewaring: 'systeem', storing }),
      'aanmelding.find': () => ok({ kind: 'afgemeld' }),
      'aanmelding.listDemoMedewerkers': () => ok({ gemeente: 'Gemeente Voorbeeld', medewerkers: [sanne] }),
      'aanmelding.aanmelden': () => {
        storing = null
        emit('aanmelding.changed', aangemeld)
        return ok(aangemeld)
      },
    })
    await screen.findByText(/Deze werkplek is ingetrokken/)
    expect(await violations()).toEqual([])
    await user.click(screen.getByRole('button', { name: 'Meld u opnieuw aan' }))
    await waitFor(() => expect(document.activeElement).toBe(screen.getByRole('option', { name: /Sanne/ })))
    await user.keyboard('{Enter}')
    await screen.findByRole('main', { name: 'Werkblad' })
  })
})

describe('Werkblad', () => {
  test('an empty desk says what one can do, and the caret is in the search box', async () => {
    renderApp()
    await screen.findByText(/U zoekt in 134 artikelen/)
    await screen.findByText('Geen gesprek open')
    await waitFor(() =>
      expect(screen.getByRole('combobox', { name: 'Zoek in de kennisbank' })).toBe(document.activeElement),
    )
    expect(screen.getAllByRole('status')).toHaveLength(1)
    expect(screen.getAllByRole('alert')).toHaveLength(1)
    expect(await violations()).toEqual([])
  })

  test('searching, walking, reading and using an article without leaving the keyboard', async () => {
    const { asked } = renderApp({ ...kennisbank, ...oneGesprek() })
    await screen.findByRole('textbox', { name: 'Vraag' })
    await user.keyboard('{F2}paspoort')
    const box = screen.getByRole('combobox', { name: 'Zoek in de kennisbank' })
    await screen.findByRole('option', { name: /Paspoort\s*kwijt/, selected: true })
    await user.keyboard('{ArrowDown}')
    const second = await screen.findByRole('option', { name: /Nieuw\s*paspoort.*mogelijk verouderd/, selected: true })
    expect(document.activeElement).toBe(box)
    expect(box.getAttribute('aria-activedescendant')).toBe(second.id)
    await user.keyboard('{ArrowUp}{Enter}')
    const article = screen.getByRole('article', { name: 'Artikel' })
    await waitFor(() => expect(document.activeElement).toBe(article))
    expect(within(article).getByText('bijgewerkt 2 november 2026')).toBeTruthy()
    expect(within(article).getByRole('heading', { name: 'Wat neemt u mee' })).toBeTruthy()
    await user.keyboard('u')
    await screen.findByRole('row', { name: /Paspoort kwijt/ })
    expect(asked).toContainEqual(
      expect.objectContaining({
        name: 'gesprekken.bewaar',
        input: expect.objectContaining({ tekst: { artikelIds: ['vac-1'] } }) as unknown,
      }),
    )
    expect(await violations()).toEqual([])
    await user.keyboard('{Escape}')
    await waitFor(() => expect(document.activeElement).toBe(box))
  })

  test('Enter opens the answer to what was typed last, also when that is still under way', async () => {
    let answerLast: (() => void) | undefined
    const hit = (id: string) => ({ id, titel: [id], fragment: [''], bijgewerktOp: '2026-11-02' })
    renderApp({
      'kennisartikelen.search': ({ query }) => {
        const answer = ok({ hits: query === '' ? [] : [hit(query)], total: 134, tookMs: 1 })
        if (query !== 'pas') return answer
        return new Promise((resolve) => {
          answerLast = () => resolve(answer)
        })
      },
      'kennisartikelen.find': ({ id }) => ok(anArtikel({ id, titel: `Over ${id}` })),
    })
    await screen.findByText(/U zoekt in 134/)
    await user.keyboard('{F2}pas{Enter}')
    answerLast?.()
    const article = await screen.findByRole('article', { name: 'Artikel' })
    await waitFor(() => expect(document.activeElement).toBe(article))
    expect(within(article).getByRole('heading', { name: 'Over pas' })).toBeTruthy()
  })

  test('every letter is stored, and the screen tells when', async () => {
    const { asked } = renderApp(oneGesprek())
    const vraag = await screen.findByRole('textbox', { name: 'Vraag' })
    await waitFor(() => expect(document.activeElement).toBe(vraag))
    await user.keyboard('Kaart')
    await screen.findByText('Bewaard 10:00')
    const texts = asked
      .filter(({ name }) => name === 'gesprekken.bewaar')
      .map(({ input }) => (input as { tekst: { vraag: string } }).tekst.vraag)
    expect(texts).toEqual(['K', 'Ka', 'Kaa', 'Kaar', 'Kaart'])
  })

  test('a promise is read out, what is missing is asked for, and then it is kept', async () => {
    const { asked } = renderApp(oneGesprek({ vraag: 'Kaart kwijt' }))
    await screen.findByRole('textbox', { name: 'Vraag' })
    await user.keyboard('{F4}')
    const afdeling = await screen.findByRole('combobox', { name: 'Afdeling' })
    await waitFor(() => expect(document.activeElement).toBe(afdeling))
    await user.keyboard('{Escape}{Control>}{Enter}{/Control}')
    await screen.findByText('Kies welke afdeling terugbelt.')
    const telefoon = screen.getByRole('textbox', { name: 'Telefoon' })
    await waitFor(() => expect(document.activeElement).toBe(telefoon))
    expect(screen.getByRole('alert').textContent).toBe('Er zijn nog 2 velden in te vullen.')
    expect(await violations()).toEqual([])

    await user.keyboard('0612345678{F4}')
    await waitFor(() => expect(document.activeElement).toBe(afdeling))
    expect(telefoon).toHaveProperty('value', '06 1234 5678')
    await user.keyboard('burg{ArrowDown}{Enter}')
    await screen.findByText('‘Wij bellen u terug voor dinsdag 24 november 12:00.’')
    await user.keyboard('{Control>}{Enter}{/Control}')
    await screen.findByText('Geen gesprek open')
    expect(asked).toContainEqual({
      name: 'gesprekken.rondAf',
      input: expect.objectContaining({
        resultaat: 'terugbelnotitie',
        bellenVoor: '2026-11-24T11:00:00.000Z',
      }) as unknown,
    })
    expect(screen.getByRole('status').textContent).toMatch(/Burgerzaken belt terug voor dinsdag 24 november 12:00/)
  })

  test('what was promised stays as it was said, also when time goes by', async () => {
    const { asked, clock } = renderApp(oneGesprek({ begonnenOp: '2026-11-23T09:00:00.000Z' }))
    await screen.findByRole('textbox', { name: 'Vraag' })
    await user.keyboard('{F4}')
    const afdeling = await screen.findByRole('combobox', { name: 'Afdeling' })
    await waitFor(() => expect(document.activeElement).toBe(afdeling))
    await user.keyboard('burg{ArrowDown}{Enter}')
    await screen.findByText('‘Wij bellen u terug voor dinsdag 24 november 12:00.’')
    const times = () => asked.filter(({ name }) => name === 'gesprekken.voorstelTerugbellen').length
    clock.advance(90)
    await screen.findAllByText('1:30', {}, { timeout: 3000 })
    expect(times()).toBe(1)
    await user.click(screen.getByRole('button', { name: 'Bereken opnieuw' }))
    expect(times()).toBe(2)
  })

  test('what was promised is on the screen again after a restart, without asking', async () => {
    const { asked } = renderApp(oneGesprek({ afdelingId: 'burgerzaken', bellenVoor: '2026-11-24T11:00:00.000Z' }))
    await screen.findByText('‘Wij bellen u terug voor dinsdag 24 november 12:00.’')
    expect(asked.map(({ name }) => name)).not.toContain('gesprekken.voorstelTerugbellen')
  })

  test('words that take long to store are not called stored', async () => {
    const { clock } = renderApp({ ...oneGesprek(), 'gesprekken.bewaar': () => new Promise(() => undefined) })
    await screen.findByText('Bewaard 09:59')
    await user.keyboard('Kaart')
    clock.advance(2)
    await screen.findByText('Bewaren…', {}, { timeout: 3000 })
  })

  test('a number that is none is named when one leaves the field, and stays as typed', async () => {
    renderApp(oneGesprek())
    const telefoon = await screen.findByRole('textbox', { name: 'Telefoon' })
    await user.click(telefoon)
    await user.keyboard('06 12')
    expect(screen.queryByText('Dit nummer heeft te weinig cijfers.')).toBeNull()
    await user.tab()
    await screen.findByText('Dit nummer heeft te weinig cijfers.')
    expect(telefoon).toHaveProperty('value', '06 12')
  })

  test('the core is gone: a banner, and the words stay', async () => {
    const { setState } = renderApp(oneGesprek({ vraag: 'Dit mag niet weg' }))
    await screen.findByRole('textbox', { name: 'Vraag' })
    setState('lost')
    await screen.findByText(/De verbinding met het programma is weg/)
    expect(screen.getByRole('textbox', { name: 'Vraag' })).toHaveProperty('value', 'Dit mag niet weg')
    // What the core said last is no longer known to be true.
    expect(screen.getByText('Verbinding onbekend')).toBeTruthy()
    expect(screen.queryByText('Alles verstuurd')).toBeNull()
    setState('open')
    await screen.findByText('Alles verstuurd')
  })
})

describe('everywhere', () => {
  test('the palette finds a command and does it', async () => {
    renderApp()
    await screen.findByRole('main', { name: 'Werkblad' })
    await user.keyboard('{Control>}k{/Control}')
    const palette = await screen.findByRole('dialog', { name: 'Zoek of doe iets' })
    await user.keyboard('terugbellen')
    await waitFor(() => expect(within(palette).getAllByRole('menuitem')).toHaveLength(1))
    expect(await violations()).toEqual([])
    await user.keyboard('{Enter}')
    await screen.findByRole('main', { name: 'Terugbellen' })
    expect(screen.queryByRole('dialog')).toBeNull()
  })

  test('the key list shows the keys of this shell', async () => {
    renderApp({
      'werkplek.find': () => ok({ versie: '0.1.0', schil: 'browser', sleutelbewaring: 'bestand', storing: null }),
    })
    await screen.findByText('Ontwikkelmodus: sleutels staan in een bestand')
    await user.keyboard('{Control>}/{/Control}')
    const list = await screen.findByRole('dialog', { name: 'Sneltoetsen' })
    expect(within(list).getByText('Alt N')).toBeTruthy()
    expect(within(list).queryByText('Ctrl N')).toBeNull()
    expect(await violations()).toEqual([])
  })
})
