import type { Diagnose } from '../../../shared/contract/verbinding'
import type { Instant } from '../../../shared/kernel/clock'
import { shortMoment } from '../../../shared/kernel/dutch-time'
import { controleWoorden, klokWoorden as klok, soortWoorden, verbindingTexts as texts } from '../../texts/verbinding'

/** So much difference shows in the times that somebody writes down. */
const tolerableSkewMs = 2 * 60_000
const unnoticedSkewMs = 2000

/** How the clock of this computer stands, and what to do when that matters. */
export const klokInWoorden = (
  verschilMs: number | null,
): { readonly stand: string; readonly advies: string | undefined } => {
  if (verschilMs === null) return { stand: texts.onbekend, advies: undefined }
  const size = Math.abs(verschilMs)
  if (size < unnoticedSkewMs) return { stand: klok.gelijk, advies: undefined }
  const stand = (verschilMs > 0 ? klok.voor : klok.achter)(duration(size))
  return { stand, advies: size > tolerableSkewMs ? klok.advies : undefined }
}

const duration = (ms: number): string => {
  const seconds = Math.round(ms / 1000)
  if (seconds < 120) return klok.seconden(seconds)
  const minutes = Math.round(seconds / 60)
  return minutes < 120 ? klok.minuten(minutes) : klok.uren(Math.round(minutes / 60))
}

type Deel = Diagnose['delen'][number]

export const deelNaam = ({ soort, naam }: Deel): string =>
  naam === null ? soortWoorden[soort] : `${soortWoorden[soort]} ${naam}`

export const controleInWoorden = ({ controle, gecontroleerdOp }: Deel, now: Instant): string =>
  gecontroleerdOp === null
    ? controleWoorden[controle]
    : `${controleWoorden[controle]}, ${shortMoment(gecontroleerdOp, now)}`
