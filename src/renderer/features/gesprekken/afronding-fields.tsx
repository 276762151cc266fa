import { Label } from 'react-aria-components/Label'
import { RadioButton, RadioField, RadioGroup } from 'react-aria-components/RadioGroup'
import { resultaatSchema } from '../../../shared/domain/contactmoment/contactmoment'
import type { GesprekId } from '../../../shared/domain/gesprek/gesprek'
import { spokenMoment } from '../../../shared/kernel/dutch-time'
import { errorLine } from '../../texts/errors'
import { gesprekkenTexts as texts, resultaatTexts } from '../../texts/gesprekken'
import { ActionButton } from '../../ui/action-button'
import { ChoiceField } from '../../ui/choice-field'
import { Kbd } from '../../ui/kbd'
import { newAfronding } from './afronding'
import { useGesprek, useGesprekken } from './store'
import './afronding-fields.css'

interface AfrondingFieldsProps {
  readonly id: GesprekId
  readonly noteKeys: string
}

/** How the gesprek ends, and what is promised when somebody else has to call back. */
export const AfrondingFields = ({ id, noteKeys }: AfrondingFieldsProps) => {
  const resultaat = useResultaat(id)
  const kiesResultaat = useGesprekken((state) => state.kiesResultaat)
  return (
    <>
      <RadioGroup
        className="form-row"
        orientation="horizontal"
        value={resultaat}
        onChange={(value) => kiesResultaat(id, resultaatSchema.parse(value))}
      >
        <Label className="form-label">{texts.resultaat}</Label>
        <div className="outcomes">
          {resultaatSchema.options.map((option) => (
            <RadioField key={option} value={option}>
              <RadioButton className="outcome">
                {resultaatTexts[option]}
                {option === 'terugbelnotitie' ? <Kbd keys={noteKeys} /> : null}
              </RadioButton>
            </RadioField>
          ))}
        </div>
      </RadioGroup>
      {resultaat === 'terugbelnotitie' ? <BelofteFields id={id} /> : null}
    </>
  )
}

const useResultaat = (id: GesprekId) => {
  const afdelingId = useGesprek(id, (gesprek) => gesprek.afdelingId) ?? null
  return useGesprekken((state) => (state.afrondingen[id] ?? newAfronding({ afdelingId })).resultaat)
}

const BelofteFields = ({ id }: { readonly id: GesprekId }) => {
  const afdelingen = useGesprekken((state) => state.afdelingen)
  const afdelingId = useGesprek(id, (gesprek) => gesprek.afdelingId) ?? null
  const kiesAfdeling = useGesprekken((state) => state.kiesAfdeling)
  const error = useGesprekken((state) => state.afrondingen[id]?.fouten.afdelingId)
  return (
    <>
      {afdelingen.length === 0 ? null : (
        <ChoiceField
          // The box keeps what is typed in it; another gesprek has its own.
          key={id}
          label={texts.afdeling}
          choices={afdelingen}
          chosenId={afdelingId}
          onChoose={(chosen) => void kiesAfdeling(id, chosen)}
          error={error}
          placeholder={texts.afdelingPlaats}
          openLabel={texts.afdelingOpen}
          noneText={texts.afdelingGeen}
          focusId="afdelingId"
        />
      )}
      {afdelingId === null ? <p className="promise-hint">{texts.belofteKies}</p> : <Belofte id={id} />}
    </>
  )
}

/** What to say to the caller. Once it stands here it has been said, so it changes only when somebody asks for that. */
const Belofte = ({ id }: { readonly id: GesprekId }) => {
  const bellenVoor = useGesprek(id, (gesprek) => gesprek.bellenVoor) ?? null
  const berekening = useGesprekken((state) => state.afrondingen[id]?.berekening)
  if (bellenVoor === null && berekening?.kind === 'bezig') return <p className="promise-hint">{texts.belofteLaden}</p>
  if (bellenVoor === null) return <GeenBelofte id={id} />
  // Why it is that moment is not kept; after a restart the moment is all that counts.
  const uitleg =
    berekening?.kind === 'gelukt' && berekening.voorstel.bellenVoor === bellenVoor ? berekening.voorstel.uitleg : ''
  return (
    <div className="promise" role="group" aria-label={texts.belofteKop}>
      <span className="promise-head">{texts.belofteKop}</span>
      <p className="promise-words">{texts.belofte(spokenMoment(bellenVoor))}</p>
      <div className="promise-foot">
        <p>{uitleg}</p>
        <BerekenButton id={id} />
      </div>
    </div>
  )
}

const GeenBelofte = ({ id }: { readonly id: GesprekId }) => {
  const berekening = useGesprekken((state) => state.afrondingen[id]?.berekening)
  const missing = useGesprekken((state) => state.afrondingen[id]?.fouten.bellenVoor)
  const error = berekening?.kind === 'mislukt' ? berekening.error : undefined
  const why = error?.code === 'not_found' ? texts.belofteFout : error === undefined ? missing : errorLine(error)
  return (
    <div className="promise-hint promise-foot">
      <p className="promise-missing">{why ?? texts.belofteOntbreekt}</p>
      <BerekenButton id={id} />
    </div>
  )
}

const BerekenButton = ({ id }: { readonly id: GesprekId }) => {
  const berekenBelofte = useGesprekken((state) => state.berekenBelofte)
  return (
    <ActionButton kind="ghost" onPress={() => void berekenBelofte(id)}>
      {texts.belofteOpnieuw}
    </ActionButton>
  )
}
