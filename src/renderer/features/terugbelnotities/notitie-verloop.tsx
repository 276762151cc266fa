import type { TerugbelnotitieRegel } from '../../../shared/contract/terugbelnotities'
import type { Instant } from '../../../shared/kernel/clock'
import { shortMoment } from '../../../shared/kernel/dutch-time'
import { pogingTexts, terugbelnotitiesTexts as texts } from '../../texts/terugbelnotities'
import { useNow } from '../../ui/now'
import { Tag } from '../../ui/tag'

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
    {regel.pogingen.toReversed().map((poging) => (
      <PogingItem key={poging.id} poging={poging} />
    ))}
    <li>
      <b>
        <Moment at={regel.aangemaaktOp} />
      </b>{' '}
      · {texts.gemaaktDoor(regel.makerNaam)}
      <p>{regel.afdelingNaam}</p>
    </li>
  </ul>
)

const PogingItem = ({ poging }: { readonly poging: TerugbelnotitieRegel['pogingen'][number] }) => (
  <li className={poging.buitenClaim ? 'timeline-outside' : ''}>
    <b>
      <Moment at={poging.op} />
    </b>{' '}
    · {texts.pogingDoor(pogingTexts[poging.resultaat], poging.doorNaam)}
    {poging.toelichting === '' ? null : <p>{poging.toelichting}</p>}
    {poging.buitenClaim ? (
      <p className="timeline-flag">
        <Tag tone="today">{texts.buitenClaim}</Tag> {texts.buitenClaimUitleg}
      </p>
    ) : null}
  </li>
)

const Moment = ({ at }: { readonly at: Instant }) => useNow((now) => shortMoment(at, now))
