import type { Aandachtspunt } from '../../../shared/contract/verbinding'
import { formatTelefoonnummer, parseTelefoonnummer } from '../../../shared/kernel/telefoonnummer'
import { andereVelden, getypteVelden, type GetyptVeld } from '../../texts/verbinding'

type Wens = Pick<Aandachtspunt, 'naam' | 'args'>

/** One text of a refused intent, as people read it. */
export interface TypedField extends GetyptVeld {
  readonly waarde: string
}

const isFields = (args: unknown): args is Readonly<Record<string, unknown>> => typeof args === 'object' && args !== null

/** Every text that somebody typed in a refused intent, also an empty one: it may be what was missing. */
export const typedFields = ({ naam, args }: Wens): readonly TypedField[] => {
  if (!isFields(args)) return []
  return (getypteVelden[naam] ?? andereVelden(args)).map((veld) => {
    const value = args[veld.veld]
    const text = typeof value === 'string' ? value : ''
    return { ...veld, waarde: veld.veld === 'telefoonnummer' ? readable(text) : text }
  })
}

const readable = (text: string): string => {
  const parsed = parseTelefoonnummer(text)
  return parsed.ok ? formatTelefoonnummer(parsed.value) : text
}

/** The words of a refused intent with the name of each field: nothing typed may get lost with it. */
export const typedText = (wens: Wens): string =>
  typedFields(wens)
    .filter(({ waarde }) => waarde !== '')
    .map(({ label, waarde }) => `${label}: ${waarde}`)
    .join('\n')

/** The notitie that an intent is about, when there is one on the server. */
export const notitieOf = ({ naam, args }: Wens): string | undefined => {
  if (!naam.startsWith('terugbelnotitie.') || naam === 'terugbelnotitie.create' || !isFields(args)) return undefined
  return typeof args['id'] === 'string' ? args['id'] : undefined
}
