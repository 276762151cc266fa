import { Phone } from 'lucide-react'
import type { TerugbelnotitieRegel } from '../../../shared/contract/terugbelnotities'
import { shortMoment } from '../../../shared/kernel/dutch-time'
import { formatTelefoonnummer } from '../../../shared/kernel/telefoonnummer'
import { terugbelnotitiesTexts as texts } from '../../texts/terugbelnotities'
import { ActionButton } from '../../ui/action-button'
import { EmptyState } from '../../ui/empty-state'
import { useNow } from '../../ui/now'
import { Pane } from '../../ui/pane'
import { deadlineKind } from './deadline'
import { holderOf } from './holder'
import { HolderTag } from './holder-label'
import { NotitieActions } from './notitie-actions'
import type { NotitieHandlers } from './notitie-handlers'
import { NotitieVerloop } from './notitie-verloop'
import { chosenRegel } from './state'
import { useTerugbelnotities } from './store'
import '../../ui/timeline.css'
import './notitie-detail.css'

interface NotitieDetailProps {
  readonly handlers: NotitieHandlers
  readonly isOffline: boolean
}

/** One notitie: what was promised, about what, and what one can do with it now. */
export const NotitieDetail = ({ handlers, isOffline }: NotitieDetailProps) => {
  const regel = useTerugbelnotities(chosenRegel)
  if (regel === undefined) {
    return (
      <Pane title={texts.detail} className="notitie-detail">
        <EmptyState title={texts.kiesTitel}>{texts.kies}</EmptyState>
      </Pane>
    )
  }
  const naam = regel.naam === '' ? texts.anoniem : regel.naam
  return (
    <Pane title={naam} className="notitie-detail" end={<HolderTag regel={regel} />}>
      <div className="pane-scroll notitie-body" tabIndex={-1} data-focus-id="notitie" data-scope="notitie">
        <a className="notitie-phone" href={`tel:${regel.telefoonnummer}`}>
          <Phone size={17} aria-hidden />
          <span>{formatTelefoonnummer(regel.telefoonnummer)}</span>
        </a>
        <PromiseCard regel={regel} />
        <h3 className="notitie-subject">{regel.gevraagdeHandeling}</h3>
        {regel.toelichting === '' ? null : (
          <div className="notitie-private">
            <span>{texts.alleenVoorOns}</span>
            <p>{regel.toelichting}</p>
          </div>
        )}
        <ClaimHint regel={regel} isOffline={isOffline} />
        <LeaseWarning regel={regel} handlers={handlers} />
        <NotitieVerloop regel={regel} />
      </div>
      <NotitieActions regel={regel} handlers={handlers} />
    </Pane>
  )
}

const PromiseCard = ({ regel }: { readonly regel: TerugbelnotitieRegel }) => {
  const kind = useNow((now) => deadlineKind(regel, now))
  const moment = useNow((now) => shortMoment(regel.bellenVoor, now))
  const mark = kind === 'te_laat' ? '■ ' : kind === 'vandaag' ? '▲ ' : ''
  return (
    <div className={`notitie-promise notitie-promise-${kind}`}>
      <p className="notitie-promise-words">
        {mark}
        {kind === 'te_laat' || kind === 'klaar' ? texts.wasBeloofd(moment) : texts.bellenVoor(moment)}
      </p>
      <p>{texts.beloofd}</p>
    </div>
  )
}

const ClaimHint = ({ regel, isOffline }: { readonly regel: TerugbelnotitieRegel; readonly isOffline: boolean }) =>
  regel.claimGevraagd ? (
    <p className="notitie-hint">{isOffline ? texts.gevraagdOffline : texts.gevraagdUitleg}</p>
  ) : regel.onderweg ? (
    <p className="notitie-hint">{texts.onderweg}</p>
  ) : null

/** The lease is nearly over: what happens then, and the one thing to do about it. */
const LeaseWarning = ({
  regel,
  handlers,
}: {
  readonly regel: TerugbelnotitieRegel
  readonly handlers: NotitieHandlers
}) => {
  const medewerkerId = useTerugbelnotities((state) => state.medewerkerId)
  const tot = useNow((now) => {
    const holder = holderOf(regel, medewerkerId, now)
    return holder.kind === 'ik' && holder.bijna ? holder.tot : ''
  })
  if (tot === '') return null
  return (
    <div className="notitie-lease">
      <p>▲ {texts.bijnaVerlopenUitleg(tot)}</p>
      <ActionButton keys={handlers.keys.claim} onPress={handlers.onClaim}>
        {texts.houdVast}
      </ActionButton>
    </div>
  )
}
