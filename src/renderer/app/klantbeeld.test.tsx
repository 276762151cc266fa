// @vitest-environment jsdom
import { cleanup, screen, waitFor, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import axe from 'axe-core'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { fail, ok } from '../../shared/kernel/result'
import type { Answers } from '../../../tests/support/fake-client'
import { renderApp } from '../../../tests/support/render-app'
import { aGesprek, aKlantbeeld, aRegel } from '../../../tests/support/screen-rows'

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

const notitie = (part: Parameters<typeof aRegel>[0]) => {
  const { id, afdelingId, aangemaaktOp, gevraagdeHandeling, bellenVoor, status, uitkomst, afgehandeldOp } = aRegel(part)
  return { id, afdelingId, aangemaaktOp, gevraagdeHandeling, bellenVoor, status, uitkomst, afgehandeldOp }
}

const known = aKlantbeeld({
  terugbelnotities: [
    notitie({ gevraagdeHandeling: 'Later bellen', bellenVoor: '2026-11-25T11:00:00.000Z' }),
    notitie({ gevraagdeHandeling: 'Had gebeld moeten zijn', bellenVoor: '2026-11-20T11:00:00.000Z' }),
    notitie({ gevraagdeHandeling: 'Afgerond', status: 'afgehandeld', afgehandeldOp: '2026-11-19T11:00:00.000Z' }),
  ],
})

const open = async (answers: Answers = {}, telefoon = '06 1234 5678') => {
  let gesprekken = [aGesprek({ telefoon })]
  const rendered = renderApp({
    'gesprekken.list': () => ok(gesprekken),
    'gesprekken.verwijder': () => {
      gesprekken = []
      return ok(null)
    },
    'klantbeelden.open': () => ok(known),
    'klantbeelden.sluit': () => ok(null),
    ...answers,
  })
  await screen.findByRole('textbox', { name: 'Vraag' })
  await user.keyboard('{F3}')
  return rendered
}

test('promises first, then what was said before, with its age and end', async () => {
  const { asked } = await open()
  const pane = await screen.findByRole('region', { name: 'Wat bekend is' })
  await within(pane).findByText('Had gebeld moeten zijn')
  expect(asked).toContainEqual({
    name: 'klantbeelden.open',
    input: { telefoonnummer: '+31612345678', doel: 'gesprek' },
  })
  const text = pane.textContent
  const places = ['Had gebeld moeten zijn', 'Later bellen', 'Afgerond'].map((words) => text.indexOf(words))
  expect(places).toEqual([...places].sort((a, b) => a - b))
  expect(text).toContain('■ Had teruggebeld moeten zijn vóór')
  expect(text).toContain('Opgehaald vandaag 10:00 · verdwijnt vandaag 11:00')
  expect(await violations()).toEqual([])
})

test('Escape closes it, and it is gone from this computer', async () => {
  const { asked } = await open()
  await screen.findByText('Later bellen')
  await user.keyboard('{Escape}')
  await waitFor(() => expect(screen.queryByText('Later bellen')).toBeNull())
  expect(asked).toContainEqual({ name: 'klantbeelden.sluit', input: { klant: 'k:een' } })
  await waitFor(() => expect(document.activeElement).toBe(screen.getByRole('textbox', { name: 'Vraag' })))
})

test('another number in the gesprek is another caller', async () => {
  const { asked } = await open({ 'gesprekken.bewaar': () => ok({ bewaardOp: '2026-11-23T09:00:05.000Z' }) })
  await screen.findByText('Later bellen')
  await user.type(screen.getByRole('textbox', { name: 'Telefoon' }), '{Backspace}9')
  await waitFor(() => expect(screen.queryByText('Later bellen')).toBeNull())
  expect(asked.map(({ name }) => name)).toContain('klantbeelden.sluit')
})

test('without a connection it says so and offers to try again', async () => {
  await open({ 'klantbeelden.open': () => fail({ code: 'offline' }) })
  await screen.findByText('Niet op te halen zonder verbinding')
  expect(screen.getByRole('button', { name: 'Haal opnieuw op' })).toBeTruthy()
  expect(await violations()).toEqual([])
})

test('without a number there is nothing to look for: to the field', async () => {
  const { asked } = await open({}, '')
  await screen.findAllByText(/Vul eerst het telefoonnummer in/)
  await waitFor(() => expect(document.activeElement).toBe(screen.getByRole('textbox', { name: 'Telefoon' })))
  expect(asked.map(({ name }) => name)).not.toContain('klantbeelden.open')
})
