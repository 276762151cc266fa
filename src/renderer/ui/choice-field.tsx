import { ComboBox } from 'react-aria-components/ComboBox'
import { Button } from 'react-aria-components/Button'
import { FieldError } from 'react-aria-components/FieldError'
import { Input } from 'react-aria-components/Input'
import { Label } from 'react-aria-components/Label'
import { ListBox, ListBoxItem } from 'react-aria-components/ListBox'
import { Popover } from 'react-aria-components/Popover'
import { ChevronDown } from 'lucide-react'
import './choice-field.css'

export interface Choice {
  readonly id: string
  readonly naam: string
  readonly omschrijving: string
}

interface ChoiceFieldProps {
  readonly label: string
  readonly choices: readonly Choice[]
  readonly chosenId: string | null
  readonly onChoose: (id: string | null) => void
  readonly error: string | undefined
  readonly placeholder: string
  readonly openLabel: string
  readonly noneText: string
  readonly focusId: string
}

/** The first choice that holds what was typed, for Enter without a walk through the list. */
const firstMatch = (choices: readonly Choice[], typed: string): Choice | undefined => {
  const part = typed.trim().toLowerCase()
  return part === '' ? undefined : choices.find(({ naam }) => naam.toLowerCase().includes(part))
}

/** Type a part of a name and pick one. */
export const ChoiceField = ({ label, choices, chosenId, onChoose, error, ...texts }: ChoiceFieldProps) => (
  <ComboBox
    className="form-row"
    defaultItems={choices}
    value={chosenId}
    onChange={(key) => onChoose(key === null ? null : String(key))}
    isInvalid={error !== undefined}
    validationBehavior="aria"
    // Somebody who still has to choose sees what there is; a choice that was made is not covered by its alternatives.
    menuTrigger={chosenId === null ? 'focus' : 'input'}
    allowsEmptyCollection
  >
    <Label className="form-label">{label}</Label>
    <div className="form-control">
      <div className="field choice-field">
        <Input
          className="field-input"
          placeholder={texts.placeholder}
          data-focus-id={texts.focusId}
          onKeyDownCapture={(event) => {
            if (event.key !== 'Enter' || event.ctrlKey || event.metaKey) return
            // Somebody who walked to a choice means that one.
            if (event.currentTarget.hasAttribute('aria-activedescendant')) return
            const match = firstMatch(choices, event.currentTarget.value)
            if (match !== undefined) onChoose(match.id)
          }}
        />
        <Button className="choice-open" aria-label={texts.openLabel}>
          <ChevronDown size={16} aria-hidden />
        </Button>
      </div>
      <FieldError className="field-error">{error}</FieldError>
    </div>
    <Popover className="choice-popover" offset={4}>
      <ListBox className="choice-list" renderEmptyState={() => <div className="choice-none">{texts.noneText}</div>}>
        {(choice: Choice) => (
          <ListBoxItem className="choice" textValue={choice.naam}>
            <span className="choice-naam">{choice.naam}</span>{' '}
            <span className="choice-description">{choice.omschrijving}</span>
          </ListBoxItem>
        )}
      </ListBox>
    </Popover>
  </ComboBox>
)
