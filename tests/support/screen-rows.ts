import type { TerugbelnotitieRegel } from '../../src/shared/contract/terugbelnotities'
import type { Diagnose } from '../../src/shared/contract/verbinding'
import { contactmomentIdSchema } from '../../src/shared/domain/contactmoment/contactmoment'
import { emptyGesprekTekst, gesprekIdSchema, type Gesprek } from '../../src/shared/domain/gesprek/gesprek'
import type { Kennisartikel } from '../../src/shared/domain/kennisartikel/kennisartikel'
import type { Klantbeeld } from '../../src/shared/domain/klantbeeld/klantbeeld'
import type { Medewerker } from '../../src/shared/domain/medewerker/medewerker'
import { pogingIdSchema } from '../../src/shared/domain/terugbelnotitie/poging'
import { terugbelnotitieIdSchema } from '../../src/shared/domain/terugbelnotitie/terugbelnotitie'
import { createId } from '../../src/shared/kernel/ids'

// Rows as screens receive them. All people in them are invented.

export const sanne: Medewerker = {
  id: 'sanne-demo',
  naam: 'Sanne de Wit (demo)',
  rol: 'telefonist',
  afdelingId: 'burgerzaken',
}

export const aGesprek = (part: Partial<Gesprek> = {}): Gesprek => ({
  id: gesprekIdSchema.parse(createId()),
  kanaal: 'telefoon',
  status: 'actief',
  begonnenOp: '2026-11-23T08:58:00.000Z',
  bewaardOp: '2026-11-23T08:59:00.000Z',
  geparkeerdOp: null,
  ...emptyGesprekTekst,
  ...part,
})

export const aRegel = (part: Partial<TerugbelnotitieRegel> = {}): TerugbelnotitieRegel => ({
  id: terugbelnotitieIdSchema.parse(createId()),
  contactmomentId: contactmomentIdSchema.parse(createId()),
  afdelingId: 'burgerzaken',
  aangemaaktDoor: 'karin-demo',
  aangemaaktOp: '2026-11-20T11:00:00.000Z',
  naam: 'mw. J. Bakker',
  telefoonnummer: '+31612345678',
  gevraagdeHandeling: 'Afspraak verzetten',
  toelichting: '',
  bellenVoor: '2026-11-24T11:00:00.000Z',
  status: 'open',
  claim: null,
  uitkomst: '',
  afgehandeldOp: null,
  afdelingNaam: 'Burgerzaken',
  makerNaam: 'Karin (demo)',
  houderNaam: null,
  onderweg: false,
  claimGevraagd: false,
  claimBijnaVerlopen: false,
  pogingen: [],
  conceptUitkomst: '',
  ...part,
})

export const aPoging = (
  part: Partial<TerugbelnotitieRegel['pogingen'][number]> = {},
): TerugbelnotitieRegel['pogingen'][number] => ({
  id: pogingIdSchema.parse(createId()),
  door: 'piet-demo',
  doorNaam: 'Piet (demo)',
  op: '2026-11-23T08:42:00.000Z',
  gemeldOp: '2026-11-23T08:42:03.000Z',
  resultaat: 'niet_bereikt',
  toelichting: '',
  buitenClaim: false,
  ...part,
})

export const aDiagnose = (part: Partial<Diagnose> = {}): Diagnose => ({
  versie: '0.1.0',
  protocol: 2,
  kanaal: 'websocket',
  laatsteContact: '2026-11-23T08:59:50.000Z',
  klokverschilMs: 400,
  vergrendeltOp: '2026-12-07T08:59:50.000Z',
  wachtend: [
    { no: 4, naam: 'contactmoment.registreer', sinds: '2026-11-23T08:58:00.000Z', verstuurd: true },
    { no: 5, naam: 'terugbelnotitie.registreerPoging', sinds: '2026-11-23T08:59:00.000Z', verstuurd: false },
  ],
  delen: [
    deel({ soort: 'gemeente', rijen: 148 }),
    deel({ soort: 'afdeling', naam: 'Burgerzaken', rijen: 19, controle: 'hersteld' }),
    deel({ soort: 'eigen', bijgewerktOp: null, controle: 'nog_niet', gecontroleerdOp: null }),
  ],
  storingen: [{ op: '2026-11-23T08:40:00.000Z', code: 'offline' }],
  ...part,
})

const deel = (part: Partial<Diagnose['delen'][number]>): Diagnose['delen'][number] => ({
  soort: 'gemeente',
  naam: null,
  rijen: 0,
  bijgewerktOp: '2026-11-23T08:59:50.000Z',
  controle: 'klopt',
  gecontroleerdOp: '2026-11-23T08:30:00.000Z',
  ...part,
})

/** Fetched now, gone in an hour. */
export const aKlantbeeld = (part: Partial<Klantbeeld> = {}): Klantbeeld => ({
  klant: 'k:een',
  contactmomenten: [],
  terugbelnotities: [],
  opgehaaldOp: '2026-11-23T09:00:00.000Z',
  verlooptOp: '2026-11-23T10:00:00.000Z',
  ...part,
})

export const anArtikel = (part: Partial<Kennisartikel> = {}): Kennisartikel => ({
  id: 'vac-1',
  soort: 'vac',
  titel: 'Paspoort kwijt?',
  tekst: 'Meld het bij de gemeente.\n\n## Wat neemt u mee\n\n- een pasfoto\n- een andere legitimatie',
  onderwerpen: ['Paspoort'],
  bijgewerktOp: '2026-11-02',
  bron: 'https://voorbeeld.example/paspoort',
  licentie: 'CC0-1.0',
  ...part,
})
