// @vitest-environment jsdom
import { cleanup, render, screen } from '@testing-library/react'
import { userEvent } from '@testing-library/user-event'
import { useState } from 'react'
import { afterEach, expect, test } from 'vitest'
import { ChoiceField } from './choice-field'

const choices = [
  { id: 'belastingen', naam: 'Belastingen', omschrijving: '' },
  { id: 'burgerzaken', naam: 'Burgerzaken', omschrijving: '' },
]

const Rig = ({ onChoose }: { readonly onChoose: (id: string | null) => void }) => {
  const [chosenId, setChosenId] = useState<string | null>(null)
  return (
    <ChoiceField
      label="Afdeling"
      choices={choices}
      chosenId={chosenId}
      onChoose={(id) => {
        setChosenId(id)
        onChoose(id)
      }}
      error={undefined}
      placeholder=""
      openLabel="Toon alle afdelingen"
      noneText="Geen"
      focusId="afdelingId"
    />
  )
}

afterEach(cleanup)

test('Enter picks the first name that holds what was typed', async () => {
  const chosen: (string | null)[] = []
  render(<Rig onChoose={(id) => chosen.push(id)} />)
  const box = screen.getByRole('combobox', { name: 'Afdeling' })
  await userEvent.type(box, 'burg{Enter}')
  expect(chosen.at(-1)).toBe('burgerzaken')
  expect((box as HTMLInputElement).value).toBe('Burgerzaken')
})

test('Enter on a choice that one walked to picks that one', async () => {
  const chosen: (string | null)[] = []
  render(<Rig onChoose={(id) => chosen.push(id)} />)
  await userEvent.type(screen.getByRole('combobox', { name: 'Afdeling' }), 'b{ArrowDown}{ArrowDown}{Enter}')
  expect(chosen).toEqual(['burgerzaken'])
})

test('Enter without words picks nothing', async () => {
  const chosen: (string | null)[] = []
  render(<Rig onChoose={(id) => chosen.push(id)} />)
  await userEvent.type(screen.getByRole('combobox', { name: 'Afdeling' }), 'xyz{Enter}')
  expect(chosen).toEqual([])
})
