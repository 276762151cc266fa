import { weekdayOf } from '../../kernel/civil-time'
import type { Instant } from '../../kernel/clock'
import { spokenMoment } from '../../kernel/dutch-time'
import type { Deadline, SkippedDay } from './deadline'

/** Why it is that moment, for the one who promises it: `2 werkdagen na vrijdag 20 november 16:00. Zaterdag en zondag tellen niet mee.` */
export const explainDeadline = (from: Instant, werkdagen: number, deadline: Deadline): string => {
  const closed = deadline.vanaf === from ? '' : 'De gemeente is nu dicht. '
  const term = `${closed}${werkdagen} ${werkdagen === 1 ? 'werkdag' : 'werkdagen'} na ${spokenMoment(deadline.vanaf)}.`
  const names = [...new Set(deadline.overgeslagen.map(dayName))]
  if (names.length === 0) return term
  const list = names.length === 1 ? (names[0] ?? '') : `${names.slice(0, -1).join(', ')} en ${names.at(-1) ?? ''}`
  return `${term} ${list.charAt(0).toUpperCase()}${list.slice(1)} ${names.length === 1 ? 'telt' : 'tellen'} niet mee.`
}

const weekdays = ['maandag', 'dinsdag', 'woensdag', 'donderdag', 'vrijdag', 'zaterdag', 'zondag'] as const

const dayName = ({ datum, naam }: SkippedDay): string => naam ?? weekdays[weekdayOf(datum) - 1] ?? datum
