import type { Aandachtspunt } from '../../../shared/contract/verbinding'
import { spokenMoment, shortMoment } from '../../../shared/kernel/dutch-time'
import { instantSchema } from '../../../shared/kernel/clock'
import { refusalLine } from '../../texts/refusal-line'
import { intentText, verbindingTexts as texts } from '../../texts/verbinding'
import { ActionButton } from '../../ui/action-button'
import { useNow } from '../../ui/now'
import { AandachtForm } from './aandacht-form'
import type { AandachtHandlers } from './aandacht-handlers'
import { isAanpassen } from './state'
import { useVerbinding } from './store'
import { notitieOf, typedFields } from './typed-text'

interface AandachtItemProps extends AandachtHandlers {
  readonly punt: Aandachtspunt
}

export const AandachtItem = ({ punt, ...handlers }: AandachtItemProps) => {
  const { no } = punt
  const kies = useVerbinding((state) => state.kies)
  const isChosen = useVerbinding((state) => state.gekozenNo === no)
  const over = useVerbinding((state) => state.over[no] ?? '')
  const bewerking = useVerbinding((state) => state.bewerkingen[no])
  const moment = useNow((now) => shortMoment(punt.at, now))
  const reden = useNow((now) => refusalLine(punt.error, handlers.medewerkerId, now, punt))
  return (
    <li
      className={isChosen ? 'attention-item attention-chosen' : 'attention-item'}
      data-focus-id={`aandacht-${no}`}
      data-scope="aandacht"
      tabIndex={-1}
      aria-label={`${intentText(punt.naam)}, ${over}`}
      onFocus={() => kies(no)}
    >
      <p className="attention-head">
        <b>{intentText(punt.naam)}</b>
        {over === '' ? null : <span> · {over}</span>}
        <span className="attention-moment">{moment}</span>
      </p>
      <p className="attention-why">■ {reden}</p>
      {bewerking !== undefined && isAanpassen(bewerking) ? (
        <AandachtForm punt={punt} bewerking={bewerking} {...handlers} />
      ) : (
        <>
          <Words punt={punt} />
          {bewerking?.fout === undefined ? null : <p className="attention-why">{bewerking.fout}</p>}
          <ItemButtons punt={punt} {...handlers} />
        </>
      )}
    </li>
  )
}

/** Everything that was typed, readable without opening anything. */
const Words = ({ punt }: { readonly punt: Aandachtspunt }) => {
  const fields = typedFields(punt).filter(({ waarde }) => waarde !== '')
  const beloofd = promiseOf(punt.args)
  if (fields.length === 0 && beloofd === undefined) return null
  return (
    <dl className="attention-words">
      {fields.map(({ veld, label, waarde }) => (
        <div key={veld}>
          <dt>{label}</dt>
          <dd>{waarde}</dd>
        </div>
      ))}
      {beloofd === undefined ? null : (
        <div>
          <dt>{texts.beloofdVoor}</dt>
          <dd>{spokenMoment(beloofd)}</dd>
        </div>
      )}
    </dl>
  )
}

/** What was said to a caller is a promise, also when its notitie was refused. */
const promiseOf = (args: unknown): string | undefined => {
  if (typeof args !== 'object' || args === null || !('bellenVoor' in args)) return undefined
  const parsed = instantSchema.safeParse(args.bellenVoor)
  return parsed.success ? parsed.data : undefined
}

/** A notitie that is over is refused again, however often it is sent: what became of it is what one wants to know. */
const isOver = ({ error }: Aandachtspunt): boolean =>
  error.code === 'conflict' && ['afgehandeld', 'vervallen'].includes(error.reason)

const ItemButtons = ({ punt, keys, ...handlers }: AandachtItemProps) => {
  const { no } = punt
  const canOpen = notitieOf(punt) !== undefined
  const opensFirst = canOpen && isOver(punt)
  const hasWords = typedFields(punt).length > 0
  return (
    <div className="attention-actions">
      <ActionButton kind={opensFirst ? 'plain' : 'primary'} keys={keys.opnieuw} onPress={() => handlers.onOpnieuw(no)}>
        {texts.opnieuw}
      </ActionButton>
      {hasWords ? (
        <>
          <ActionButton keys={keys.pasAan} onPress={() => handlers.onPasAan(no)}>
            {texts.pasAan}
          </ActionButton>
          <ActionButton keys={keys.kopieer} onPress={() => handlers.onKopieer(no)}>
            {texts.kopieer}
          </ActionButton>
          <ActionButton keys={keys.bewaar} onPress={() => handlers.onBewaar(no)}>
            {texts.bewaarBestand}
          </ActionButton>
        </>
      ) : null}
      {canOpen ? (
        <ActionButton kind={opensFirst ? 'primary' : 'plain'} keys={keys.open} onPress={() => handlers.onOpen(no)}>
          {texts.openNotitie}
        </ActionButton>
      ) : null}
      <ActionButton kind="ghost" keys={keys.handelAf} onPress={() => handlers.onHandelAf(no)}>
        {texts.afgehandeld}
      </ActionButton>
    </div>
  )
}
