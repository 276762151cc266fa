import { X } from 'lucide-react'
import { useEffect, useRef, type KeyboardEvent } from 'react'
import { kennisartikelenTexts as texts } from '../../texts/kennisartikelen'
import { IconButton } from '../../ui/icon-button'
import { listboxId, optionId } from './result-ids'
import { activeHit, useKennisartikelen } from './store'
import './kennisbank-search.css'

interface KennisbankSearchProps {
  /** Enter: go and read. */
  readonly onEnter: () => void
}

/** The search box. The caret stays in it while the arrow keys walk through the results below (combobox pattern of ARIA 1.2). */
export const KennisbankSearch = ({ onEnter }: KennisbankSearchProps) => {
  const input = useRef<HTMLInputElement>(null)
  const query = useKennisartikelen((state) => state.query)
  const typQuery = useKennisartikelen((state) => state.typQuery)
  const moveActive = useKennisartikelen((state) => state.moveActive)
  const activeId = useKennisartikelen((state) => activeHit(state)?.id)
  const count = useKennisartikelen((state) => state.found?.hits.length ?? 0)

  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      event.preventDefault()
      moveActive(event.key === 'ArrowDown' ? 1 : -1)
    } else if (event.key === 'Enter' && !event.ctrlKey) {
      event.preventDefault()
      onEnter()
    }
  }

  return (
    <div className="kb-search">
      <input
        ref={input}
        type="text"
        role="combobox"
        aria-label={texts.zoek}
        aria-autocomplete="list"
        aria-expanded={count > 0}
        aria-controls={listboxId}
        aria-activedescendant={count > 0 && activeId !== undefined ? optionId(activeId) : undefined}
        placeholder={texts.zoekPlaats}
        autoComplete="off"
        spellCheck={false}
        data-focus-id="zoeken"
        value={query}
        onChange={(event) => typQuery(event.target.value)}
        onKeyDown={onKeyDown}
      />
      <SearchStatus />
      {query === '' ? null : (
        <IconButton
          label={texts.wis}
          onPress={() => {
            typQuery('')
            input.current?.focus()
          }}
        >
          <X size={15} aria-hidden />
        </IconButton>
      )}
    </div>
  )
}

const SearchStatus = () => {
  const found = useKennisartikelen((state) => state.found)
  if (found === undefined || found.query.trim() === '') return null
  return (
    <span className="kb-search-status">
      {texts.aantal(found.hits.length)} · {texts.duur(found.tookMs)}
    </span>
  )
}

/** Says the number of answers when it changes, so that nobody needs to see the list to know. */
export const useAnnouncedCount = (announce: (text: string) => void): void => {
  const text = useKennisartikelen(({ found }) =>
    found === undefined || found.query.trim() === '' ? '' : texts.aantal(found.hits.length),
  )
  useEffect(() => {
    if (text !== '') announce(text)
  }, [text, announce])
}
