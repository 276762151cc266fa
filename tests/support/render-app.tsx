import { render } from '@testing-library/react'
import { vi } from 'vitest'
import { createApp } from '../../src/renderer/app/create-app'
import { ok } from '../../src/shared/kernel/result'
import { createFakeClient, type Answers, type FakeClient } from './fake-client'
import { createFixedClock, type FixedClock } from './fixed-clock'
import { aDiagnose, sanne } from './screen-rows'

const calm: Answers = {
  'werkplek.find': () => ok({ versie: '0.1.0', schil: 'electron', sleutelbewaring: 'systeem', storing: null }),
  'aanmelding.find': () => ok({ kind: 'aangemeld', medewerker: sanne, gemeente: 'Gemeente Voorbeeld' }),
  'afdelingen.list': () => ok([{ id: 'burgerzaken', naam: 'Burgerzaken', omschrijving: 'Paspoorten', werkdagen: 1 }]),
  'contactmomenten.listRecent': () => ok([]),
  'gesprekken.list': () => ok([]),
  'kennisartikelen.search': () => ok({ hits: [], total: 134, tookMs: 1 }),
  'terugbelnotities.list': () => ok([]),
  'terugbelnotities.count': () => ok({ mijn: 0, afdeling: 0, uitgezet: 0, alle: 0, teLaat: 0, vandaag: 0 }),
  'verbinding.find': () =>
    ok({
      staat: 'verbonden',
      sinds: '2026-11-23T08:00:00.000Z',
      laatsteContact: null,
      wachtend: 0,
      aandacht: 0,
      eersteKopie: false,
      reden: null,
    }),
  'verbinding.listAandacht': () => ok([]),
  'verbinding.diagnose': () => ok(aDiagnose({ wachtend: [], storingen: [] })),
}

/** The whole renderer in jsdom, over a core of answers; what is not given is an empty desk where all is well. */
export const renderApp = (answers: Answers = {}): FakeClient & { readonly clock: FixedClock } => {
  // jsdom has neither media queries nor layout.
  vi.stubGlobal('matchMedia', () => Object.assign(new EventTarget(), { matches: false }))
  Element.prototype.scrollIntoView = () => undefined
  Element.prototype.scrollTo = () => undefined
  const fake = createFakeClient({ ...calm, ...answers })
  const clock = createFixedClock()
  render(createApp({ page: window, client: fake.client, clock }))
  return { ...fake, clock }
}
