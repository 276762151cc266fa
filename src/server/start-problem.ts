import { AppFailure } from '../shared/kernel/result'

/** A reason not to start that people can do something about; its message is for them, in Dutch. */
export class StartProblem extends Error {
  constructor(message: string, options?: ErrorOptions) {
    super(message, options)
    this.name = 'StartProblem'
  }
}

const byCode: Readonly<Record<string, string>> = {
  EADDRINUSE: 'De poort is al in gebruik. Stop het andere programma of kies een andere poort met KLAAR_PORT.',
  EADDRNOTAVAIL: 'Het adres in KLAAR_HOST is geen adres van deze machine.',
  EACCES: 'Klaar mag hier niet schrijven of deze poort niet gebruiken. Controleer KLAAR_DATA_DIR en KLAAR_PORT.',
  EPERM: 'Klaar mag niet in de datamap schrijven. Kies een andere map met KLAAR_DATA_DIR.',
  EROFS: 'De datamap kan alleen gelezen worden. Kies een andere map met KLAAR_DATA_DIR.',
  ENOTDIR: 'De datamap is geen map. Kies een andere map met KLAAR_DATA_DIR.',
  EEXIST: 'De datamap is geen map. Kies een andere map met KLAAR_DATA_DIR.',
  ENOENT: 'Een bestand of map die Klaar nodig heeft bestaat niet. Controleer KLAAR_DATA_DIR en de installatie.',
  ENOSPC: 'De schijf is vol. Maak ruimte vrij en start Klaar opnieuw.',
  ECONNREFUSED: 'De database is niet bereikbaar. Draait PostgreSQL, en klopt KLAAR_DATABASE_URL?',
  ENOTFOUND: 'De database is niet bereikbaar: de naam in KLAAR_DATABASE_URL is onbekend.',
  ETIMEDOUT: 'De database antwoordt niet. Klopt KLAAR_DATABASE_URL?',
  '28P01': 'De database weigert de gebruikersnaam of het wachtwoord in KLAAR_DATABASE_URL.',
  '28000': 'De database weigert de gebruiker in KLAAR_DATABASE_URL.',
  '3D000': 'De database in KLAAR_DATABASE_URL bestaat niet.',
  '42501':
    'De databasegebruiker mag geen tabellen maken, of de rol klaar_pull niet. Geef die gebruiker rechten op de database. ' +
    'Mag hij geen rollen maken? Laat de beheerder dan eerst "create role klaar_pull nologin" en "grant klaar_pull to" die gebruiker uitvoeren.',
  '53100': 'De schijf van de database is vol. Maak ruimte vrij en start Klaar opnieuw.',
}

/** One clear Dutch sentence for a failed start, or undefined when it is a bug. Never holds a password or a path to someone's data. */
export const startProblemText = (error: unknown): string | undefined => {
  if (error instanceof StartProblem) return error.message
  if (error instanceof AppFailure && error.error.code === 'storage_newer') {
    const { found, known } = error.error
    return `De database is van een nieuwere Klaar (schema ${found}, deze versie kent ${known}). Installeer de nieuwere versie.`
  }
  if (!(error instanceof Error)) return undefined
  const code = 'code' in error ? String(error.code) : ''
  return (
    byCode[code] ?? (/timeout/i.test(error.message) && /connect/i.test(error.message) ? byCode['ETIMEDOUT'] : undefined)
  )
}
