import type { Aandachtspunt } from '../../../shared/contract/verbinding'
import { parseTelefoonnummer } from '../../../shared/kernel/telefoonnummer'
import { telefoonTexts } from '../../texts/gesprekken'
import { verbindingTexts as texts } from '../../texts/verbinding'
import type { Bewerking } from './state'
import { typedFields, type TypedField } from './typed-text'

export const startBewerking = (punt: Aandachtspunt): Bewerking => ({
  velden: Object.fromEntries(typedFields(punt).map(({ veld, waarde }) => [veld, waarde])),
  fouten: {},
  fout: undefined,
})

/** What does not fit, per field, before anything is sent. */
export const foutenIn = (punt: Aandachtspunt, { velden }: Bewerking): Readonly<Record<string, string>> =>
  Object.fromEntries(
    typedFields(punt).flatMap((field) => {
      const fout = foutOf(field, (velden[field.veld] ?? '').trim())
      return fout === undefined ? [] : [[field.veld, fout]]
    }),
  )

const foutOf = ({ veld, max, verplicht }: TypedField, text: string): string | undefined => {
  if (text === '') return verplicht === true ? texts.leeg : undefined
  if (veld === 'telefoonnummer') {
    const parsed = parseTelefoonnummer(text)
    return parsed.ok ? undefined : telefoonTexts[parsed.problem]
  }
  return text.length > max ? texts.teLang(max) : undefined
}

/** The arguments with the words as they are now; everything that nobody typed stays as it was. */
export const withBewerking = (punt: Aandachtspunt, { velden }: Bewerking): unknown => {
  const changed = typedFields(punt)
    .filter(({ veld, waarde }) => (velden[veld] ?? '') !== waarde)
    .map(({ veld }) => [veld, storedOf(veld, (velden[veld] ?? '').trim())])
  return typeof punt.args === 'object' && punt.args !== null
    ? { ...punt.args, ...Object.fromEntries(changed) }
    : punt.args
}

const storedOf = (veld: string, text: string): string | null => {
  if (veld !== 'telefoonnummer') return text
  const parsed = parseTelefoonnummer(text)
  // Only a contactmoment may be without a number; a notitie cannot be sent empty.
  return parsed.ok ? parsed.value : null
}
