import type { Diagnose } from '../../../shared/contract/verbinding'
import { shortMoment } from '../../../shared/kernel/dutch-time'
import { intentText, verbindingTexts as texts } from '../../texts/verbinding'
import { useNow } from '../../ui/now'

/** What the server has not confirmed yet, oldest first. */
export const WachtendList = ({ wachtend }: Pick<Diagnose, 'wachtend'>) => (
  <section aria-labelledby="nog-te-versturen">
    <h3 id="nog-te-versturen">{texts.wachtTitel}</h3>
    {wachtend.length === 0 ? (
      <p className="muted">{texts.wachtLeeg}</p>
    ) : (
      <ul className="overview-list">
        {wachtend.map((wens) => (
          <Wens key={wens.no} wens={wens} />
        ))}
      </ul>
    )}
  </section>
)

const Wens = ({ wens }: { readonly wens: Diagnose['wachtend'][number] }) => {
  const sinds = useNow((now) => texts.sinds(shortMoment(wens.sinds, now)))
  return (
    <li>
      <span>{intentText(wens.naam)}</span>
      <span className="muted">{sinds}</span>
      <span className="muted">{wens.verstuurd ? texts.wachtAntwoord : texts.nietVerstuurd}</span>
    </li>
  )
}
