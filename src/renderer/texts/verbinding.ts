import type { Diagnose } from '../../shared/contract/verbinding'

const wijzigingen = (n: number): string => (n === 1 ? '1 wijziging wacht' : `${n} wijzigingen wachten`)

export const verbindingTexts = {
  titel: 'Verbinding',
  verbonden: 'Verbonden',
  traag: 'Verbonden, maar traag. Nieuws komt wat later binnen.',
  verbinden: 'Verbinding wordt gemaakt…',
  geen: (moment: string) => `Geen verbinding sinds ${moment}. U kunt doorwerken.`,
  verstuurd: 'Alles verstuurd',
  wachtend: wijzigingen,
  eersteKopie: 'De eerste kopie wordt opgehaald…',
  aandacht: (n: number) => `Vraagt aandacht: ${n}`,
  toonAlles: 'Toon alles over de verbinding',
  bekijk: 'Bekijk',
  aandachtTitel: 'Vraagt aandacht',
  aandachtUitleg: 'De server heeft dit niet aangenomen. Uw tekst staat hier nog, en gaat niet vanzelf weg.',
  aandachtNieuw: (wens: string, reden: string) => `Niet aangenomen: ${wens.toLowerCase()}. ${reden}`,
  aandachtTitelLeeg: 'Niets vraagt uw aandacht',
  aandachtLeeg: 'Alles wat u deed, is aangenomen of onderweg.',
  beloofdVoor: 'Beloofd vóór',
  ontwikkel: 'Ontwikkelmodus: sleutels staan in een bestand',
  laatsteContact: 'Laatste contact',
  nooit: 'nog geen contact geweest',
  wachtTitel: 'Nog te versturen',
  wachtLeeg: 'Niets. Alles is verstuurd en bevestigd.',
  nietVerstuurd: 'nog niet verstuurd',
  wachtAntwoord: 'verstuurd, wacht op antwoord',
  sinds: (moment: string) => `sinds ${moment}`,
  manier: 'Nieuws komt binnen',
  manierGeen: 'nu niet, er is geen verbinding',
  klok: 'Klok van deze computer',
  vergrendelt: 'Vergrendelt zonder contact',
  versie: 'Versie van Klaar',
  protocol: 'Versie van de berichten',
  onbekend: 'nog niet bekend',
  delenTitel: 'Op deze computer',
  delenUitleg: 'Klaar vergelijkt af en toe of dit gelijk is aan wat de server heeft.',
  delenLeeg: 'Er staat nog niets. De eerste kopie wordt opgehaald.',
  kolomDeel: 'Deel',
  kolomRijen: 'Regels',
  kolomBijgewerkt: 'Bijgewerkt',
  kolomControle: 'Vergeleken',
  eersteKopieDeel: 'wordt opgehaald…',
  storingenTitel: 'Wat er misging',
  storingenLeeg: 'Niets sinds Klaar werd geopend.',
  probeer: 'Probeer nu',
  geprobeerd: 'Klaar probeert nu verbinding te maken.',
  controleer: 'Vergelijk nu',
  gecontroleerd: 'Klaar vergelijkt nu met de server. De uitkomst staat zo in de lijst.',
  kopieerDiagnose: 'Kopieer voor de beheerder',
  diagnoseGekopieerd: 'Gekopieerd. Er staan geen namen, nummers of teksten van mensen in.',
  diagnoseLaden: 'De stand wordt opgehaald…',
  diagnoseTitel: 'Klaar: stand van de verbinding',
  opnieuw: 'Verstuur opnieuw',
  opnieuwGedaan: 'Het is opnieuw klaargezet om te versturen.',
  pasAan: 'Pas aan',
  verstuurAangepast: 'Verstuur aangepast',
  stop: 'Terug',
  kopieer: 'Kopieer',
  gekopieerd: 'De tekst is gekopieerd.',
  nietGekopieerd: 'Kopiëren lukt niet. Selecteer de tekst en druk op Ctrl C.',
  bewaarBestand: 'Bewaar als bestand',
  bestandNaam: (no: number) => `klaar-vraagt-aandacht-${no}.txt`,
  openNotitie: 'Open de notitie',
  afgehandeld: 'Afgehandeld',
  afgehandeldMelding: 'Weg uit de lijst.',
  zetTerug: 'Zet terug',
  teLang: (max: number) => `Dit is te lang. Er passen ${max} tekens in.`,
  leeg: 'Dit mag niet leeg zijn.',
  /** In the status bar, under the banner that says what is wrong. */
  kernWeg: 'Verbinding onbekend',
  weg: 'De verbinding met het programma is weg',
  wegUitleg: 'Uw tekst blijft staan. Klaar probeert het vanzelf opnieuw.',
  verlorenUitleg: 'Start Klaar opnieuw. Kopieer eerst tekst die u nog niet kwijt wilt.',
  geweigerdTitel: 'Open Klaar met de startlink',
  geweigerd: 'Deze pagina hoort niet bij een draaiende Klaar. Gebruik de link die verscheen toen u Klaar startte.',
} as const

/** What an intent was about, for a list of what waits or went wrong. */
export const intentTexts: Readonly<Record<string, string>> = {
  'contactmoment.registreer': 'Gesprek registreren',
  'terugbelnotitie.create': 'Terugbelnotitie maken',
  'terugbelnotitie.claim': 'Terugbelnotitie op u nemen',
  'terugbelnotitie.verlengClaim': 'Terugbelnotitie vasthouden',
  'terugbelnotitie.geefClaimVrij': 'Terugbelnotitie teruggeven',
  'terugbelnotitie.breekClaim': 'Terugbelnotitie weghalen bij een collega',
  'terugbelnotitie.registreerPoging': 'Poging om te bellen vastleggen',
  'terugbelnotitie.handelAf': 'Terugbelnotitie afhandelen',
}

/** In words; an intent of a newer Klaar at least says that it is a change. */
export const intentText = (naam: string): string => intentTexts[naam] ?? 'Wijziging'

export const kanaalWoorden: Readonly<Record<Diagnose['kanaal'], string>> = {
  websocket: 'meteen',
  sse: 'meteen, langs een omweg die dit netwerk toelaat',
  poll: 'bijna meteen, door steeds opnieuw te vragen',
  geen: 'af en toe, door te vragen',
}

export const soortWoorden: Readonly<Record<Diagnose['delen'][number]['soort'], string>> = {
  gemeente: 'Gemeente: kennisbank, afdelingen, collega’s',
  afdeling: 'Afdeling',
  eigen: 'Wat u zelf maakte',
}

export const controleWoorden: Readonly<Record<Diagnose['delen'][number]['controle'], string>> = {
  nog_niet: 'nog niet vergeleken',
  klopt: '✓ gelijk',
  hersteld: '▲ week af, opnieuw opgehaald',
}

export const klokWoorden = {
  gelijk: 'gelijk met de server',
  voor: (duur: string) => `${duur} voor`,
  achter: (duur: string) => `${duur} achter`,
  seconden: (n: number) => (n === 1 ? '1 seconde' : `${n} seconden`),
  minuten: (n: number) => (n === 1 ? '1 minuut' : `${n} minuten`),
  uren: (n: number) => `${n} uur`,
  advies:
    'Zet de klok van deze computer goed, of vraag de beheerder. Tijden die u vastlegt, kloppen nu niet. Wie mag bellen beslist de server.',
} as const

/** A field of an intent that somebody typed: what it is called, and how much fits. */
export interface GetyptVeld {
  readonly veld: string
  readonly label: string
  readonly max: number
  readonly verplicht?: true
  readonly regels?: number
}

const telefoon: GetyptVeld = { veld: 'telefoonnummer', label: 'Telefoon', max: 40 }
const wie: GetyptVeld = { veld: 'naam', label: 'Wie', max: 200 }

/** The fields that somebody typed, per intent, in the order to read them. */
export const getypteVelden: Readonly<Record<string, readonly GetyptVeld[]>> = {
  'contactmoment.registreer': [
    wie,
    telefoon,
    { veld: 'onderwerp', label: 'Vraag', max: 200, verplicht: true, regels: 2 },
    { veld: 'inhoud', label: 'Antwoord', max: 1000, regels: 3 },
    { veld: 'interneToelichting', label: 'Intern', max: 1000, regels: 2 },
  ],
  'terugbelnotitie.create': [
    wie,
    { ...telefoon, verplicht: true },
    { veld: 'gevraagdeHandeling', label: 'Waarover', max: 200, verplicht: true, regels: 2 },
    { veld: 'toelichting', label: 'Intern', max: 1000, regels: 2 },
  ],
  'terugbelnotitie.breekClaim': [{ veld: 'reden', label: 'Reden', max: 200, verplicht: true }],
  'terugbelnotitie.registreerPoging': [{ veld: 'toelichting', label: 'Toelichting', max: 1000, regels: 3 }],
  'terugbelnotitie.handelAf': [{ veld: 'uitkomst', label: 'Uitkomst', max: 1000, verplicht: true, regels: 3 }],
}

/** Texts of an intent that this Klaar does not know are shown all the same, under the names that they have. */
export const andereVelden = (args: Readonly<Record<string, unknown>>): readonly GetyptVeld[] =>
  Object.entries(args)
    .filter(([veld, value]) => typeof value === 'string' && !/(^id|Id|Op)$/.test(veld))
    .map(([veld]) => ({ veld, label: veld, max: 10_000, regels: 2 }))
