import { afdelingSchema, type Afdeling } from '../../src/shared/domain/afdeling/afdeling'
import { kennisartikelSchema, type Kennisartikel } from '../../src/shared/domain/kennisartikel/kennisartikel'
import { createTerugbelnotitie } from '../../src/shared/domain/terugbelnotitie/intents'
import { createId } from '../../src/shared/kernel/ids'
import { wish, type Wish } from '../../src/main/core/sync/outbox'
import { werkkalenderSchema, type Werkkalender } from '../../src/shared/domain/werkkalender/werkkalender'

/** Invented rows for tests; phone numbers are from the range that is never given out. */
export const afdelingRow = (id = 'burgerzaken', naam = 'Burgerzaken'): Afdeling =>
  afdelingSchema.parse({ id, naam, omschrijving: '' })

export const artikelRow = (id: string, titel: string, tekst = 'Tekst.', bijgewerktOp = '2026-02-01'): Kennisartikel =>
  kennisartikelSchema.parse({
    id,
    soort: 'vac',
    titel,
    tekst,
    onderwerpen: [],
    bijgewerktOp,
    bron: 'Test',
    licentie: 'CC0',
  })

const weekday = { van: '08:30', tot: '17:00' }

export const werkkalenderRow = (sluitingsdagen: Werkkalender['sluitingsdagen'] = []): Werkkalender =>
  werkkalenderSchema.parse({
    id: 'gemeente',
    openingstijden: [weekday, weekday, weekday, { van: '08:30', tot: '20:00' }, weekday, null, null],
    sluitingsdagen,
  })

export interface NotitieOptions {
  readonly id?: string
  readonly afdelingId?: string
  readonly toelichting?: string
  readonly bellenVoor?: string
}

/** The wish to make a note, as the wrap-up of a gesprek makes it. */
export const notitieWish = (options: NotitieOptions = {}): Wish & { readonly id: string } => {
  const id = options.id ?? createId()
  const args = {
    id,
    contactmomentId: createId(),
    afdelingId: options.afdelingId ?? 'burgerzaken',
    aangemaaktOp: '2026-11-23T09:00:00.000Z',
    naam: 'Test (demo)',
    telefoonnummer: '+31612345678',
    gevraagdeHandeling: 'Terugbellen over een afspraak',
    toelichting: options.toelichting ?? '',
    bellenVoor: options.bellenVoor ?? '2026-11-24T11:00:00.000Z',
  }
  return { ...wish(createTerugbelnotitie, createTerugbelnotitie.args.parse(args)), id }
}
