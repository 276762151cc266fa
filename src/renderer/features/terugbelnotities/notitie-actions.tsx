import { isOpen } from '../../../shared/domain/terugbelnotitie/terugbelnotitie'
import { pogingTexts, terugbelnotitiesTexts as texts } from '../../texts/terugbelnotities'
import { ActionButton } from '../../ui/action-button'
import { useNow } from '../../ui/now'
import { holderOf, isWithColleague, mayClaim, mayGiveBack, mayHandelAf } from './holder'
import type { NotitieActionsProps } from './notitie-handlers'
import { useTerugbelnotities } from './store'
import { PogingForm, UitkomstForm } from './verslag-form'

export const NotitieActions = ({ regel, handlers }: NotitieActionsProps) => {
  const mayCall = useTerugbelnotities((state) => state.mayCall)
  const isPoging = useTerugbelnotities((state) => state.poging?.id === regel.id)
  const isWriting = useTerugbelnotities((state) => state.uitkomsten[regel.id] !== undefined)
  const hasText = useTerugbelnotities((state) => (state.uitkomsten[regel.id] ?? '') !== '')
  const isFinished = !isOpen(regel)
  if (!mayCall || (isFinished && !hasText && !isPoging)) return null
  if (isPoging) {
    return (
      <footer className="pane-foot" data-scope="notitie">
        <PogingForm regel={regel} handlers={handlers} />
      </footer>
    )
  }
  return (
    <footer className="pane-foot" data-scope="notitie">
      {isWriting ? (
        <UitkomstForm id={regel.id} isFinished={isFinished} handlers={handlers} />
      ) : (
        <NotitieButtons regel={regel} handlers={handlers} />
      )}
    </footer>
  )
}

const NotitieButtons = ({ regel, handlers }: NotitieActionsProps) => {
  const medewerkerId = useTerugbelnotities((state) => state.medewerkerId)
  const mayBreak = useTerugbelnotities((state) => state.mayBreak)
  const isFree = useNow((now) => mayClaim(holderOf(regel, medewerkerId, now)))
  const isMine = useNow((now) => mayGiveBack(holderOf(regel, medewerkerId, now)))
  const isColleagues = useNow((now) => isWithColleague(holderOf(regel, medewerkerId, now)))
  const canFinish = useNow((now) => mayHandelAf(holderOf(regel, medewerkerId, now)))
  const { keys, onClaim, onGeefTerug, onHaalWeg, onSchrijfUitkomst, onPoging } = handlers
  return (
    <>
      {isMine ? null : (
        <ActionButton kind={isFree ? 'primary' : 'plain'} keys={keys.claim} isDisabled={!isFree} onPress={onClaim}>
          {texts.ikBel}
        </ActionButton>
      )}
      <ActionButton
        kind={isMine ? 'primary' : 'plain'}
        keys={keys.schrijfUitkomst}
        isDisabled={!canFinish}
        onPress={onSchrijfUitkomst}
      >
        {texts.klaar}
      </ActionButton>
      <ActionButton keys={keys.poging.niet_bereikt} onPress={() => onPoging('niet_bereikt')}>
        {pogingTexts.niet_bereikt}
      </ActionButton>
      {isMine ? (
        <ActionButton kind="ghost" keys={keys.geefTerug} onPress={onGeefTerug}>
          {texts.geefTerug}
        </ActionButton>
      ) : null}
      {mayBreak && isColleagues ? (
        <ActionButton kind="ghost" keys={keys.haalWeg} onPress={onHaalWeg}>
          {texts.haalWeg}
        </ActionButton>
      ) : null}
    </>
  )
}
