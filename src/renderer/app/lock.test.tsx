// @vitest-environment jsdom
import { act, cleanup, screen, waitFor } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import axe from 'axe-core'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import type { Aanmelding } from '../../shared/contract/aanmelding'
import type { Gesprek } from '../../shared/domain/gesprek/gesprek'
import { fail, ok } from '../../shared/kernel/result'
import type { Answers } from '../../../tests/support/fake-client'
import { renderApp } from '../../../tests/support/render-app'
import { aGesprek, sanne } from '../../../tests/support/screen-rows'

const aangemeld: Aanmelding = { kind: 'aangemeld', medewerker: sanne, gemeente: 'Gemeente Voorbeeld' }
const vergrendeld: Aanmelding = { ...aangemeld, kind: 'vergrendeld', sinds: '2026-11-23T09:00:00.000Z' }
let user: ReturnType<typeof userEvent.setup>

beforeEach(() => {
  user = userEvent.setup()
})

afterEach(() => {
  cleanup()
  vi.unstubAllGlobals()
})

/** A core with one gesprek, that stores nothing and tells nothing of it while it is locked. */
const lockable = (part: Partial<Gesprek> = {}): { readonly core: Answers; readonly lock: () => void } => {
  let gesprek = aGesprek(part)
  let isLocked = false
  const refused = fail({ code: 'signed_out' })
  return {
    lock: () => {
      isLocked = true
    },
    core: {
      'gesprekken.list': () => (isLocked ? refused : ok([gesprek])),
      'gesprekken.bewaar': ({ tekst }) => {
        if (isLocked) return refused
        gesprek = { ...gesprek, ...(tekst as Partial<Gesprek>) }
        return ok({ bewaardOp: '2026-11-23T09:00:05.000Z' })
      },
      'aanmelding.vergrendel': () => {
        isLocked = true
        return ok(vergrendeld)
      },
      'aanmelding.ontgrendel': () => {
        isLocked = false
        return ok(aangemeld)
      },
    },
  }
}

describe('a desk that is locked', () => {
  test('hides everything at once, and is back as it was with one key', async () => {
    const { core } = lockable({ naam: 'mw. J. Bakker' })
    const { asked } = renderApp(core)
    const vraag = await screen.findByRole('textbox', { name: 'Vraag' })
    await waitFor(() => expect(document.activeElement).toBe(vraag))
    await user.keyboard('Mijn paspo{Alt>}l{/Alt}')
    screen.getByRole('heading', { name: 'Klaar is vergrendeld' })
    screen.getByText(/sinds 10:00/)
    expect(screen.queryByRole('textbox')).toBeNull()
    expect(document.body.textContent).not.toMatch(/Bakker|paspo/)
    // Contrast and size are judged in real browsers (tests/a11y).
    const { violations } = await axe.run(document.body, { rules: { 'color-contrast': { enabled: false } } })
    expect(violations.map(({ id }) => id)).toEqual([])
    // No key of the desk works through the lock.
    await user.keyboard('{Control>}k{/Control}{F2}')
    expect(screen.queryByRole('dialog')).toBeNull()
    expect(document.activeElement).toBe(screen.getByRole('button', { name: 'Ontgrendel' }))
    await user.keyboard('{Enter}')
    const again = await screen.findByRole('textbox', { name: 'Vraag' })
    expect(again).toHaveProperty('value', 'Mijn paspo')
    await waitFor(() => expect(document.activeElement).toBe(again))
    await user.keyboard('ort')
    await waitFor(() =>
      expect(asked.at(-1)).toMatchObject({ name: 'gesprekken.bewaar', input: { tekst: { vraag: 'Mijn paspoort' } } }),
    )
  })

  test('goes on in the field, or on the screen, where it was locked', async () => {
    renderApp(lockable().core)
    await waitFor(() => expect(document.activeElement).toBe(screen.getByRole('textbox', { name: 'Vraag' })))
    await user.tab()
    await user.keyboard('Met spo{Alt>}l{/Alt}{Enter}')
    const antwoord = await screen.findByRole('textbox', { name: 'Antwoord' })
    await waitFor(() => expect(document.activeElement).toBe(antwoord))
    await user.keyboard('ed')
    expect(antwoord).toHaveProperty('value', 'Met spoed')
    await user.keyboard('{Alt>}4{/Alt}{Alt>}l{/Alt}{Enter}')
    const settings = await screen.findByRole('main', { name: 'Instellingen' })
    await waitFor(() => expect(document.activeElement).toBe(settings))
  })

  test('locked by the system: the word that came too late to be stored is stored after unlocking', async () => {
    const { core, lock } = lockable()
    const { asked, emit } = renderApp(core)
    const vraag = await screen.findByRole('textbox', { name: 'Vraag' })
    await waitFor(() => expect(document.activeElement).toBe(vraag))
    await user.keyboard('Mijn pas')
    await screen.findByText('Bewaard 10:00')
    lock()
    await user.keyboard('poort')
    act(() => emit('aanmelding.changed', vergrendeld))
    screen.getByRole('heading', { name: 'Klaar is vergrendeld' })
    expect(document.body.textContent).not.toMatch(/pas/)
    const before = asked.length
    await user.keyboard('{Enter}')
    expect(await screen.findByRole('textbox', { name: 'Vraag' })).toHaveProperty('value', 'Mijn paspoort')
    await waitFor(() =>
      expect(asked.slice(before)).toContainEqual(
        expect.objectContaining({
          name: 'gesprekken.bewaar',
          input: expect.objectContaining({ tekst: { vraag: 'Mijn paspoort' } }) as unknown,
        }),
      ),
    )
    await screen.findByText('Bewaard 10:00')
  })

  test('a page that comes later asks nothing of the work', async () => {
    const { asked } = renderApp({ 'aanmelding.find': () => ok(vergrendeld) })
    await screen.findByRole('heading', { name: 'Klaar is vergrendeld' })
    expect(asked.map(({ name }) => name).filter((name) => !/^(aanmelding|werkplek)[.]/.test(name))).toEqual([])
  })
})
