import { shortMoment } from '../../../shared/kernel/dutch-time'
import type { Aandachtspunt } from '../../../shared/contract/verbinding'
import { errorLine } from '../../texts/errors'
import { intentTexts, verbindingTexts as texts } from '../../texts/verbinding'
import { ActionButton } from '../../ui/action-button'
import { useNow } from '../../ui/now'
import { useVerbinding } from './store'
import { typedText } from './typed-text'
import './aandacht-list.css'

interface AandachtListProps {
  readonly onCopy: (text: string) => void
}

/** What the server refused: why, and the words that went with it. */
export const AandachtList = ({ onCopy }: AandachtListProps) => {
  const aandacht = useVerbinding((state) => state.aandacht)
  return (
    <div className="attention" data-focus-id="aandacht" tabIndex={-1}>
      <h3>{texts.aandachtTitel}</h3>
      {aandacht.length === 0 ? <p className="muted">{texts.aandachtLeeg}</p> : <p>{texts.aandachtUitleg}</p>}
      <ul>
        {aandacht.map((punt) => (
          <AandachtItem key={punt.no} punt={punt} onCopy={onCopy} />
        ))}
      </ul>
    </div>
  )
}

const AandachtItem = ({ punt, onCopy }: AandachtListProps & { readonly punt: Aandachtspunt }) => {
  const handelAf = useVerbinding((state) => state.handelAf)
  const moment = useNow((now) => shortMoment(punt.at, now))
  const typed = typedText(punt.args)
  return (
    <li className="attention-item">
      <p>
        <b>{intentTexts[punt.naam] ?? punt.naam}</b> · {moment}
      </p>
      <p className="attention-why">{errorLine(punt.error)}</p>
      {typed === '' ? null : <pre className="attention-text">{typed}</pre>}
      <div className="attention-actions">
        {typed === '' ? null : <ActionButton onPress={() => onCopy(typed)}>{texts.kopieer}</ActionButton>}
        <ActionButton onPress={() => void handelAf(punt.no)}>{texts.afgehandeld}</ActionButton>
      </div>
    </li>
  )
}
