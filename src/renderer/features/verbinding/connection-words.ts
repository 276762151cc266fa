import type { VerbindingStatus } from '../../../shared/contract/verbinding'
import { toCivil } from '../../../shared/kernel/civil-time'
import type { Instant } from '../../../shared/kernel/clock'
import { shortMoment } from '../../../shared/kernel/dutch-time'
import { errorLine } from '../../texts/errors'
import { verbindingTexts as texts } from '../../texts/verbinding'

/** The state of the connection as somebody would say it; `isTrouble` when it deserves a second look. */
export interface ConnectionWords {
  readonly staat: string
  /** What still has to be sent. */
  readonly wachtrij: string
  readonly isTrouble: boolean
  /** A shape beside the colour. */
  readonly mark: '●' | '◐' | '○'
}

export const connectionWords = (status: VerbindingStatus, now: Instant): ConnectionWords => {
  const wachtrij = status.wachtend > 0 ? texts.wachtend(status.wachtend) : texts.verstuurd
  if (status.reden !== null && status.staat !== 'verbonden')
    return { staat: errorLine(status.reden), wachtrij, isTrouble: true, mark: '○' }
  switch (status.staat) {
    case 'verbinden':
      return { staat: texts.verbinden, wachtrij, isTrouble: false, mark: '○' }
    case 'verbonden':
      return { staat: texts.verbonden, wachtrij, isTrouble: false, mark: '●' }
    case 'traag':
      return { staat: texts.traag, wachtrij, isTrouble: true, mark: '◐' }
    case 'geen':
      return { staat: texts.geen(sinceText(status.sinds, now)), wachtrij, isTrouble: true, mark: '○' }
  }
}

const sinceText = (since: Instant, now: Instant): string => {
  const { date, time } = toCivil(since)
  return date === toCivil(now).date ? time : shortMoment(since, now)
}
