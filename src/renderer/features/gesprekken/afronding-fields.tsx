import { useEffect } from 'react'
import { Label } from 'react-aria-components/Label'
import { RadioButton, RadioField, RadioGroup } from 'react-aria-components/RadioGroup'
import { resultaatSchema } from '../../../shared/domain/contactmoment/contactmoment'
import type { GesprekId } from '../../../shared/domain/gesprek/gesprek'
import { gesprekkenTexts as texts, resultaatTexts } from '../../texts/gesprekken'
import { ChoiceField } from '../../ui/choice-field'
import { Kbd } from '../../ui/kbd'
import { useNow } from '../../ui/now'
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
  const typ = useGesprekken((state) => state.typ)
  const error = useGesprekken((state) => state.afrondingen[id]?.fouten.afdelingId)
  const berekenBelofte = useGesprekken((state) => state.berekenBelofte)
  // A promise counts from now: as long as it is on the screen it is worked out again each minute.
  const minute = useNow((now) => now.slice(0, 16))
  useEffect(() => {
    if (afdelingId !== null) void berekenBelofte(id, afdelingId)
  }, [id, afdelingId, minute, berekenBelofte])
  return (
    <>
      {afdelingen.length === 0 ? null : (
        <ChoiceField
          // The box keeps what is typed in it; another gesprek has its own.
          key={id}
          label={texts.afdeling}
          choices={afdelingen}
          chosenId={afdelingId}
          onChoose={(chosen) => typ(id, { afdelingId: chosen })}
          error={error}
          placeholder={texts.afdelingPlaats}
          openLabel={texts.afdelingOpen}
          noneText={texts.afdelingGeen}
          focusId="afdelingId"
        />
      )}
      <BelofteCard id={id} afdelingId={afdelingId} />
    </>
  )
}

const BelofteCard = ({ id, afdelingId }: { readonly id: GesprekId; readonly afdelingId: string | null }) => {
  const belofte = useGesprekken((state) => state.afrondingen[id]?.belofte)
  const error = useGesprekken((state) => state.afrondingen[id]?.fouten.bellenVoor)
  if (afdelingId === null) return <p className="promise-hint">{texts.belofteKies}</p>
  if (belofte?.afdelingId !== afdelingId) return <p className="promise-hint">{texts.belofteLaden}</p>
  const { voorstel } = belofte
  if (voorstel === undefined) return <p className="promise-hint promise-missing">{error ?? texts.belofteFout}</p>
  return (
    <div className="promise" role="group" aria-label={texts.belofteKop}>
      <span className="promise-head">{texts.belofteKop}</span>
      <p className="promise-words">{texts.belofte(voorstel.gesproken)}</p>
      <p className="promise-why">{voorstel.uitleg}</p>
    </div>
  )
}
