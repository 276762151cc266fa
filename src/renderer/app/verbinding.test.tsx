// @vitest-environment jsdom
import { cleanup, screen, waitFor, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import axe from 'axe-core'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import type { Aandachtspunt } from '../../shared/contract/verbinding'
import { fail, ok } from '../../shared/kernel/result'
import type { Answers } from '../../../tests/support/fake-client'
import { renderApp } from '../../../tests/support/render-app'
import { aDiagnose, aRegel } from '../../../tests/support/screen-rows'

let user: ReturnType<typeof userEvent.setup>

beforeEach(() => {
  user = userEvent.setup()
})

afterEach(() => {
  cleanup()
  vi.unstubAllGlobals()
})

const violations = async (): Promise<readonly string[]> => {
  const result = await axe.run(document.body, { rules: { 'color-contrast': { enabled: false } } })
  return result.violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`)
}

const openVerbinding = async (answers: Answers = {}) => {
  const rendered = renderApp(answers)
  await screen.findByRole('main', { name: 'Werkblad' })
  await user.keyboard('{Alt>}3{/Alt}')
  await screen.findByRole('main', { name: 'Verbinding' })
  return rendered
}

describe('Verbinding', () => {
  test('how things stand, in words', async () => {
    await openVerbinding({ 'verbinding.diagnose': () => ok(aDiagnose({ klokverschilMs: 300_000 })) })
    await screen.findByText('Gesprek registreren')
    for (const words of [
      '5 minuten voor',
      /Zet de klok van deze computer goed/,
      'nog niet verstuurd',
      'Afdeling Burgerzaken',
      '▲ week af, opnieuw opgehaald, vandaag 09:30',
      'wordt opgehaald…',
      'Er is geen verbinding.',
    ])
      expect(screen.getByText(words)).toBeTruthy()
    expect(screen.getByText('Niets vraagt uw aandacht')).toBeTruthy()
    expect(await violations()).toEqual([])
  })

  test('what is empty and what cannot be known is said', async () => {
    await openVerbinding({ 'verbinding.diagnose': () => fail({ code: 'core_gone' }) })
    await screen.findByText(/Het programma achter dit scherm reageert niet/)
    expect(screen.getByRole('button', { name: 'Kopieer voor de beheerder' }).hasAttribute('disabled')).toBe(true)
    cleanup()
    await openVerbinding()
    await screen.findByText('Niets. Alles is verstuurd en bevestigd.')
    expect(screen.getByText('Niets sinds Klaar werd geopend.')).toBeTruthy()
  })

  test('tries, compares and copies by letter', async () => {
    const { asked } = await openVerbinding({
      'verbinding.probeer': () => ok(null),
      'verbinding.controleer': () => ok(null),
    })
    await screen.findByText('Afdeling Burgerzaken')
    await user.keyboard('pvc')
    const names = asked.map(({ name }) => name)
    expect(names).toContain('verbinding.probeer')
    expect(names).toContain('verbinding.controleer')
    await screen.findAllByText('Gekopieerd. Er staan geen namen, nummers of teksten van mensen in.')
    expect(await navigator.clipboard.readText()).toMatch(/^Klaar: stand van de verbinding/)
  })

  test('the network of the computer is back: tries at once, and says nothing', async () => {
    const { asked } = await openVerbinding({ 'verbinding.probeer': () => ok(null) })
    window.dispatchEvent(new Event('online'))
    expect(asked.map(({ name }) => name)).toContain('verbinding.probeer')
    expect(screen.getByRole('status').textContent).toBe('')
  })
})

describe('Vraagt aandacht', () => {
  const notitie = aRegel()
  const refused = (no: number): Aandachtspunt => ({
    no,
    naam: 'terugbelnotitie.handelAf',
    error: {
      code: 'conflict',
      reason: 'afgehandeld',
      current: { ...notitie, afgehandeldOp: '2026-11-23T08:42:00.000Z' },
    },
    args: { id: notitie.id, uitkomst: `Gesproken met mevrouw ${no}.`, token: 3, poging: null },
    at: '2026-11-23T08:30:00.000Z',
  })

  const withRefusals = async (...nos: readonly number[]) => {
    let list = nos.map(refused)
    const rendered = await openVerbinding({
      'verbinding.listAandacht': () => ok(list),
      'verbinding.handelAandachtAf': ({ no }) => {
        list = list.filter((punt) => punt.no !== no)
        return ok(null)
      },
      'verbinding.zetAandachtTerug': ({ no }) => {
        list = [...list, refused(no)]
        return ok(null)
      },
      'verbinding.verstuurOpnieuw': ({ no }) => {
        list = list.filter((punt) => punt.no !== no)
        return ok(null)
      },
      'terugbelnotities.list': () => ok([notitie]),
    })
    await user.keyboard('{Alt>}a{/Alt}')
    return rendered
  }

  test('what was wished, why not, and every word of it', async () => {
    await withRefusals(7)
    const item = await screen.findByRole('listitem', { name: /Terugbelnotitie afhandelen/ })
    await waitFor(() => expect(document.activeElement).toBe(item))
    expect(within(item).getByText('Gesproken met mevrouw 7.')).toBeTruthy()
    expect(within(item).getByText(/Een collega handelde deze notitie om 09:42 af/)).toBeTruthy()
    // Sending it again would be refused again.
    expect(within(item).getByRole('button', { name: /Open de notitie/ }).className).toContain('button-primary')
    expect(within(item).getByRole('button', { name: /Verstuur opnieuw/ }).className).not.toContain('button-primary')
    expect(await violations()).toEqual([])
  })

  test('changed and sent again without a mouse', async () => {
    const { asked } = await withRefusals(7)
    const item = await screen.findByRole('listitem', { name: /Terugbelnotitie afhandelen/ })
    await waitFor(() => expect(document.activeElement).toBe(item))
    await user.keyboard('p')
    const field = await screen.findByRole('textbox', { name: 'Uitkomst' })
    await waitFor(() => expect(document.activeElement).toBe(field))
    expect(await violations()).toEqual([])
    await user.keyboard(' Verzet.{Control>}{Enter}{/Control}')
    await screen.findByText('Niets vraagt uw aandacht')
    expect(asked).toContainEqual({
      name: 'verbinding.verstuurOpnieuw',
      input: {
        no: 7,
        args: { id: notitie.id, uitkomst: 'Gesproken met mevrouw 7. Verzet.', token: 3, poging: null },
      },
    })
  })

  test('Escape leaves the words with the change kept, and closes what was not changed', async () => {
    await withRefusals(7)
    const focused = () => document.activeElement?.getAttribute('data-focus-id')
    await waitFor(() => expect(focused()).toBe('aandacht-7'))
    await user.keyboard('p Verzet.{Escape}')
    await waitFor(() => expect(focused()).toBe('aandacht-7'))
    expect(screen.getByRole('textbox', { name: 'Uitkomst' })).toHaveProperty(
      'value',
      'Gesproken met mevrouw 7. Verzet.',
    )
    await user.keyboard('p{Backspace>8/}{Escape}')
    await waitFor(() => expect(screen.queryByRole('textbox', { name: 'Uitkomst' })).toBeNull())
    expect(focused()).toBe('aandacht-7')
  })

  test('walks, deals with one, and gets it back', async () => {
    await withRefusals(7, 8)
    await waitFor(() => expect(document.activeElement?.getAttribute('data-focus-id')).toBe('aandacht-7'))
    await user.keyboard('j')
    await waitFor(() => expect(document.activeElement?.getAttribute('data-focus-id')).toBe('aandacht-8'))
    await user.keyboard('a')
    await waitFor(() => expect(screen.queryByText('Gesproken met mevrouw 8.')).toBeNull())
    await waitFor(() => expect(document.activeElement?.getAttribute('data-focus-id')).toBe('aandacht-7'))
    await user.keyboard('{Control>}z{/Control}')
    await screen.findByText('Gesproken met mevrouw 8.')
  })

  test('the words can be copied and kept in a file, and the notitie opened', async () => {
    const saved: Blob[] = []
    vi.stubGlobal('URL', {
      createObjectURL: (blob: Blob) => {
        saved.push(blob)
        return 'blob:klaar'
      },
      revokeObjectURL: () => undefined,
    })
    await withRefusals(7)
    await waitFor(() => expect(document.activeElement?.getAttribute('data-focus-id')).toBe('aandacht-7'))
    await user.keyboard('c')
    await screen.findAllByText('De tekst is gekopieerd.')
    expect(await navigator.clipboard.readText()).toBe('Uitkomst: Gesproken met mevrouw 7.')
    await user.keyboard('b')
    expect(await saved[0]?.text()).toContain('Uitkomst: Gesproken met mevrouw 7.')
    await user.keyboard('o')
    await screen.findByRole('main', { name: 'Terugbellen' })
    await screen.findByRole('row', { name: /Bakker/, selected: true })
  })

  test('a notitie that a colleague has finished opens too, with what came of it', async () => {
    await openVerbinding({
      'verbinding.listAandacht': () => ok([refused(7)]),
      'terugbelnotities.list': () => ok([]),
      'terugbelnotities.find': () =>
        ok({
          ...notitie,
          status: 'afgehandeld',
          afgehandeldOp: '2026-11-23T08:42:00.000Z',
          uitkomst: 'De ploeg komt vrijdag.',
        }),
    })
    await user.keyboard('{Alt>}a{/Alt}')
    await waitFor(() => expect(document.activeElement?.getAttribute('data-focus-id')).toBe('aandacht-7'))
    await user.keyboard('o')
    await screen.findByText('De ploeg komt vrijdag.')
    await waitFor(() => expect(document.activeElement?.getAttribute('data-focus-id')).toBe('notitie'))
    expect(await violations()).toEqual([])
  })
})
