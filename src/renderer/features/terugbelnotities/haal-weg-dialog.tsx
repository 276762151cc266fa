import { useState } from 'react'
import type { TerugbelnotitieRegel } from '../../../shared/contract/terugbelnotities'
import { terugbelnotitiesTexts as texts } from '../../texts/terugbelnotities'
import { ActionButton } from '../../ui/action-button'
import { Dialog } from '../../ui/dialog'
import { FormField } from '../../ui/form-field'
import { useTerugbelnotities } from './store'
import './haal-weg-dialog.css'

interface HaalWegDialogProps {
  /** The notitie to take away; undefined = the dialog is closed. */
  readonly regel: TerugbelnotitieRegel | undefined
  readonly onClose: () => void
}

/** Taking a notitie away from a colleague asks for a reason, because it is written down. */
export const HaalWegDialog = ({ regel, onClose }: HaalWegDialogProps) => (
  <Dialog
    label={texts.haalWegTitel(regel?.houderNaam ?? '')}
    isOpen={regel !== undefined}
    onClose={onClose}
    className="take-away"
  >
    {regel === undefined ? null : <HaalWegBody regel={regel} onClose={onClose} />}
  </Dialog>
)

const HaalWegBody = ({ regel, onClose }: { readonly regel: TerugbelnotitieRegel; readonly onClose: () => void }) => {
  const breekClaim = useTerugbelnotities((state) => state.breekClaim)
  const [reden, setReden] = useState('')
  const [fout, setFout] = useState<string | undefined>()
  const submit = async (): Promise<void> => {
    const refused = await breekClaim(regel.id, reden)
    setFout(refused)
    if (refused === undefined) onClose()
  }
  return (
    <form
      className="take-away-body"
      onSubmit={(event) => {
        event.preventDefault()
        void submit()
      }}
    >
      <h2>{texts.haalWegTitel(regel.houderNaam ?? '')}</h2>
      <p className="muted">{texts.haalWegUitleg}</p>
      <FormField
        label={texts.haalWegReden}
        value={reden}
        onChange={(text) => {
          setReden(text)
          setFout(undefined)
        }}
        placeholder={texts.haalWegPlaats}
        error={fout}
        isAutoFocused
      />
      <div className="take-away-actions">
        <ActionButton kind="primary" type="submit" keys="Enter">
          {texts.haalWegKnop}
        </ActionButton>
        <ActionButton onPress={onClose} keys="Esc">
          {texts.nietWeg}
        </ActionButton>
      </div>
    </form>
  )
}
