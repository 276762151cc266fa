import { AppFailure } from '../../shared/kernel/result'

/** A reason why a shell cannot start that people can do something about; its message is for them, in Dutch. */
export class StartProblem extends Error {
  constructor(message: string, options?: ErrorOptions) {
    super(message, options)
    this.name = 'StartProblem'
  }
}

const byCode: Readonly<Record<string, string>> = {
  EADDRINUSE: 'De poort is al in gebruik. Stop het andere programma of kies een andere poort met KLAAR_WEB_PORT.',
  EACCES: 'Klaar mag niet in de profielmap schrijven. Kies een andere map met KLAAR_PROFILE_DIR.',
  EPERM: 'Klaar mag niet in de profielmap schrijven. Kies een andere map met KLAAR_PROFILE_DIR.',
  EROFS: 'De profielmap kan alleen gelezen worden. Kies een andere map met KLAAR_PROFILE_DIR.',
  ENOTDIR: 'De profielmap is geen map. Kies een andere map met KLAAR_PROFILE_DIR.',
  EEXIST: 'De profielmap is geen map. Kies een andere map met KLAAR_PROFILE_DIR.',
  ENOSPC: 'De schijf is vol. Maak ruimte vrij en start Klaar opnieuw.',
}

/** One clear Dutch sentence for a failed start; undefined when it is a bug. */
export const startProblemText = (error: unknown): string | undefined => {
  if (error instanceof StartProblem) return error.message
  if (error instanceof AppFailure && error.error.code === 'wrong_key') {
    return 'De sleutel in de profielmap is beschadigd. Zet de map terug uit een reservekopie, of kies een andere met KLAAR_PROFILE_DIR.'
  }
  return error instanceof Error && 'code' in error ? byCode[String(error.code)] : undefined
}
