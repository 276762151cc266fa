import { X } from 'lucide-react'
import { Label } from 'react-aria-components/Label'
import { Tag, TagGroup, TagList } from 'react-aria-components/TagGroup'
import type { GesprekId } from '../../../shared/domain/gesprek/gesprek'
import { gesprekkenTexts as texts } from '../../texts/gesprekken'
import { IconButton } from '../../ui/icon-button'
import { useGesprek, useGesprekken } from './store'

interface GebruikteArtikelenProps {
  readonly id: GesprekId
  readonly titelVan: (artikelId: string) => string
  readonly onOpenArtikel: (artikelId: string) => void
}

const none: readonly string[] = []

/** The articles that gave the answer: they go along into the registration. Delete takes one away. */
export const GebruikteArtikelen = ({ id, titelVan, onOpenArtikel }: GebruikteArtikelenProps) => {
  const artikelIds = useGesprek(id, (gesprek) => gesprek.artikelIds) ?? none
  const typ = useGesprekken((state) => state.typ)
  return (
    <TagGroup
      className="form-row"
      onRemove={(keys) => typ(id, { artikelIds: artikelIds.filter((artikelId) => !keys.has(artikelId)) })}
    >
      <Label className="form-label">{texts.gebruikt}</Label>
      <TagList
        className="used-articles"
        dependencies={[titelVan]}
        items={artikelIds.map((artikelId) => ({ id: artikelId }))}
        renderEmptyState={() => <span className="used-none">{texts.gebruiktLeeg}</span>}
      >
        {({ id: artikelId }) => (
          <Tag className="used-article" textValue={titelVan(artikelId)} onAction={() => onOpenArtikel(artikelId)}>
            <span className="used-article-title">{titelVan(artikelId)}</span>
            <IconButton label={texts.verwijderArtikel} slot="remove">
              <X size={13} aria-hidden />
            </IconButton>
          </Tag>
        )}
      </TagList>
    </TagGroup>
  )
}
