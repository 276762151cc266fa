import { addDays, toCivil, type CivilDate } from '../../../shared/kernel/civil-time'
import type { Instant } from '../../../shared/kernel/clock'
import { ageInWords } from '../../../shared/kernel/dutch-time'
import { kennisartikelenTexts as texts } from '../../texts/kennisartikelen'
import { useNow } from '../../ui/now'
import './artikel-age.css'

const daysUntilDoubt = 365

/** Whether nobody looked at it for so long that an agent should doubt it. */
export const mayBeOutdated = (bijgewerktOp: CivilDate, now: Instant): boolean =>
  addDays(bijgewerktOp, daysUntilDoubt) < toCivil(now).date

/** How old an article is; an old one says so in a word and not only in a colour. */
export const ArtikelAge = ({ bijgewerktOp }: { readonly bijgewerktOp: CivilDate }) => {
  const age = useNow((now) => ageInWords(bijgewerktOp, now))
  const isOutdated = useNow((now) => mayBeOutdated(bijgewerktOp, now))
  return isOutdated ? (
    <span className="artikel-age artikel-age-old">
      ▲ {age} · {texts.verouderd}
    </span>
  ) : (
    <span className="artikel-age">{age}</span>
  )
}
