import type { Diagnose } from '../../../shared/contract/verbinding'
import type { Instant } from '../../../shared/kernel/clock'
import { errorTexts } from '../../texts/errors'
import { intentText, kanaalWoorden, verbindingTexts as texts } from '../../texts/verbinding'
import { controleInWoorden, deelNaam, klokInWoorden } from './diagnose-words'

/**
 * The connection as text for whoever helps. Each line is made here from fields that hold no people; what is not a word of our own
 * (a code, an intent) is looked up in a closed list, so that nothing unforeseen comes along.
 */
export const diagnoseText = (diagnose: Diagnose, now: Instant): string => {
  const { versie, protocol, kanaal, laatsteContact, klokverschilMs, vergrendeltOp, wachtend, delen, storingen } =
    diagnose
  return [
    `${texts.diagnoseTitel} (${now})`,
    line(texts.versie, versie),
    line(texts.protocol, protocol === null ? texts.onbekend : String(protocol)),
    line(texts.manier, kanaalWoorden[kanaal]),
    line(texts.laatsteContact, laatsteContact ?? texts.nooit),
    line(texts.klok, klokInWoorden(klokverschilMs).stand),
    line(texts.vergrendelt, vergrendeltOp ?? texts.onbekend),
    line(texts.wachtTitel, String(wachtend.length)),
    ...wachtend.map(({ naam, sinds, verstuurd }) =>
      item(intentText(naam), texts.sinds(sinds), verstuurd ? texts.wachtAntwoord : texts.nietVerstuurd),
    ),
    line(texts.delenTitel, String(delen.length)),
    ...delen.map((deel) =>
      item(
        deelNaam(deel),
        `${texts.kolomRijen.toLowerCase()} ${deel.rijen}`,
        deel.bijgewerktOp ?? texts.eersteKopieDeel,
        controleInWoorden(deel, now),
      ),
    ),
    line(texts.storingenTitel, String(storingen.length)),
    ...storingen.map(({ op, code }) => item(op, code in errorTexts ? code : texts.onbekend)),
  ].join('\n')
}

const line = (label: string, value: string): string => `${label}: ${value}`
const item = (...parts: readonly string[]): string => `- ${parts.join(', ')}`
