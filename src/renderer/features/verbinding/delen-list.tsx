import type { Diagnose } from '../../../shared/contract/verbinding'
import { shortMoment } from '../../../shared/kernel/dutch-time'
import { verbindingTexts as texts } from '../../texts/verbinding'
import { useNow } from '../../ui/now'
import { controleInWoorden, deelNaam } from './diagnose-words'

/** What lies on this computer, how old it is, and whether it equals what the server has. */
export const DelenList = ({ delen }: Pick<Diagnose, 'delen'>) => (
  <section aria-labelledby="op-deze-computer">
    <h3 id="op-deze-computer">{texts.delenTitel}</h3>
    <p className="muted">{delen.length === 0 ? texts.delenLeeg : texts.delenUitleg}</p>
    {delen.length === 0 ? null : (
      <table className="overview-table">
        <thead>
          <tr>
            <th scope="col">{texts.kolomDeel}</th>
            <th scope="col" className="overview-number">
              {texts.kolomRijen}
            </th>
            <th scope="col">{texts.kolomBijgewerkt}</th>
            <th scope="col">{texts.kolomControle}</th>
          </tr>
        </thead>
        <tbody>
          {delen.map((deel) => (
            <Deel key={`${deel.soort} ${deel.naam ?? ''}`} deel={deel} />
          ))}
        </tbody>
      </table>
    )}
  </section>
)

const Deel = ({ deel }: { readonly deel: Diagnose['delen'][number] }) => {
  const { bijgewerktOp } = deel
  const bijgewerkt = useNow((now) => (bijgewerktOp === null ? texts.eersteKopieDeel : shortMoment(bijgewerktOp, now)))
  const controle = useNow((now) => controleInWoorden(deel, now))
  return (
    <tr>
      <th scope="row">{deelNaam(deel)}</th>
      <td className="overview-number">{deel.rijen}</td>
      <td>{bijgewerkt}</td>
      <td className={deel.controle === 'hersteld' ? 'overview-warn' : ''}>{controle}</td>
    </tr>
  )
}
