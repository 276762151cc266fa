import type { Aandachtspunt } from '../../../shared/contract/verbinding'
import { verbindingTexts as texts } from '../../texts/verbinding'
import { ActionButton } from '../../ui/action-button'
import { FormField } from '../../ui/form-field'
import type { AandachtHandlers } from './aandacht-handlers'
import type { Bewerking } from './state'
import { useVerbinding } from './store'
import { typedFields, type TypedField } from './typed-text'

interface AandachtFormProps extends Pick<AandachtHandlers, 'keys' | 'onOpnieuw' | 'onStop'> {
  readonly punt: Aandachtspunt
  readonly bewerking: Bewerking
}

/** The words of something refused, to change before it is sent again. What nobody typed stays as it was. */
export const AandachtForm = ({ punt, bewerking, keys, onOpnieuw, onStop }: AandachtFormProps) => (
  <div className="attention-form">
    {typedFields(punt).map((field, index) => (
      <Field key={field.veld} no={punt.no} field={field} isFirst={index === 0} bewerking={bewerking} />
    ))}
    {bewerking.fout === undefined ? null : <p className="attention-why">■ {bewerking.fout}</p>}
    <div className="attention-actions">
      <ActionButton kind="primary" keys={keys.verstuurAangepast} onPress={() => onOpnieuw(punt.no)}>
        {texts.verstuurAangepast}
      </ActionButton>
      <ActionButton onPress={() => onStop(punt.no)}>{texts.stop}</ActionButton>
    </div>
  </div>
)

interface FieldProps {
  readonly no: number
  readonly field: TypedField
  readonly isFirst: boolean
  readonly bewerking: Bewerking
}

const Field = ({ no, field, isFirst, bewerking }: FieldProps) => {
  const typ = useVerbinding((state) => state.typ)
  const { veld, label, regels } = field
  return (
    <FormField
      label={label}
      value={bewerking.velden[veld] ?? ''}
      onChange={(text) => typ(no, veld, text)}
      {...(regels === undefined ? {} : { rows: regels })}
      error={bewerking.fouten[veld]}
      {...(isFirst ? { focusId: `aandacht-veld-${no}` } : {})}
    />
  )
}
