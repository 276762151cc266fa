export const instellingenTexts = {
  titel: 'Instellingen',
  uiterlijk: 'Uiterlijk',
  thema: 'Kleuren',
  themas: { systeem: 'Zoals de computer', licht: 'Licht', donker: 'Donker' },
  aangemeldAls: 'Aangemeld als',
  vergrendel: 'Vergrendel',
  afmelden: 'Meld af',
  afmeldenUitleg: 'Wat nog niet verstuurd is, blijft op deze computer staan en gaat later mee.',
  over: 'Over Klaar',
  versie: 'Versie',
  schilNaam: 'Soort',
  schil: { electron: 'Bureaubladprogramma', browser: 'Browser op deze computer' },
  sleutels: 'Sleutels',
  sleutelbewaring: {
    systeem: 'In de kluis van deze computer',
    bestand: 'In een bestand dat alleen u kunt lezen (ontwikkelmodus)',
  },
} as const
