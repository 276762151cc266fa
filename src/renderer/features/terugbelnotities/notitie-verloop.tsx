import type { TerugbelnotitieRegel } from '../../../shared/contract/terugbelnotities'
import type { Instant } from '../../../shared/kernel/clock'
import { shortMoment } from '../../../shared/kernel/dutch-time'
import { terugbelnotitiesTexts as texts } from '../../texts/terugbelnotities'
import { useNow } from '../../ui/now'

/** What happened to a notitie, newest first. */
export const NotitieVerloop = ({ regel }: { readonly regel: TerugbelnotitieRegel }) => (
  <ul className="timeline" aria-label={texts.verloop}>
    {regel.afgehandeldOp === null ? null : (
      <li>
        <b>
          <Moment at={regel.afgehandeldOp} />
        </b>{' '}
        · {texts.afgehandeld}
        <p>{regel.uitkomst}</p>
      </li>
    )}
    {regel.houderNaam === null ? null : <li>{texts.geclaimdDoor(regel.houderNaam)}</li>}
    <li>
      <b>
        <Moment at={regel.aangemaaktOp} />
      </b>{' '}
      · {texts.gemaaktDoor(regel.makerNaam)}
      <p>{regel.afdelingNaam}</p>
    </li>
  </ul>
)

const Moment = ({ at }: { readonly at: Instant }) => useNow((now) => shortMoment(at, now))
