import type { KeyboardEvent } from 'react'
import type { TerugbelnotitieRegel } from '../../../shared/contract/terugbelnotities'
import { terugbelnotitiesTexts as texts } from '../../texts/terugbelnotities'
import { ActionButton } from '../../ui/action-button'
import { FormField } from '../../ui/form-field'
import { useNow } from '../../ui/now'
import { holderOf } from './holder'
import { useTerugbelnotities } from './store'

interface NotitieActionsProps {
  readonly regel: TerugbelnotitieRegel
  readonly onFocusUitkomst: () => void
  /** The outcome is written down, or not wanted after all. */
  readonly onDone: () => void
}

export const NotitieActions = ({ regel, onFocusUitkomst, onDone }: NotitieActionsProps) => {
  const medewerkerId = useTerugbelnotities((state) => state.medewerkerId)
  const mayCall = useTerugbelnotities((state) => state.mayCall)
  const isWriting = useTerugbelnotities((state) => state.uitkomsten[regel.id] !== undefined)
  const claim = useTerugbelnotities((state) => state.claim)
  const schrijfUitkomst = useTerugbelnotities((state) => state.schrijfUitkomst)
  const kind = useNow((now) => holderOf(regel, medewerkerId, now).kind)
  if (!mayCall) return null
  if (isWriting) {
    return (
      <footer className="pane-foot">
        <UitkomstForm id={regel.id} onDone={onDone} />
      </footer>
    )
  }
  return (
    <footer className="pane-foot">
      <ActionButton
        kind={kind === 'niemand' ? 'primary' : 'plain'}
        keys="B"
        isDisabled={kind !== 'niemand'}
        onPress={() => void claim(regel.id)}
      >
        {texts.ikBel}
      </ActionButton>
      <ActionButton
        kind={kind === 'ik' ? 'primary' : 'plain'}
        keys="K"
        isDisabled={kind === 'ander'}
        onPress={() => {
          schrijfUitkomst(regel.id, '')
          onFocusUitkomst()
        }}
      >
        {texts.klaar}
      </ActionButton>
    </footer>
  )
}

const UitkomstForm = ({ id, onDone }: { readonly id: TerugbelnotitieRegel['id']; readonly onDone: () => void }) => {
  const uitkomst = useTerugbelnotities((state) => state.uitkomsten[id] ?? '')
  const fout = useTerugbelnotities((state) => state.uitkomstFout)
  const schrijfUitkomst = useTerugbelnotities((state) => state.schrijfUitkomst)
  const sluitUitkomst = useTerugbelnotities((state) => state.sluitUitkomst)
  const handelAf = useTerugbelnotities((state) => state.handelAf)

  const finish = async (): Promise<void> => {
    if (await handelAf(id)) onDone()
  }
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return
    event.preventDefault()
    event.stopPropagation()
    void finish()
  }

  return (
    <div className="notitie-outcome" onKeyDown={onKeyDown}>
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
        <ActionButton kind="primary" keys="Ctrl+Enter" onPress={() => void finish()}>
          {texts.handelAf}
        </ActionButton>
        {uitkomst === '' ? (
          <ActionButton
            onPress={() => {
              sluitUitkomst(id)
              onDone()
            }}
          >
            {texts.annuleer}
          </ActionButton>
        ) : null}
      </div>
    </div>
  )
}
