import { memo, useMemo } from 'react'
import type { TerugbelnotitieRegel } from '../../../shared/contract/terugbelnotities'
import { isOpen } from '../../../shared/domain/terugbelnotitie/terugbelnotitie'
import { terugbelnotitiesTexts as texts } from '../../texts/terugbelnotities'
import { ActionButton } from '../../ui/action-button'
import { DeadlineTag } from './deadline-tag'
import { useTerugbelnotities } from './store'
import './uitgezet-list.css'

interface UitgezetListProps {
  /** Undefined = all of them. */
  readonly onOpen: (id: TerugbelnotitieRegel['id'] | undefined) => void
}

const openShown = 5
const doneShown = 3

/** The nearest deadlines, then what was finished last. */
const mostWanted = (regels: readonly TerugbelnotitieRegel[]): readonly TerugbelnotitieRegel[] => [
  ...regels.filter(isOpen).slice(0, openShown),
  ...regels
    .filter((regel) => regel.afgehandeldOp !== null)
    .sort((a, b) => (b.afgehandeldOp ?? '').localeCompare(a.afgehandeldOp ?? ''))
    .slice(0, doneShown),
]

/** What became of the notities that this medewerker made: the answer to "is er al gebeld?". */
export const UitgezetList = ({ onOpen }: UitgezetListProps) => {
  const all = useTerugbelnotities((state) => state.uitgezet)
  const regels = useMemo(() => mostWanted(all), [all])
  return (
    <section className="today-part" aria-labelledby="door-u-uitgezet">
      <h3 id="door-u-uitgezet">{texts.vandaagTitel}</h3>
      {regels.length === 0 ? (
        <p className="today-none">{texts.vandaagLeeg}</p>
      ) : (
        <ul>
          {regels.map((regel) => (
            <UitgezetItem key={regel.id} regel={regel} onOpen={onOpen} />
          ))}
        </ul>
      )}
      {regels.length < all.length ? (
        <ActionButton kind="ghost" onPress={() => onOpen(undefined)}>
          {texts.vandaagAlle(all.length)}
        </ActionButton>
      ) : null}
    </section>
  )
}

interface UitgezetItemProps extends UitgezetListProps {
  readonly regel: TerugbelnotitieRegel
}

const UitgezetItem = memo(({ regel, onOpen }: UitgezetItemProps) => (
  <li>
    <button type="button" className="today-item" onClick={() => onOpen(regel.id)}>
      <span className="today-item-head">
        <b>{regel.naam === '' ? texts.anoniem : regel.naam}</b>
        <DeadlineTag notitie={regel} />
      </span>
      <span className="today-item-subject">{regel.gevraagdeHandeling}</span>
      <span className="today-item-state">
        {regel.afdelingNaam} · {outcomeOf(regel)}
      </span>
    </button>
  </li>
))
UitgezetItem.displayName = 'UitgezetItem'

const outcomeOf = (regel: TerugbelnotitieRegel): string => {
  if (regel.uitkomst !== '') return regel.uitkomst
  if (regel.houderNaam !== null) return texts.bijAnder(regel.houderNaam)
  return regel.onderweg ? texts.onderweg : texts.open
}
