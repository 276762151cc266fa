import { memo, useEffect, useRef } from 'react'
import type { KennisartikelHit } from '../../../shared/contract/kennisartikelen'
import { errorLine } from '../../texts/errors'
import { kennisartikelenTexts as texts } from '../../texts/kennisartikelen'
import { EmptyState } from '../../ui/empty-state'
import { Highlighted } from '../../ui/highlighted'
import { ArtikelAge } from './artikel-age'
import { listboxId, optionId } from './result-ids'
import { activeHit, useKennisartikelen } from './store'
import './kennisbank-results.css'

export const KennisbankResults = ({ onOpen }: { readonly onOpen: (artikelId: string) => void }) => {
  const found = useKennisartikelen((state) => state.found)
  const activeId = useKennisartikelen((state) => activeHit(state)?.id)
  const hits = found?.hits ?? []
  return (
    <>
      <ul className="kb-results" role="listbox" id={listboxId} aria-label={texts.resultaten} hidden={hits.length === 0}>
        {hits.map((hit) => (
          <ResultRow key={hit.id} hit={hit} isActive={hit.id === activeId} onOpen={onOpen} />
        ))}
      </ul>
      {hits.length === 0 ? <NoResults /> : null}
    </>
  )
}

interface ResultRowProps {
  readonly hit: KennisartikelHit
  readonly isActive: boolean
  readonly onOpen: (artikelId: string) => void
}

const ResultRow = memo(({ hit, isActive, onOpen }: ResultRowProps) => {
  const row = useRef<HTMLLIElement>(null)
  useEffect(() => {
    if (isActive) row.current?.scrollIntoView({ block: 'nearest' })
  }, [isActive])
  return (
    <li
      ref={row}
      id={optionId(hit.id)}
      role="option"
      aria-selected={isActive}
      className="kb-result"
      // The caret stays in the search box: a click chooses without taking focus there first.
      onMouseDown={(event) => event.preventDefault()}
      onClick={() => onOpen(hit.id)}
    >
      <span className="kb-result-title">
        <Highlighted parts={hit.titel} />
      </span>
      <ArtikelAge bijgewerktOp={hit.bijgewerktOp} />
      <span className="kb-result-fragment">
        <Highlighted parts={hit.fragment} />
      </span>
    </li>
  )
})
ResultRow.displayName = 'ResultRow'

const NoResults = () => {
  const found = useKennisartikelen((state) => state.found)
  const total = useKennisartikelen((state) => state.total)
  const error = useKennisartikelen((state) => state.error)
  if (error !== undefined) return <EmptyState title={texts.fout}>{errorLine(error)}</EmptyState>
  if (found === undefined || total === undefined) return null
  if (total === 0) return <EmptyState title={texts.nietAangekomenTitel}>{texts.nietAangekomen}</EmptyState>
  if (found.query.trim() === '') {
    return (
      <EmptyState title={texts.startTitel}>
        <p>{texts.start(total)}</p>
        <p>{texts.startToetsen}</p>
      </EmptyState>
    )
  }
  return <EmptyState title={texts.nietsTitel(shortened(found.query.trim()))}>{texts.niets}</EmptyState>
}

const longestShown = 60

const shortened = (query: string): string => (query.length > longestShown ? `${query.slice(0, longestShown)}…` : query)
