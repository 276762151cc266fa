import type { AppError, AppErrorCode } from '../../shared/kernel/result'

/** What a person reads when something is not possible: one sentence, and what to do. */
export interface ErrorText {
  readonly zin: string
  readonly doe: string
}

/** One text per code, exhaustive by type: a new code does not compile until somebody has written what to say. */
export const errorTexts: Readonly<Record<AppErrorCode, ErrorText>> = {
  not_found: { zin: 'Dit is er niet meer.', doe: 'Kies iets anders, of zoek opnieuw.' },
  conflict: { zin: 'Een collega was u voor.', doe: 'Bekijk wat er nu staat. Uw tekst is bewaard.' },
  validation: { zin: 'Dit past niet in het veld.', doe: 'Pas de tekst aan en probeer het opnieuw.' },
  forbidden: { zin: 'Dit mag u niet doen.', doe: 'Vraag uw teamleider om hulp.' },
  signed_out: { zin: 'U bent niet meer aangemeld bij de server.', doe: 'Meld u opnieuw aan. Uw tekst is bewaard.' },
  offline: { zin: 'Er is geen verbinding.', doe: 'U kunt doorwerken. Klaar verstuurt het later.' },
  core_gone: {
    zin: 'Het programma achter dit scherm reageert niet.',
    doe: 'Uw tekst blijft staan. Klaar start het vanzelf opnieuw.',
  },
  resync_required: { zin: 'Klaar haalt alles opnieuw op.', doe: 'Even geduld. U kunt doorwerken.' },
  busy: { zin: 'De server heeft het even druk.', doe: 'U kunt doorwerken. Klaar probeert het zo opnieuw.' },
  device_revoked: {
    zin: 'Deze werkplek is ingetrokken.',
    doe: 'Alle gegevens zijn hier gewist. Vraag de beheerder om hulp.',
  },
  device_locked: {
    zin: 'Deze werkplek had te lang geen contact met de server.',
    doe: 'Klaar opent weer zodra er verbinding is. Wat nog niet verstuurd was, is bewaard.',
  },
  unsupported_protocol: {
    zin: 'Deze versie van Klaar past niet meer bij de server.',
    doe: 'Werk Klaar bij. Uw tekst is bewaard.',
  },
  storage_full: {
    zin: 'De schijf van deze computer is vol.',
    doe: 'Maak ruimte vrij. Kopieer belangrijke tekst eerst naar een andere plek.',
  },
  storage_unwritable: {
    zin: 'Klaar mag niet in zijn eigen map schrijven.',
    doe: 'Kopieer uw tekst naar een andere plek en vraag de beheerder om hulp.',
  },
  storage_in_use: {
    zin: 'Klaar is op deze computer al geopend.',
    doe: 'Ga verder in het andere venster.',
  },
  storage_corrupt: { zin: 'Een bestand van Klaar is beschadigd.', doe: 'Vraag de beheerder om hulp.' },
  storage_newer: {
    zin: 'De gegevens op deze computer komen uit een nieuwere versie van Klaar.',
    doe: 'Werk Klaar bij naar de nieuwste versie.',
  },
  wrong_key: { zin: 'De sleutel past niet op de gegevens van deze computer.', doe: 'Vraag de beheerder om hulp.' },
  internal: {
    zin: 'Er ging iets mis in Klaar.',
    doe: 'Probeer het opnieuw. Gaat het weer mis? Meld het bij de beheerder.',
  },
}

const conflictTexts: Readonly<Record<string, ErrorText>> = {
  too_many: { zin: 'U hebt al zes gesprekken open.', doe: 'Rond eerst een gesprek af.' },
  held: { zin: 'Een collega belt hier al over.', doe: 'Kies een andere notitie. Uw tekst is bewaard.' },
  claim_vervallen: { zin: 'De notitie was niet meer van u.', doe: 'Bekijk wat er nu staat.' },
  afgehandeld: {
    zin: 'Een collega heeft deze notitie al afgehandeld.',
    doe: 'Lees de uitkomst. Uw tekst is bewaard.',
  },
  niet_geclaimd: { zin: 'Niemand belt meer over deze notitie.', doe: 'U hoeft niets te doen.' },
  forgotten: {
    zin: 'De server weet niet meer of dit al gedaan is.',
    doe: 'Kijk eerst of het er al staat. Staat het er niet? Verstuur het dan opnieuw.',
  },
  vervallen: { zin: 'Deze notitie is vervallen.', doe: 'Kies een andere notitie.' },
}

/** What is wrong, by a code that came from elsewhere. */
export const codeText = (code: string): string => {
  const known = Object.entries(errorTexts).find(([name]) => name === code)
  return known === undefined ? 'Er ging iets mis.' : known[1].zin
}

/** The text for this error, as precise as the error allows. */
export const errorText = (error: AppError): ErrorText =>
  (error.code === 'conflict' ? conflictTexts[error.reason] : undefined) ?? errorTexts[error.code]

/** Both sentences in one line. */
export const errorLine = (error: AppError): string => {
  const { zin, doe } = errorText(error)
  return `${zin} ${doe}`
}
