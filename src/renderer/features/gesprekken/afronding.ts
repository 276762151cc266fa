import type { Contactmoment } from '../../../shared/domain/contactmoment/contactmoment'
import type { Gesprek } from '../../../shared/domain/gesprek/gesprek'
import type { TerugbelVoorstel } from '../../../shared/contract/gesprekken'
import type { AppError } from '../../../shared/kernel/result'
import { parseTelefoonnummer } from '../../../shared/kernel/telefoonnummer'
import { veldFout } from '../../texts/gesprekken'

export type Resultaat = Contactmoment['resultaat']

/** Fields of the form, from top to bottom: the first with an error gets focus. */
export const velden = ['naam', 'telefoon', 'vraag', 'antwoord', 'intern', 'afdelingId', 'bellenVoor'] as const
export type Veld = (typeof velden)[number]
export type Fouten = Partial<Readonly<Record<Veld, string>>>

/** How asking for a moment to promise went. The promise itself is part of the gesprek and on disk. */
export type Berekening =
  | { readonly kind: 'bezig' }
  | { readonly kind: 'gelukt'; readonly voorstel: TerugbelVoorstel }
  | { readonly kind: 'mislukt'; readonly error: AppError }

/** How somebody means to wrap a gesprek up; the words themselves are in the gesprek. */
export interface Afronding {
  readonly resultaat: Resultaat
  /** Undefined when nobody asked since the desk was opened. */
  readonly berekening: Berekening | undefined
  readonly fouten: Fouten
}

/** A gesprek that already has an afdeling was on its way to become a terugbelnotitie before a restart. */
export const newAfronding = (gesprek: Pick<Gesprek, 'afdelingId'>): Afronding => ({
  resultaat: gesprek.afdelingId === null ? 'zelf_beantwoord' : 'terugbelnotitie',
  berekening: undefined,
  fouten: {},
})

/** Everything that is still missing, all at once, so that nobody has to wrap up three times. The core checks again, and more. */
export const findFouten = (gesprek: Gesprek, afronding: Afronding): Fouten => {
  const telefoon = parseTelefoonnummer(gesprek.telefoon)
  const withNote = afronding.resultaat === 'terugbelnotitie'
  const problems: readonly (readonly [Veld, string])[] = [
    ...(!telefoon.ok && (withNote || telefoon.problem !== 'empty') ? [['telefoon', telefoon.problem] as const] : []),
    ...(gesprek.vraag.trim() === '' ? [['vraag', 'required'] as const] : []),
    ...(withNote && gesprek.afdelingId === null ? [['afdelingId', 'required'] as const] : []),
    ...(withNote && gesprek.afdelingId !== null && gesprek.bellenVoor === null
      ? [['bellenVoor', 'required'] as const]
      : []),
  ]
  return Object.fromEntries(problems.map(([veld, rule]) => [veld, veldFout(veld, rule)]))
}

/** The fault that the core found, as faults of the form; undefined when it names no field of ours. */
export const foutenFrom = (field: string, rule: string): Fouten | undefined => {
  const veld = velden.find((one) => one === field)
  return veld === undefined ? undefined : { [veld]: veldFout(veld, rule) }
}

export const firstVeld = (fouten: Fouten): Veld | undefined => velden.find((veld) => fouten[veld] !== undefined)
