import type { Rol } from '../../shared/domain/medewerker/medewerker'

export const rolTexts: Readonly<Record<Rol, string>> = {
  telefonist: 'Telefonist',
  balie: 'Balie',
  behandelaar: 'Behandelaar',
  teamleider: 'Teamleider',
  redacteur: 'Redacteur',
  beheerder: 'Beheerder',
}

export const vergrendeldTexts = {
  titel: 'Klaar is vergrendeld',
  sinds: (tijd: string) => `sinds ${tijd}`,
  bewaard: 'Wat u typte, is bewaard. Na het ontgrendelen gaat u verder waar u was.',
  ontgrendel: 'Ontgrendel',
  uitleg:
    'In de demo vraagt Klaar geen wachtwoord. Bij een gemeente bewaakt het slot van de computer uw werkplek: vergrendel ook uw computer als u wegloopt.',
} as const

export const aanmeldingTexts = {
  titel: 'Wie bent u?',
  uitleg: 'Demogemeente: er staat geen wachtwoord op. Alle namen zijn verzonnen.',
  lijst: 'Medewerkers',
  laden: 'De medewerkers worden opgehaald…',
  bezig: 'U wordt aangemeld…',
  leegTitel: 'Er zijn geen medewerkers gevonden',
  leeg: 'Controleer of de server een demogemeente heeft.',
  opnieuw: 'Probeer opnieuw',
  toetsen: 'Kies met ↑ en ↓, open met Enter.',
} as const
