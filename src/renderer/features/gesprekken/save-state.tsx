import { toCivil } from '../../../shared/kernel/civil-time'
import type { GesprekId } from '../../../shared/domain/gesprek/gesprek'
import { errorLine } from '../../texts/errors'
import { gesprekkenTexts as texts } from '../../texts/gesprekken'
import { useGesprek, useGesprekken } from './store'
import './save-state.css'

/** Whether the words are on disk, as the core itself said. */
export const SaveState = ({ id }: { readonly id: GesprekId }) => {
  const time = useGesprek(id, (gesprek) => toCivil(gesprek.bewaardOp).time)
  const error = useGesprekken((state) => state.bewaarfouten[id])
  if (error !== undefined) return <span className="save-state save-failed">{texts.nietBewaard(errorLine(error))}</span>
  return <span className="save-state">{time === undefined ? '' : texts.bewaard(time)}</span>
}
