import type { TerugbelnotitieRegel } from '../../../shared/contract/terugbelnotities'
import { terugbelnotitiesTexts as texts } from '../../texts/terugbelnotities'
import { ActionButton } from '../../ui/action-button'
import { FormField } from '../../ui/form-field'
import { useNow } from '../../ui/now'
import { holderOf, mayClaim, mayHandelAf } from './holder'
import { useTerugbelnotities } from './store'

/** What one can do with the notitie that is chosen, and the keys that do the same. */
export interface NotitieHandlers {
  readonly keys: { readonly claim: string; readonly schrijfUitkomst: string; readonly handelAf: string }
  readonly onClaim: () => void
  /** Opens the place for the outcome. */
  readonly onSchrijfUitkomst: () => void
  readonly onHandelAf: () => void
  /** The outcome is not wanted after all. */
  readonly onSluitUitkomst: () => void
}

interface NotitieActionsProps {
  readonly regel: TerugbelnotitieRegel
  readonly handlers: NotitieHandlers
}

export const NotitieActions = ({ regel, handlers }: NotitieActionsProps) => {
  const mayCall = useTerugbelnotities((state) => state.mayCall)
  const isWriting = useTerugbelnotities((state) => state.uitkomsten[regel.id] !== undefined)
  if (!mayCall) return null
  return (
    <footer className="pane-foot">
      {isWriting ? (
        <UitkomstForm id={regel.id} handlers={handlers} />
      ) : (
        <NotitieButtons regel={regel} handlers={handlers} />
      )}
    </footer>
  )
}

const NotitieButtons = ({ regel, handlers }: NotitieActionsProps) => {
  const medewerkerId = useTerugbelnotities((state) => state.medewerkerId)
  const isFree = useNow((now) => mayClaim(holderOf(regel, medewerkerId, now)))
  const isMine = useNow((now) => holderOf(regel, medewerkerId, now).kind === 'ik')
  const canFinish = useNow((now) => mayHandelAf(holderOf(regel, medewerkerId, now)))
  const { keys, onClaim, onSchrijfUitkomst } = handlers
  return (
    <>
      <ActionButton kind={isFree ? 'primary' : 'plain'} keys={keys.claim} isDisabled={!isFree} onPress={onClaim}>
        {texts.ikBel}
      </ActionButton>
      <ActionButton
        kind={isMine ? 'primary' : 'plain'}
        keys={keys.schrijfUitkomst}
        isDisabled={!canFinish}
        onPress={onSchrijfUitkomst}
      >
        {texts.klaar}
      </ActionButton>
    </>
  )
}

const UitkomstForm = ({ id, handlers }: Pick<NotitieActionsProps, 'handlers'> & Pick<TerugbelnotitieRegel, 'id'>) => {
  const uitkomst = useTerugbelnotities((state) => state.uitkomsten[id] ?? '')
  const fout = useTerugbelnotities((state) => state.uitkomstFout)
  const schrijfUitkomst = useTerugbelnotities((state) => state.schrijfUitkomst)
  return (
    <div className="notitie-outcome">
      <FormField
        label={texts.uitkomst}
        value={uitkomst}
        onChange={(text) => schrijfUitkomst(id, text)}
        rows={3}
        placeholder={texts.uitkomstPlaats}
        error={fout}
        focusId="uitkomst"
      />
      <div className="notitie-outcome-actions">
        <ActionButton kind="primary" keys={handlers.keys.handelAf} onPress={handlers.onHandelAf}>
          {texts.handelAf}
        </ActionButton>
        {uitkomst === '' ? <ActionButton onPress={handlers.onSluitUitkomst}>{texts.annuleer}</ActionButton> : null}
      </div>
    </div>
  )
}
