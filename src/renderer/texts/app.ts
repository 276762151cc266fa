export const appTexts = {
  product: 'Klaar',
  werkblad: 'Werkblad',
  terugbellen: 'Terugbellen',
  instellingen: 'Instellingen',
  navigatie: 'Schermen',
  vandaag: 'Vandaag',
  opdracht: 'Zoek of doe iets…',
  volgendVak: 'volgend vak',
  sneltoetsen: 'sneltoetsen',
  meldingen: 'Meldingen',
  sluit: 'Sluit',
  starten: 'Klaar wordt gestart…',
  foutTitel: 'Dit scherm is vastgelopen',
  fout: 'Wat u typte, is bewaard. Open het scherm opnieuw.',
  foutKnop: 'Open opnieuw',
  onverwacht: 'Er ging iets mis in Klaar. Wat u typte, is bewaard.',
} as const

export const paletteTexts = {
  titel: 'Zoek of doe iets',
  zoek: 'Zoek of doe iets',
  plaats: 'Typ een opdracht, een naam of een woord uit een artikel',
  opdrachten: 'Opdrachten',
  gesprekken: 'Lopende gesprekken',
  artikelen: 'Artikelen',
  niets: 'Niets gevonden. Probeer een ander woord.',
} as const

export const helpTexts = {
  titel: 'Sneltoetsen',
  uitleg: 'Losse letters werken alleen in de lijst of het artikel waar u in staat.',
} as const

export const groepTexts = {
  algemeen: 'Overal',
  gesprek: 'Gesprek',
  kennis: 'In een artikel',
  terugbellen: 'Terugbelnotities',
} as const

export const commandTexts = {
  palette: 'Zoek of doe iets',
  help: 'Toon de sneltoetsen',
  werkblad: 'Ga naar Werkblad',
  terugbellen: 'Ga naar Terugbellen',
  instellingen: 'Ga naar Instellingen',
  zoeken: 'Zoek in de kennisbank',
  volgendVak: 'Naar het volgende vak',
  vorigVak: 'Naar het vorige vak',
  nieuw: 'Nieuw gesprek',
  nieuwVia: (kanaal: string) => `Nieuw gesprek: ${kanaal.toLowerCase()}`,
  kies: (n: number) => `Ga naar gesprek ${n}`,
  parkeer: 'Parkeer of hervat het gesprek',
  terugbelnotitie: 'Maak een terugbelnotitie van dit gesprek',
  rondAf: 'Rond het gesprek af',
  legWeg: 'Leg het gesprek weg',
  herstel: 'Haal het weggelegde gesprek terug',
  gebruik: 'Gebruik het artikel in het gesprek',
  kopieer: 'Kopieer het artikel',
  terugNaarZoeken: 'Terug naar het zoekveld',
  volgende: 'Volgende notitie',
  vorige: 'Vorige notitie',
  ikBel: 'Ik bel: neem de notitie op u',
  uitkomst: 'Handel de notitie af: schrijf de uitkomst op',
  handelAf: 'Leg de uitkomst vast',
  terugNaarLijst: 'Terug naar de lijst',
  probeer: 'Maak nu verbinding',
  thema: 'Wissel tussen licht en donker',
} as const
