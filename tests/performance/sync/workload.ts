import { createHash } from 'node:crypto'

/** The same for every peer: what lies on the server at first, and what is written and missed afterwards. */
export const workload = {
  documentBytes: 600,
  /** One in so many documents at the start is open work; the rest is kennisbank. */
  openWorkEvery: 10,
  push: 5000,
  live: 200,
  livePerSecond: 40,
  reconnect: 1000,
} as const

/** Kennisartikel or terugbelnotitie, exactly as Klaar stores it; a peer stores the same as one JSON document. */
export type BenchDocument = Readonly<Record<string, unknown>> & { readonly id: string }

const words =
  'aanvraag paspoort afspraak gemeente balie terugbellen container subsidie woning verhuizing rijbewijs uittreksel vergunning belasting bezwaar termijn medewerker formulier ophalen betalen machtiging adres inwoner kosten aanslag kwijtschelding parkeren huwelijk geboorte aangifte'.split(
    ' ',
  )

/** Words without end, the same ones for the same number: text that compresses as text does. */
const proseOf = (seed: number, length: number): string => {
  let state = seed + 1
  let text = ''
  while (text.length < length) {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    text += `${words[(state >>> 16) % words.length] ?? ''} `
  }
  return text.slice(0, Math.max(0, length - 1)) + '.'
}

/** Ids in order of their number, in the shape of a UUIDv7. */
export const idAt = (index: number): string => `01930000-0000-7000-8000-${index.toString(16).padStart(12, '0')}`

const indexOf = (id: string): number => Number.parseInt(id.slice(-12), 16)

const contactmomentOf = (id: string): string => id.replace('-8000-', '-9000-')

export const isOpenWork = (id: string, docs: number): boolean =>
  indexOf(id) >= docs || indexOf(id) % workload.openWorkEvery === 0

/** How many of the first `docs` documents are open work. */
export const openWorkIn = (docs: number): number => Math.ceil(docs / workload.openWorkEvery)

const filledTo = (document: BenchDocument, field: string, seed: number, prefix = ''): BenchDocument => {
  const bare = Buffer.byteLength(JSON.stringify({ ...document, [field]: prefix }))
  return { ...document, [field]: prefix + proseOf(seed, workload.documentBytes - bare) }
}

const artikelAt = (index: number): BenchDocument =>
  filledTo(
    {
      id: idAt(index),
      soort: 'vac',
      titel: `Vraag ${index} van de meting`,
      tekst: '',
      onderwerpen: ['meting'],
      bijgewerktOp: '2026-11-01',
      bron: 'meting',
      licentie: 'CC0',
    },
    'tekst',
    index,
  )

const notitieAt = (index: number, prefix: string): BenchDocument =>
  filledTo(
    {
      id: idAt(index),
      contactmomentId: contactmomentOf(idAt(index)),
      afdelingId: 'burgerzaken',
      aangemaaktDoor: 'schrijver',
      aangemaaktOp: '2026-11-23T09:00:00.000Z',
      naam: 'Meting (demo)',
      telefoonnummer: '+31612340000',
      gevraagdeHandeling: `Terugbellen ${index}`,
      toelichting: '',
      bellenVoor: '2026-11-24T11:00:00.000Z',
      status: 'open',
      claim: null,
      pogingen: [],
      uitkomst: '',
      afgehandeldOp: null,
    },
    'toelichting',
    index,
    prefix,
  )

/** Document `index` when `docs` lie on the server at first; everything that is written later is open work. */
export const documentAt = (index: number, docs: number): BenchDocument =>
  isOpenWork(idAt(index), docs) ? notitieAt(index, '') : artikelAt(index)

export const documentsFrom = (from: number, count: number, docs: number): readonly BenchDocument[] =>
  Array.from({ length: count }, (_, offset) => documentAt(from + offset, docs))

const liveMark = 'live '

/** A document that says when it was written, by the clock that all processes of one machine share. */
export const liveDocumentAt = (index: number, writtenAt: number): BenchDocument =>
  notitieAt(index, `${liveMark}${writtenAt.toFixed(3)} `)

/** When a live document was written; undefined for any other. */
export const writtenAtOf = (text: string): number | undefined =>
  text.startsWith(liveMark) ? Number(text.slice(liveMark.length).split(' ', 1)[0]) : undefined

/** The words of a document, whatever its kind. */
export const textOf = (document: Readonly<Record<string, unknown>>): string => {
  const text = document['toelichting'] ?? document['tekst']
  if (typeof text !== 'string') throw new Error('a document without its words')
  return text
}

/** Milliseconds of the machine's monotonic clock: comparable between processes. */
export const monotonicNow = (): number => Number(process.hrtime.bigint()) / 1e6

/** What somebody holds, in a form that can be compared: how many, which ones, and with what words. */
export interface Digest {
  readonly docs: number
  readonly ids: number
  readonly content: number
}

const modulus = 2 ** 48
const hashOf = (text: string): number => createHash('sha1').update(text).digest().readUIntBE(0, 6)

export const createDigest = () => {
  let digest: Digest = { docs: 0, ids: 0, content: 0 }
  return {
    add: (id: string, text: string): void => {
      digest = {
        docs: digest.docs + 1,
        ids: (digest.ids + hashOf(id)) % modulus,
        content: (digest.content + hashOf(`${id} ${text}`)) % modulus,
      }
    },
    value: (): Digest => digest,
  }
}

/** What everybody must hold in the end. The words of live documents hold a time, so they are only compared between the two sides. */
export const expectedIds = (total: number): Pick<Digest, 'docs' | 'ids'> => {
  const digest = createDigest()
  for (let index = 0; index < total; index += 1) digest.add(idAt(index), '')
  const { docs, ids } = digest.value()
  return { docs, ids }
}
