import { FieldError } from 'react-aria-components/FieldError'
import { Input } from 'react-aria-components/Input'
import { Label } from 'react-aria-components/Label'
import { Text } from 'react-aria-components/Text'
import { TextArea } from 'react-aria-components/TextArea'
import { TextField } from 'react-aria-components/TextField'
import './form-field.css'

interface FormFieldProps {
  readonly label: string
  readonly value: string
  readonly onChange: (value: string) => void
  readonly onBlur?: () => void
  /** Several lines. */
  readonly rows?: number
  /** `public` = the inhabitant may read it, `private` = only us. */
  readonly tone?: 'plain' | 'public' | 'private'
  /** A line inside the field that says who reads it. */
  readonly caption?: string
  /** How full it is, as `214 / 1000`. */
  readonly count?: string | undefined
  /** A remark that refuses nothing. */
  readonly hint?: string | undefined
  readonly error?: string | undefined
  readonly isRequired?: boolean
  readonly placeholder?: string
  /** Where app/focus.ts finds it. */
  readonly focusId?: string
  /** The first place to type in a dialog. */
  readonly isAutoFocused?: boolean
  readonly inputMode?: 'text' | 'tel'
}

/** Label and field on one line of a dense form. It never refuses a keystroke: remarks stand below, the text stays. */
export const FormField = ({ label, tone = 'plain', caption, count, hint, error, rows, ...field }: FormFieldProps) => {
  const { focusId, inputMode = 'text', placeholder = '', isAutoFocused = false, onBlur, ...rest } = field
  const own = { 'data-focus-id': focusId, placeholder, autoComplete: 'off', spellCheck: rows !== undefined, lang: 'nl' }
  return (
    <TextField
      {...rest}
      {...(onBlur === undefined ? {} : { onBlur })}
      autoFocus={isAutoFocused}
      className="form-row"
      isInvalid={error !== undefined}
      validationBehavior="aria"
    >
      <Label className="form-label">{label}</Label>
      <div className="form-control">
        <div className={`field field-${tone}`}>
          {caption === undefined ? null : (
            <span className="field-caption">
              <Text slot="description">{caption}</Text>
              <span className="field-count">{count}</span>
            </span>
          )}
          {rows === undefined ? (
            <Input {...own} inputMode={inputMode} className="field-input" />
          ) : (
            <TextArea {...own} rows={rows} className="field-input field-area" />
          )}
        </div>
        <FieldError className="field-error">{error}</FieldError>
        {hint === undefined || error !== undefined ? null : <p className="field-hint">{hint}</p>}
      </div>
    </TextField>
  )
}
