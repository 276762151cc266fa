import type { TerugbelnotitieRegel } from '../../../shared/contract/terugbelnotities'
import { terugbelnotitiesTexts as texts } from '../../texts/terugbelnotities'
import { useNow } from '../../ui/now'
import { Tag } from '../../ui/tag'
import { holderOf } from './holder'
import { useTerugbelnotities } from './store'
import './holder-label.css'

/** With whom it is, in one word: a wish looks like a wish, and only a grant looks like mine. */
export const HolderLabel = ({ regel }: { readonly regel: TerugbelnotitieRegel }) => {
  const medewerkerId = useTerugbelnotities((state) => state.medewerkerId)
  // Each as text: a lease that runs out must show without anybody doing something.
  const kind = useNow((now) => holderOf(regel, medewerkerId, now).kind)
  const naam = useNow((now) => {
    const holder = holderOf(regel, medewerkerId, now)
    return holder.kind === 'ander' ? holder.naam : ''
  })
  switch (kind) {
    case 'niemand':
    case 'klaar':
      return <span className="muted">{texts.niemand}</span>
    case 'gevraagd':
      return <span className="holder-wish">{texts.gevraagd}</span>
    case 'ik':
      return <b>{texts.vanMij}</b>
    case 'ander':
      return <span className="muted">{naam}</span>
  }
}

/** The same for the head of the notitie, with until when. */
export const HolderTag = ({ regel }: { readonly regel: TerugbelnotitieRegel }) => {
  const medewerkerId = useTerugbelnotities((state) => state.medewerkerId)
  const kind = useNow((now) => holderOf(regel, medewerkerId, now).kind)
  const text = useNow((now) => {
    const holder = holderOf(regel, medewerkerId, now)
    switch (holder.kind) {
      case 'ik':
        return holder.bijna ? `▲ ${texts.bijnaVerlopen(holder.tot)}` : texts.vanMijTot(holder.tot)
      case 'gevraagd':
        return texts.gevraagd
      case 'ander':
        return texts.bijAnder(holder.naam)
      case 'niemand':
      case 'klaar':
        return ''
    }
  })
  if (text === '') return null
  if (kind === 'gevraagd') return <span className="holder-wish">{text}</span>
  return <Tag tone={text.startsWith('▲') ? 'today' : kind === 'ik' ? 'accent' : 'plain'}>{text}</Tag>
}
