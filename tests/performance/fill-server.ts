import { randomUUID } from 'node:crypto'
import { Temporal } from 'temporal-polyfill'
import { uuidv7 } from 'uuidv7'

export interface Fill {
  readonly contactmomenten: number
  readonly terugbelnotities: number
}

interface Intent {
  readonly name: string
  readonly args: object
}

const intentsPerPush = 500

const post = async (url: string, body: object, token?: string): Promise<Record<string, unknown>> => {
  const authorization = token === undefined ? {} : { authorization: `Bearer ${token}` }
  const response = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...authorization },
    body: JSON.stringify(body),
  })
  if (!response.ok) throw new Error(`${url} answered ${response.status}: ${await response.text()}`)
  return (await response.json()) as Record<string, unknown>
}

const minutesFromNow = (minutes: number): string =>
  Temporal.Now.instant().add({ minutes }).toString({ fractionalSecondDigits: 3 })

const contactmoment = (index: number): Intent => ({
  name: 'contactmoment.registreer',
  args: {
    id: uuidv7(),
    kanaal: 'telefoon',
    resultaat: 'zelf_beantwoord',
    onderwerp: `Vraag ${index} over de afvalkalender (demo)`,
    inhoud: 'Uitgelegd wanneer de container aan de straat mag.',
    interneToelichting: '',
    naam: `Beller ${index} (demo)`,
    telefoonnummer: '+31612340000',
    artikelIds: [],
    plaatsgevondenOp: minutesFromNow(-60 * index),
  },
})

const terugbelnotitie = (index: number): Intent => ({
  name: 'terugbelnotitie.create',
  args: {
    id: uuidv7(),
    contactmomentId: uuidv7(),
    afdelingId: 'burgerzaken',
    aangemaaktOp: minutesFromNow(-60),
    naam: `Beller ${index} (demo)`,
    telefoonnummer: '+31612340000',
    gevraagdeHandeling: `Terugbellen over het paspoort, nummer ${index} (demo)`,
    toelichting: 'Wil weten of een spoedaanvraag kan.',
    bellenVoor: minutesFromNow(60 + 6 * index),
  },
})

/** Lets a demo medewerker register this much at a server, over the wire that desks use. */
export const fillServer = async (serverUrl: string, medewerkerId: string, fill: Fill): Promise<void> => {
  const { token } = await post(`${serverUrl}/auth/demo/sign-in`, { medewerkerId })
  if (typeof token !== 'string') throw new Error('signing in gave no token')
  const clientId = randomUUID()
  const hello = { clientId, protocol: { min: 1, max: 1 }, appVersion: 'bench', settledNo: 0 }
  const { epoch } = await post(`${serverUrl}/sync/v1/hello`, hello, token)
  const intents = [
    ...Array.from({ length: fill.contactmomenten }, (_, index) => contactmoment(index)),
    ...Array.from({ length: fill.terugbelnotities }, (_, index) => terugbelnotitie(index)),
  ].map((intent, index) => ({ no: index + 1, ...intent }))
  for (let from = 0; from < intents.length; from += intentsPerPush) {
    const body = { clientId, epoch, intents: intents.slice(from, from + intentsPerPush) }
    const { outcomes } = await post(`${serverUrl}/sync/v1/push`, body, token)
    const refused = Array.isArray(outcomes) && outcomes.some((outcome: unknown) => !isApplied(outcome))
    if (refused) throw new Error(`the server refused part of the fill: ${JSON.stringify(outcomes).slice(0, 400)}`)
  }
}

const isApplied = (outcome: unknown): boolean =>
  typeof outcome === 'object' && outcome !== null && 'kind' in outcome && outcome.kind === 'applied'
