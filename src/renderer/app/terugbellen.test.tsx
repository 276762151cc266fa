// @vitest-environment jsdom
import { cleanup, screen, waitFor, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import axe from 'axe-core'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import type { TerugbelnotitieRegel } from '../../shared/contract/terugbelnotities'
import { ok } from '../../shared/kernel/result'
import type { Answers } from '../../../tests/support/fake-client'
import { renderApp } from '../../../tests/support/render-app'
import { aPoging, aRegel, sanne } from '../../../tests/support/screen-rows'

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

describe('Terugbellen', () => {
  test('claims by letter, and shows that asking is not having', async () => {
    let regel = aRegel({ naam: 'mw. J. Bakker' })
    const { emit } = renderApp({
      'terugbelnotities.list': () => ok([regel]),
      'terugbelnotities.claim': () => {
        regel = { ...regel, claimGevraagd: true }
        return ok(null)
      },
    })
    await screen.findByRole('button', { name: /Bakker/ })
    await user.keyboard('{Alt>}2{/Alt}')
    await screen.findByRole('row', { name: /Bakker/, selected: true })
    await user.click(screen.getByRole('row', { name: /Bakker/, selected: true }))
    expect(screen.getByRole('row', { name: /Bakker/, selected: true })).toBeTruthy()
    await user.keyboard('b')
    expect((await screen.findAllByText('aangevraagd')).length).toBeGreaterThan(0)
    regel = {
      ...regel,
      claimGevraagd: false,
      status: 'geclaimd',
      claim: { houder: sanne.id, token: 1, tot: '2026-11-23T09:15:00.000Z' },
      houderNaam: sanne.naam,
    }
    emit('terugbelnotities.changed', null)
    await screen.findByText('van mij tot 10:15')
    expect(screen.getByRole('link', { name: /06 1234 5678/ }).getAttribute('href')).toBe('tel:+31612345678')
    expect(await violations()).toEqual([])
  })

  test('finishes from the keyboard with the outcome', async () => {
    const regel = aRegel()
    const { asked } = renderApp({
      'terugbelnotities.list': () => ok([regel]),
      'terugbelnotities.handelAf': () => ok(null),
    })
    await screen.findByRole('button', { name: /Bakker/ })
    await user.keyboard('{Alt>}2{/Alt}')
    await screen.findByRole('row', { name: /Bakker/, selected: true })
    await user.keyboard('{Enter}')
    await waitFor(() => expect(document.activeElement?.getAttribute('data-focus-id')).toBe('notitie'))
    await user.keyboard('h')
    const uitkomst = await screen.findByRole('textbox', { name: 'Uitkomst' })
    await waitFor(() => expect(document.activeElement).toBe(uitkomst))
    await user.keyboard('Gesproken, afspraak verzet.{Control>}{Enter}{/Control}')
    await waitFor(() =>
      expect(asked).toContainEqual({
        name: 'terugbelnotities.handelAf',
        input: { id: regel.id, uitkomst: 'Gesproken, afspraak verzet.' },
      }),
    )
  })
})

describe('Terugbellen, about calls and colleagues', () => {
  const openFirst = async (regel: TerugbelnotitieRegel, answers: Answers = {}) => {
    const rendered = renderApp({ 'terugbelnotities.list': () => ok([regel]), ...answers })
    await screen.findByRole('button', { name: /Bakker/ })
    await user.keyboard('{Alt>}2{/Alt}')
    await screen.findByRole('row', { name: /Bakker/, selected: true })
    return rendered
  }
  const heldByPiet = {
    status: 'geclaimd',
    claim: { houder: 'piet-demo', token: 1, tot: '2026-11-23T09:15:00.000Z' },
    houderNaam: 'Piet (demo)',
  } as const

  test('a poging in two keys, flagged beforehand when the notitie is not mine', async () => {
    const regel = aRegel(heldByPiet)
    const { asked } = await openFirst(regel, {
      'terugbelnotities.bewaarUitkomst': () => ok(null),
      'terugbelnotities.registreerPoging': () => ok(null),
    })
    await user.keyboard('v')
    const text = await screen.findByRole('textbox', { name: 'Toelichting' })
    await waitFor(() => expect(document.activeElement).toBe(text))
    expect(screen.getByRole('radio', { name: 'Voicemail', checked: true })).toBeTruthy()
    expect(screen.getByText(/krijgt het merk ‘buiten claim’/)).toBeTruthy()
    expect(await violations()).toEqual([])
    await user.keyboard('Belt terug.{Control>}{Enter}{/Control}')
    await waitFor(() =>
      expect(asked).toContainEqual({
        name: 'terugbelnotities.registreerPoging',
        input: { id: regel.id, resultaat: 'voicemail', toelichting: 'Belt terug.' },
      }),
    )
    await waitFor(() => expect(screen.queryByRole('textbox', { name: 'Toelichting' })).toBeNull())
  })

  test('back in the list the keyboard is at the notitie that is chosen, not where it was before', async () => {
    const [first, second] = [aRegel({ naam: 'mw. A. Eerste' }), aRegel({ naam: 'dhr. B. Tweede' })]
    renderApp({
      'terugbelnotities.list': () => ok([first, second]),
      'terugbelnotities.find': () => ok(first),
      'terugbelnotities.claimVolgende': () => ok({ id: first.id }),
    })
    await screen.findByRole('main', { name: 'Werkblad' })
    await user.keyboard('{Alt>}2{/Alt}')
    await screen.findByRole('row', { name: /Tweede/ })
    await user.keyboard('j')
    await waitFor(() =>
      expect(document.activeElement).toBe(screen.getByRole('row', { name: /Tweede/, selected: true })),
    )
    await user.keyboard('{F7}')
    await waitFor(() => expect(document.activeElement?.getAttribute('data-focus-id')).toBe('notitie'))
    await user.keyboard('{Escape}')
    expect(document.activeElement).toBe(screen.getByRole('row', { name: /Eerste/, selected: true }))
    await user.keyboard('j')
    await screen.findByRole('row', { name: /Tweede/, selected: true })
  })

  test('Escape leaves a form with the words in it, and closes an empty one; letters work from the buttons too', async () => {
    await openFirst(aRegel(), {
      'terugbelnotities.bewaarUitkomst': () => ok(null),
    })
    const focused = () => document.activeElement?.getAttribute('data-focus-id')
    await user.keyboard('hGeen tijd{Escape}')
    await waitFor(() => expect(focused()).toBe('notitie'))
    expect(screen.getByRole('textbox', { name: 'Uitkomst' })).toHaveProperty('value', 'Geen tijd')
    await user.keyboard('h{Control>}a{/Control}{Delete}{Escape}')
    await waitFor(() => expect(screen.queryByRole('textbox', { name: 'Uitkomst' })).toBeNull())
    expect(focused()).toBe('notitie')
    screen.getByRole('button', { name: /Afhandelen/ }).focus()
    await user.keyboard('v')
    await screen.findByRole('textbox', { name: 'Toelichting' })
  })

  test('the course of a notitie tells of calls outside a claim, in words', async () => {
    await openFirst(
      aRegel({ pogingen: [aPoging(), aPoging({ buitenClaim: true, doorNaam: 'Anna (demo)', resultaat: 'bereikt' })] }),
    )
    const course = await screen.findByRole('list', { name: 'Verloop' })
    expect(within(course).getByText(/Niet bereikt · Piet \(demo\)/)).toBeTruthy()
    const outside = within(course).getByText(/Gesproken, nog niet klaar · Anna/)
    expect(within(outside).getByText('◇ buiten claim')).toBeTruthy()
  })

  test('a lease that is nearly over warns, and B holds on to it', async () => {
    const claim = { houder: sanne.id, token: 1, tot: '2026-11-23T09:04:00.000Z' }
    const regel = aRegel({ status: 'geclaimd', claim, claimBijnaVerlopen: true })
    const { asked } = await openFirst(regel, { 'terugbelnotities.claim': () => ok(null) })
    await screen.findByText(/Om 10:04 is de notitie weer vrij/)
    expect(await violations()).toEqual([])
    await user.keyboard('b')
    await waitFor(() => expect(asked).toContainEqual({ name: 'terugbelnotities.claim', input: { id: regel.id } }))
  })

  test('a team lead takes a notitie away with a reason; others are not offered it', async () => {
    const regel = aRegel(heldByPiet)
    const { asked } = await openFirst(regel, {
      'aanmelding.find': () =>
        ok({ kind: 'aangemeld', medewerker: { ...sanne, rol: 'teamleider' }, gemeente: 'Gemeente Voorbeeld' }),
      'terugbelnotities.breekClaim': () => ok(null),
    })
    await user.keyboard('w')
    const dialog = await screen.findByRole('dialog', { name: 'Haal de notitie weg bij Piet (demo)' })
    await user.keyboard('{Enter}')
    await within(dialog).findByText('Schrijf op waarom u de notitie weghaalt.')
    expect(await violations()).toEqual([])
    await user.keyboard('Ziek naar huis{Enter}')
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull())
    expect(asked).toContainEqual({
      name: 'terugbelnotities.breekClaim',
      input: { id: regel.id, reden: 'Ziek naar huis' },
    })
    cleanup()
    await openFirst(regel)
    await user.keyboard('w')
    expect(screen.queryByRole('button', { name: 'Haal weg' })).toBeNull()
    expect(screen.queryByRole('dialog')).toBeNull()
  })

  test('what is given back comes back with the key that undoes', async () => {
    const claim = { houder: sanne.id, token: 1, tot: '2026-11-23T09:15:00.000Z' }
    const regel = aRegel({ status: 'geclaimd', claim })
    const { asked } = await openFirst(regel, {
      'terugbelnotities.geefVrij': () => ok(null),
      'terugbelnotities.claim': () => ok(null),
    })
    await user.keyboard('g')
    await screen.findAllByText(/Teruggegeven/)
    await user.keyboard('{Control>}z{/Control}')
    await waitFor(() => expect(asked).toContainEqual({ name: 'terugbelnotities.claim', input: { id: regel.id } }))
  })
})

describe('an outcome that somebody is writing', () => {
  test('stays and can be copied when a colleague was first', async () => {
    const regel = aRegel({ conceptUitkomst: 'Gesproken met' })
    let list = [regel]
    const { emit } = renderApp({
      'terugbelnotities.list': ({ lijst }) => ok(lijst === 'uitgezet' ? [] : [...list]),
      'terugbelnotities.find': () => ok({ ...regel, status: 'afgehandeld', uitkomst: 'Al gebeld.' }),
      'terugbelnotities.bewaarUitkomst': () => ok(null),
    })
    await screen.findByRole('main', { name: 'Werkblad' })
    await user.keyboard('{Alt>}2{/Alt}')
    await screen.findByRole('row', { name: /Bakker/, selected: true })
    expect(await screen.findByRole('textbox', { name: 'Uitkomst' })).toHaveProperty('value', 'Gesproken met')
    list = []
    emit('terugbelnotities.changed', null)
    await screen.findByText(/Deze notitie is intussen afgehandeld/)
    expect(screen.getByRole('textbox', { name: 'Uitkomst' })).toHaveProperty('value', 'Gesproken met')
    expect(await violations()).toEqual([])
    await user.click(screen.getByRole('button', { name: 'Kopieer tekst' }))
    await screen.findAllByText('De tekst is gekopieerd.')
    expect(await navigator.clipboard.readText()).toBe('Gesproken met')
    await user.click(screen.getByRole('button', { name: 'Gooi tekst weg' }))
    await waitFor(() => expect(screen.queryByRole('textbox', { name: 'Uitkomst' })).toBeNull())
  })
})
