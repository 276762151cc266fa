import { memo } from 'react'
import { shortMoment } from '../../../shared/kernel/dutch-time'
import { contactmomentenTexts as texts } from '../../texts/contactmomenten'
import { kanaalTexts, resultaatTexts } from '../../texts/gesprekken'
import { useNow } from '../../ui/now'
import { useContactmomenten, type ContactmomentRegel } from './store'
import './recent-list.css'

export const RecentList = () => {
  const recent = useContactmomenten((state) => state.recent)
  return (
    <section className="recent" aria-labelledby="uw-gesprekken">
      <h3 id="uw-gesprekken">{texts.titel}</h3>
      {recent.length === 0 ? (
        <p className="recent-none">{texts.leeg}</p>
      ) : (
        <ul>
          {recent.map((contactmoment) => (
            <RecentItem key={contactmoment.id} contactmoment={contactmoment} />
          ))}
        </ul>
      )}
    </section>
  )
}

const RecentItem = memo(({ contactmoment }: { readonly contactmoment: ContactmomentRegel }) => {
  const { naam, onderwerp, resultaat, kanaal, plaatsgevondenOp, onderweg } = contactmoment
  const moment = useNow((now) => shortMoment(plaatsgevondenOp, now))
  return (
    <li className="recent-item">
      <p className="recent-head">
        <b>{moment}</b> · {naam === '' ? texts.zonderNaam : naam}
      </p>
      <p className="recent-subject">{onderwerp}</p>
      <p className="recent-state">
        {kanaalTexts[kanaal]} · {resultaatTexts[resultaat]}
        {onderweg ? ` · ${texts.onderweg}` : null}
      </p>
    </li>
  )
})
RecentItem.displayName = 'RecentItem'
