const wijzigingen = (n: number): string => (n === 1 ? '1 wijziging wacht' : `${n} wijzigingen wachten`)

export const verbindingTexts = {
  titel: 'Verbinding',
  verbonden: 'Verbonden',
  traag: 'Verbonden, maar traag',
  verbinden: 'Verbinding wordt gemaakt…',
  geen: (moment: string) => `Geen verbinding sinds ${moment}. U kunt doorwerken.`,
  verstuurd: 'Alles verstuurd',
  wachtend: wijzigingen,
  eersteKopie: 'De eerste kopie wordt opgehaald…',
  aandacht: (n: number) => `Vraagt aandacht: ${n}`,
  aandachtTitel: 'Vraagt aandacht',
  aandachtUitleg: 'De server heeft dit niet aangenomen. Uw tekst staat hier nog. Kopieer wat u nodig hebt.',
  aandachtLeeg: 'Niets. Alles wat u deed, is aangenomen of onderweg.',
  ontwikkel: 'Ontwikkelmodus: sleutels staan in een bestand',
  laatsteContact: 'Laatste contact met de server',
  nooit: 'nog geen contact geweest',
  wachtTitel: 'Nog te versturen',
  probeer: 'Probeer nu',
  geprobeerd: 'Klaar probeert nu verbinding te maken.',
  kopieer: 'Kopieer tekst',
  gekopieerd: 'De tekst is gekopieerd.',
  nietGekopieerd: 'Kopiëren lukt niet. Selecteer de tekst en druk op Ctrl C.',
  afgehandeld: 'Afgehandeld',
  weg: 'De verbinding met het programma is weg',
  wegUitleg: 'Uw tekst blijft staan. Klaar probeert het vanzelf opnieuw.',
  verlorenUitleg: 'Start Klaar opnieuw. Kopieer eerst tekst die u nog niet kwijt wilt.',
  geweigerdTitel: 'Open Klaar met de startlink',
  geweigerd: 'Deze pagina hoort niet bij een draaiende Klaar. Gebruik de link die verscheen toen u Klaar startte.',
} as const

/** What an intent was about, for a list of what went wrong. */
export const intentTexts: Readonly<Record<string, string>> = {
  'contactmoment.registreer': 'Gesprek registreren',
  'terugbelnotitie.create': 'Terugbelnotitie maken',
  'terugbelnotitie.claim': 'Terugbelnotitie op u nemen',
  'terugbelnotitie.handelAf': 'Terugbelnotitie afhandelen',
}

/** The fields of an intent that somebody typed, in the order to read them. */
export const getypteVelden: readonly (readonly [field: string, label: string])[] = [
  ['naam', 'Wie'],
  ['telefoonnummer', 'Telefoon'],
  ['onderwerp', 'Vraag'],
  ['gevraagdeHandeling', 'Waarover'],
  ['inhoud', 'Antwoord'],
  ['interneToelichting', 'Intern'],
  ['toelichting', 'Intern'],
  ['uitkomst', 'Uitkomst'],
]
