import { toCivil } from '../../../shared/kernel/civil-time'
import { millisecondsBetween } from '../../../shared/kernel/clock'
import type { GesprekId } from '../../../shared/domain/gesprek/gesprek'
import { errorLine } from '../../texts/errors'
import { gesprekkenTexts as texts } from '../../texts/gesprekken'
import { useNow } from '../../ui/now'
import { useGesprek, useGesprekken } from './store'
import './save-state.css'

// Storing takes a few milliseconds. What takes longer than this is worth a word.
const patienceMs = 1000

/** Whether the words are on disk, as the core itself said. */
export const SaveState = ({ id }: { readonly id: GesprekId }) => {
  const time = useGesprek(id, (gesprek) => toCivil(gesprek.bewaardOp).time)
  const error = useGesprekken((state) => state.bewaarfouten[id])
  const sinds = useGesprekken((state) => state.onbewaardSinds[id])
  const isBusy = useNow((now) => sinds !== undefined && millisecondsBetween(sinds, now) >= patienceMs)
  if (error !== undefined) return <span className="save-state save-failed">{texts.nietBewaard(errorLine(error))}</span>
  if (isBusy) return <span className="save-state">{texts.bewaren}</span>
  return <span className="save-state">{time === undefined ? '' : texts.bewaard(time)}</span>
}
