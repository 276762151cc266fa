import type { TerugbelnotitieRegel } from '../../../shared/contract/terugbelnotities'
import { terugbelnotitiesTexts as texts } from '../../texts/terugbelnotities'
import { useNow } from '../../ui/now'
import { holderOf } from './holder'
import { useTerugbelnotities } from './store'

/** With whom it is, in one word. */
export const HolderLabel = ({ regel }: { readonly regel: TerugbelnotitieRegel }) => {
  const medewerkerId = useTerugbelnotities((state) => state.medewerkerId)
  // As text: a lease that runs out must show without anybody doing something.
  const text = useNow((now) => {
    const holder = holderOf(regel, medewerkerId, now)
    switch (holder.kind) {
      case 'niemand':
      case 'klaar':
        return texts.niemand
      case 'gevraagd':
        return texts.gevraagd
      case 'ik':
        return texts.u
      case 'ander':
        return holder.naam
    }
  })
  return text === texts.u ? <b>{text}</b> : <span className="muted">{text}</span>
}
