import { gesprekkenTexts as texts } from '../../texts/gesprekken'
import { Chip } from '../../ui/chip'
import { useNow } from '../../ui/now'
import { duration } from './duration'
import { useGesprekken } from './store'

/** Whether somebody is on the line, for the top bar. */
export const GesprekChip = () => {
  const begonnenOp = useGesprekken((state) => state.gesprekken.find(({ status }) => status === 'actief')?.begonnenOp)
  const waiting = useGesprekken((state) => state.gesprekken.filter(({ status }) => status === 'geparkeerd').length)
  const time = useNow((now) => (begonnenOp === undefined ? '' : duration(begonnenOp, now)))
  if (begonnenOp !== undefined) {
    return (
      <Chip>
        <span className="call-dot" aria-hidden /> {texts.chipBezig} <b>{time}</b>
      </Chip>
    )
  }
  return <Chip>{waiting === 0 ? texts.chipGeen : texts.chipWacht(waiting)}</Chip>
}
