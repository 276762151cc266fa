import type { TerugbelnotitieRegel } from '../../../shared/contract/terugbelnotities'
import { isOpen } from '../../../shared/domain/terugbelnotitie/terugbelnotitie'
import { errorLine } from '../../texts/errors'
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
  readonly onKopieerUitkomst: () => void
}

interface NotitieActionsProps {
  readonly regel: TerugbelnotitieRegel
  readonly handlers: NotitieHandlers
}

export const NotitieActions = ({ regel, handlers }: NotitieActionsProps) => {
  const mayCall = useTerugbelnotities((state) => state.mayCall)
  const isWriting = useTerugbelnotities((state) => state.uitkomsten[regel.id] !== undefined)
  const hasText = useTerugbelnotities((state) => (state.uitkomsten[regel.id] ?? '') !== '')
  const isFinished = !isOpen(regel)
  if (!mayCall || (isFinished && !hasText)) return null
  return (
    <footer className="pane-foot">
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

interface UitkomstFormProps extends Pick<NotitieActionsProps, 'handlers'> {
  readonly id: TerugbelnotitieRegel['id']
  /** Somebody else was first; the text is still of whoever wrote it. */
  readonly isFinished: boolean
}

const UitkomstForm = ({ id, isFinished, handlers }: UitkomstFormProps) => {
  const uitkomst = useTerugbelnotities((state) => state.uitkomsten[id] ?? '')
  const fout = useTerugbelnotities((state) => state.uitkomstFout)
  const bewaarfout = useTerugbelnotities((state) => state.bewaarfouten[id])
  const schrijfUitkomst = useTerugbelnotities((state) => state.schrijfUitkomst)
  return (
    <div className="notitie-outcome">
      {isFinished ? <p className="notitie-hint">{texts.alAfgehandeld}</p> : null}
      <FormField
        label={texts.uitkomst}
        value={uitkomst}
        onChange={(text) => schrijfUitkomst(id, text)}
        rows={3}
        placeholder={texts.uitkomstPlaats}
        hint={bewaarfout === undefined ? undefined : texts.nietBewaard(errorLine(bewaarfout))}
        error={fout}
        focusId="uitkomst"
      />
      <div className="notitie-outcome-actions">
        {isFinished ? (
          <>
            <ActionButton kind="primary" onPress={handlers.onKopieerUitkomst}>
              {texts.kopieer}
            </ActionButton>
            <ActionButton onPress={handlers.onSluitUitkomst}>{texts.gooiWeg}</ActionButton>
          </>
        ) : (
          <ActionButton kind="primary" keys={handlers.keys.handelAf} onPress={handlers.onHandelAf}>
            {texts.handelAf}
          </ActionButton>
        )}
        {uitkomst === '' ? <ActionButton onPress={handlers.onSluitUitkomst}>{texts.annuleer}</ActionButton> : null}
      </div>
    </div>
  )
}
