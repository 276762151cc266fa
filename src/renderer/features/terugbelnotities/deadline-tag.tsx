import type { Terugbelnotitie } from '../../../shared/domain/terugbelnotitie/terugbelnotitie'
import { useNow } from '../../ui/now'
import { Tag, type TagTone } from '../../ui/tag'
import { deadlineKind, deadlineText, type DeadlineKind } from './deadline'

const tones: Readonly<Record<DeadlineKind, TagTone | undefined>> = {
  te_laat: 'late',
  vandaag: 'today',
  later: undefined,
  klaar: 'good',
}

export const DeadlineTag = ({ notitie }: { readonly notitie: Pick<Terugbelnotitie, 'status' | 'bellenVoor'> }) => {
  const text = useNow((now) => deadlineText(notitie, now))
  const tone = tones[useNow((now) => deadlineKind(notitie, now))]
  return tone === undefined ? <span>{text}</span> : <Tag tone={tone}>{text}</Tag>
}
