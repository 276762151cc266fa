import type { Kanaal } from '../../shared/domain/gesprek/gesprek'
import type { Contactmoment } from '../../shared/domain/contactmoment/contactmoment'
import type { TelefoonnummerProblem } from '../../shared/kernel/telefoonnummer'

export const kanaalTexts: Readonly<Record<Kanaal, string>> = {
  telefoon: 'Telefoon',
  balie: 'Balie',
  email: 'E-mail',
  chat: 'Chat',
  post: 'Post',
}

export const resultaatTexts: Readonly<Record<Contactmoment['resultaat'], string>> = {
  zelf_beantwoord: 'Zelf beantwoord',
  terugbelnotitie: 'Terugbelnotitie',
}

export const telefoonTexts: Readonly<Record<TelefoonnummerProblem, string>> = {
  empty: 'Vul een telefoonnummer in.',
  letters: 'Dit nummer heeft letters of tekens die niet kunnen.',
  too_short: 'Dit nummer heeft te weinig cijfers.',
  too_long: 'Dit nummer heeft te veel cijfers.',
}

const max = (rule: string): string => rule.replace('max:', '')

/** What stands below a field that does not fit yet. `rule` as the core names it. */
export const veldFout = (veld: string, rule: string): string => {
  if (rule.startsWith('max:')) return `Dit is te lang. Er passen ${max(rule)} tekens in.`
  if (veld === 'vraag') return 'Vul in wat de vraag was.'
  if (veld === 'afdelingId') return 'Kies welke afdeling terugbelt.'
  if (veld === 'bellenVoor') return 'Er is nog geen belofte. Druk op ‘Bereken opnieuw’.'
  if (veld === 'telefoon') {
    return rule === 'letters' || rule === 'too_short' || rule === 'too_long' ? telefoonTexts[rule] : telefoonTexts.empty
  }
  return 'Controleer dit veld.'
}

export const gesprekkenTexts = {
  titel: 'Gesprek',
  tabs: 'Lopende gesprekken',
  nieuw: 'Nieuw gesprek',
  anderKanaal: 'Nieuw gesprek via een ander kanaal',
  naamloos: 'Zonder naam',
  wacht: (duur: string) => `wacht ${duur}`,
  weglegLabel: (naam: string) => `Leg gesprek weg: ${naam}`,
  geenTitel: 'Geen gesprek open',
  geen: 'Begin een gesprek. Wat u typt, is bij elke letter bewaard.',
  geenZoeken: 'Zoeken in de kennisbank kan ook zonder gesprek.',
  naam: 'Wie',
  naamPlaats: 'Naam, of leeg bij anoniem',
  telefoon: 'Telefoon',
  vraag: 'Vraag',
  vraagPlaats: 'Wat wil de beller weten?',
  antwoord: 'Antwoord',
  antwoordOnderschrift: 'De inwoner kan dit lezen',
  intern: 'Intern',
  internOnderschrift: 'Alleen voor ons',
  teller: (n: number, max: number) => `${n} / ${max}`,
  teLang: (n: number) => `${n} ${n === 1 ? 'teken' : 'tekens'} te veel. Kort de tekst in voor u afrondt.`,
  gebruikt: 'Gebruikt',
  gebruiktLeeg: 'Nog geen artikel. Kies er een in de kennisbank.',
  verwijderArtikel: 'Haal weg',
  resultaat: 'Resultaat',
  afdeling: 'Afdeling',
  afdelingPlaats: 'Wie moet terugbellen?',
  afdelingOpen: 'Toon alle afdelingen',
  afdelingGeen: 'Geen afdeling met die naam',
  belofteKop: 'Zeg tegen de beller',
  belofte: (moment: string) => `‘Wij bellen u terug voor ${moment}.’`,
  belofteKies: 'Kies een afdeling. Dan staat hier wat u de beller kunt beloven.',
  belofteOpnieuw: 'Bereken opnieuw',
  belofteOntbreekt: 'Er is nog geen belofte voor deze afdeling.',
  belofteLaden: 'De belofte wordt berekend…',
  belofteFout: 'Voor deze afdeling is geen termijn bekend. Vraag het uw teamleider.',
  wachtNog: 'Dit gesprek wacht nog. Hervat het eerst.',
  klaar: 'Klaar',
  parkeer: 'Parkeer',
  hervat: 'Hervat',
  geparkeerd: 'Geparkeerd',
  bewaren: 'Bewaren…',
  bewaard: (moment: string) => `Bewaard ${moment}`,
  nietBewaard: (reden: string) => `Niet bewaard: ${reden}`,
  verhuisd: 'Dit gesprek was al afgesloten. Wat u nog typte, staat in een nieuw gesprek.',
  weggelegd: 'Gesprek weggelegd.',
  herstel: 'Herstel',
  hersteld: 'Het gesprek is terug.',
  afgerond: 'Geregistreerd. Het gesprek is afgerond.',
  beloofd: (afdeling: string, moment: string) => `Terugbelnotitie gemaakt. ${afdeling} belt terug voor ${moment}.`,
  nogInvullen: (n: number) => (n === 1 ? 'Er is nog 1 veld in te vullen.' : `Er zijn nog ${n} velden in te vullen.`),
  chipGeen: 'Geen gesprek',
  chipBezig: 'In gesprek',
  chipWacht: (n: number) => (n === 1 ? '1 gesprek wacht' : `${n} gesprekken wachten`),
} as const
