import type { Diagnose } from '../../../shared/contract/verbinding'
import { shortMoment } from '../../../shared/kernel/dutch-time'
import { codeText } from '../../texts/errors'
import { verbindingTexts as texts } from '../../texts/verbinding'
import { useNow } from '../../ui/now'

/** What went wrong since this desk was opened, newest first. */
export const StoringenList = ({ storingen }: Pick<Diagnose, 'storingen'>) => (
  <section aria-labelledby="wat-er-misging">
    <h3 id="wat-er-misging">{texts.storingenTitel}</h3>
    {storingen.length === 0 ? (
      <p className="muted">{texts.storingenLeeg}</p>
    ) : (
      <ul className="overview-list">
        {storingen.map((storing, index) => (
          // Two may happen in the same millisecond, and the list only grows at its head.
          <Storing key={storingen.length - index} storing={storing} />
        ))}
      </ul>
    )}
  </section>
)

const Storing = ({ storing }: { readonly storing: Diagnose['storingen'][number] }) => {
  const moment = useNow((now) => shortMoment(storing.op, now))
  return (
    <li>
      <span>{codeText(storing.code)}</span>
      <span className="muted">{moment}</span>
      <span className="muted">{storing.code}</span>
    </li>
  )
}
