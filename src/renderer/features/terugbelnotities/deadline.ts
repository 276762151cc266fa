import { isOpen, type Terugbelnotitie } from '../../../shared/domain/terugbelnotitie/terugbelnotitie'
import { toCivil } from '../../../shared/kernel/civil-time'
import type { Instant } from '../../../shared/kernel/clock'
import { shortMoment } from '../../../shared/kernel/dutch-time'
import { terugbelnotitiesTexts as texts } from '../../texts/terugbelnotities'

export type DeadlineKind = 'te_laat' | 'vandaag' | 'later' | 'klaar'

/** How urgent a promise is. A finished one is never late. */
export const deadlineKind = (notitie: Pick<Terugbelnotitie, 'status' | 'bellenVoor'>, now: Instant): DeadlineKind => {
  if (!isOpen(notitie)) return 'klaar'
  if (notitie.bellenVoor <= now) return 'te_laat'
  return toCivil(notitie.bellenVoor).date === toCivil(now).date ? 'vandaag' : 'later'
}

/** The deadline in words, with a shape in front where colour alone would not do. */
export const deadlineText = (notitie: Pick<Terugbelnotitie, 'status' | 'bellenVoor'>, now: Instant): string => {
  const moment = shortMoment(notitie.bellenVoor, now)
  switch (deadlineKind(notitie, now)) {
    case 'te_laat':
      return `■ ${texts.teLaat(moment.replace('vandaag ', ''))}`
    case 'vandaag':
      return `▲ ${moment}`
    case 'later':
      return moment
    case 'klaar':
      return notitie.status === 'vervallen' ? texts.vervallen : `✓ ${texts.afgehandeld}`
  }
}
