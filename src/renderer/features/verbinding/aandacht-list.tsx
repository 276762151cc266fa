import { verbindingTexts as texts } from '../../texts/verbinding'
import { EmptyState } from '../../ui/empty-state'
import type { AandachtHandlers } from './aandacht-handlers'
import { AandachtItem } from './aandacht-item'
import { useVerbinding } from './store'
import './aandacht-list.css'

/** What the server refused: what was wished, why not, and every word that went with it. */
export const AandachtList = (handlers: AandachtHandlers) => {
  const aandacht = useVerbinding((state) => state.aandacht)
  if (aandacht.length === 0) {
    return (
      <div data-focus-id="aandacht" tabIndex={-1} className="attention">
        <EmptyState title={texts.aandachtTitelLeeg}>{texts.aandachtLeeg}</EmptyState>
      </div>
    )
  }
  return (
    <div className="attention" data-focus-id="aandacht" tabIndex={-1}>
      <p className="muted">{texts.aandachtUitleg}</p>
      <ul aria-label={texts.aandachtTitel}>
        {aandacht.map((punt) => (
          <AandachtItem key={punt.no} punt={punt} {...handlers} />
        ))}
      </ul>
    </div>
  )
}
