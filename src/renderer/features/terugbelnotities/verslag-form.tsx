import type { TerugbelnotitieRegel } from '../../../shared/contract/terugbelnotities'
import { errorLine } from '../../texts/errors'
import { pogingKeuzes, terugbelnotitiesTexts as texts } from '../../texts/terugbelnotities'
import { ActionButton } from '../../ui/action-button'
import { FormField } from '../../ui/form-field'
import { useNow } from '../../ui/now'
import { Segments } from '../../ui/segments'
import { holderOf } from './holder'
import type { NotitieActionsProps } from './notitie-handlers'
import type { NotitieId, PogingResultaat } from './state'
import { useTerugbelnotities } from './store'

// The most usual first.
const pogingResultaten: readonly PogingResultaat[] = ['niet_bereikt', 'voicemail', 'bereikt']

interface UitkomstFormProps extends Pick<NotitieActionsProps, 'handlers'> {
  readonly id: NotitieId
  /** Somebody else was first; the text is still of whoever wrote it. */
  readonly isFinished: boolean
}

export const UitkomstForm = ({ id, isFinished, handlers }: UitkomstFormProps) => {
  const isEmpty = useTerugbelnotities((state) => (state.uitkomsten[id] ?? '') === '')
  return (
    <div className="notitie-outcome" data-scope="verslag">
      {isFinished ? <p className="notitie-hint">{texts.alAfgehandeld}</p> : null}
      <VerslagField id={id} label={texts.uitkomst} placeholder={texts.uitkomstPlaats} />
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
        {isEmpty ? <ActionButton onPress={handlers.onSluitUitkomst}>{texts.annuleer}</ActionButton> : null}
      </div>
    </div>
  )
}

/** A call that was tried: what came of it, and words with it that may be left out. */
export const PogingForm = ({ regel, handlers }: NotitieActionsProps) => {
  const medewerkerId = useTerugbelnotities((state) => state.medewerkerId)
  const resultaat = useTerugbelnotities((state) => state.poging?.resultaat ?? 'niet_bereikt')
  const isOutside = useNow((now) => holderOf(regel, medewerkerId, now).kind !== 'ik')
  return (
    <div className="notitie-outcome" data-scope="verslag">
      <Segments
        label={texts.pogingResultaat}
        segments={pogingResultaten.map((id) => ({ id, label: pogingKeuzes[id] }))}
        chosen={resultaat}
        onChoose={handlers.onPoging}
      />
      <VerslagField id={regel.id} label={texts.pogingToelichting} placeholder={texts.pogingPlaats} />
      {isOutside ? <p className="notitie-hint">{texts.pogingBuitenClaim}</p> : null}
      <div className="notitie-outcome-actions">
        <ActionButton kind="primary" keys={handlers.keys.legPogingVast} onPress={handlers.onLegPogingVast}>
          {texts.pogingVast}
        </ActionButton>
        <SluitPoging regel={regel} handlers={handlers} />
      </div>
    </div>
  )
}

/** Back without a poging. Words stay: they are still about this call. */
const SluitPoging = ({ regel, handlers }: NotitieActionsProps) => {
  const isEmpty = useTerugbelnotities((state) => (state.uitkomsten[regel.id] ?? '') === '')
  return (
    <ActionButton onPress={isEmpty ? handlers.onSluitUitkomst : handlers.onSchrijfUitkomst}>
      {texts.annuleer}
    </ActionButton>
  )
}

interface VerslagFieldProps {
  readonly id: TerugbelnotitieRegel['id']
  readonly label: string
  readonly placeholder: string
}

const VerslagField = ({ id, label, placeholder }: VerslagFieldProps) => {
  const tekst = useTerugbelnotities((state) => state.uitkomsten[id] ?? '')
  const fout = useTerugbelnotities((state) => state.uitkomstFout)
  const bewaarfout = useTerugbelnotities((state) => state.bewaarfouten[id])
  const schrijfUitkomst = useTerugbelnotities((state) => state.schrijfUitkomst)
  return (
    <FormField
      label={label}
      value={tekst}
      onChange={(text) => schrijfUitkomst(id, text)}
      rows={3}
      placeholder={placeholder}
      hint={bewaarfout === undefined ? undefined : texts.nietBewaard(errorLine(bewaarfout))}
      error={fout}
      focusId="uitkomst"
    />
  )
}
