import type { Kennisartikel } from '../../shared/domain/kennisartikel/kennisartikel'

const artikelen = (n: number): string => (n === 1 ? '1 artikel' : `${n} artikelen`)

export const kennisartikelenTexts = {
  titel: 'Kennisbank',
  zoek: 'Zoek in de kennisbank',
  zoekPlaats: 'Typ wat de beller zegt…',
  wis: 'Maak het zoekveld leeg',
  resultaten: 'Gevonden artikelen',
  aantal: (n: number) => (n === 0 ? 'niets gevonden' : n === 1 ? '1 antwoord' : `${n} antwoorden`),
  duur: (ms: number) => (ms < 1 ? '< 1 ms' : `${Math.round(ms)} ms`),
  startTitel: 'Typ een woord, of een hele vraag',
  start: (total: number) => `U zoekt in ${artikelen(total)}. Elke letter telt meteen mee.`,
  startToetsen: 'Loop met ↑ en ↓ door de antwoorden. Met Enter gaat u naar het artikel, met Esc weer terug.',
  nietsTitel: (query: string) => `Niets gevonden voor ‘${query}’`,
  niets: 'Probeer een ander woord, of minder woorden.',
  nietAangekomenTitel: 'De kennisbank is er nog niet',
  nietAangekomen: 'Klaar haalt de artikelen op. U kunt gewoon een gesprek beginnen.',
  fout: 'Zoeken lukt nu niet.',
  verouderd: 'mogelijk verouderd',
  lezer: 'Artikel',
  bijgewerkt: (datum: string) => `bijgewerkt ${datum}`,
  bron: 'Bron',
  licentie: 'Licentie',
  gebruik: 'Gebruik in gesprek',
  gebruikt: 'Staat bij dit gesprek',
  geenGesprek: 'Begin eerst een gesprek',
  kopieer: 'Kopieer',
  gekopieerd: 'De tekst van het artikel is gekopieerd.',
  nietGekopieerd: 'Kopiëren lukt niet. Selecteer de tekst en druk op Ctrl C.',
  toegevoegd: (titel: string) => `Toegevoegd aan het gesprek: ${titel}`,
  terugNaarZoeken: 'terug naar zoeken',
} as const

export const soortTexts: Readonly<Record<Kennisartikel['soort'], string>> = {
  vac: 'Vraag en antwoord',
  product: 'Product',
  werkinstructie: 'Werkinstructie',
  nieuws: 'Nieuws',
}
