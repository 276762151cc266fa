import { memo, useEffect, useRef } from 'react'
import { longDate } from '../../../shared/kernel/dutch-time'
import { kennisartikelenTexts as texts, soortTexts } from '../../texts/kennisartikelen'
import { ActionButton } from '../../ui/action-button'
import { Highlighted } from '../../ui/highlighted'
import { Kbd } from '../../ui/kbd'
import { parseArticleBody } from './article-body'
import { ArtikelAge } from './artikel-age'
import { markWords } from './mark-words'
import { useKennisartikelen, type Reading } from './store'
import './artikel-reader.css'

interface ArtikelReaderProps {
  /** Undefined when there is no gesprek to use it in. */
  readonly onGebruik: (() => void) | undefined
  readonly isGebruikt: boolean
  readonly onKopieer: () => void
  /** They work only while focus is inside. */
  readonly keys: { readonly gebruik: string; readonly kopieer: string; readonly terug: string }
}

/** The article that is open. */
export const ArtikelReader = ({ onGebruik, isGebruikt, onKopieer, keys }: ArtikelReaderProps) => {
  const reading = useKennisartikelen((state) => state.reading)
  const scroll = useRef<HTMLElement>(null)
  const id = reading?.artikel.id
  useEffect(() => {
    scroll.current?.scrollTo(0, 0)
  }, [id])
  if (reading === undefined) return null
  return (
    <article
      ref={scroll}
      className="reader"
      aria-label={texts.lezer}
      tabIndex={-1}
      data-focus-id="artikel"
      data-scope="kennis"
    >
      <ArtikelText reading={reading} />
      <div className="reader-actions">
        <ActionButton
          kind={isGebruikt ? 'plain' : 'primary'}
          keys={keys.gebruik}
          isDisabled={onGebruik === undefined || isGebruikt}
          onPress={() => onGebruik?.()}
        >
          {onGebruik === undefined ? texts.geenGesprek : isGebruikt ? texts.gebruikt : texts.gebruik}
        </ActionButton>
        <ActionButton kind="ghost" keys={keys.kopieer} onPress={onKopieer}>
          {texts.kopieer}
        </ActionButton>
        <span className="reader-back muted small">
          <Kbd keys={keys.terug} /> {texts.terugNaarZoeken}
        </span>
      </div>
    </article>
  )
}

const ArtikelText = memo(({ reading: { artikel, woorden } }: { readonly reading: Reading }) => (
  <div className="reader-text">
    <h3 className="reader-title">
      <Highlighted parts={markWords(artikel.titel, woorden)} />
    </h3>
    <div className="reader-meta">
      <span>{soortTexts[artikel.soort]}</span>
      <span>{texts.bijgewerkt(longDate(artikel.bijgewerktOp))}</span>
      <ArtikelAge bijgewerktOp={artikel.bijgewerktOp} />
      {artikel.onderwerpen.map((onderwerp) => (
        <span key={onderwerp}>{onderwerp}</span>
      ))}
    </div>
    {parseArticleBody(artikel.tekst).map((block, index) => {
      switch (block.kind) {
        case 'heading':
          return (
            <h4 key={index}>
              <Highlighted parts={markWords(block.text, woorden)} />
            </h4>
          )
        case 'paragraph':
          return (
            <p key={index}>
              <Highlighted parts={markWords(block.text, woorden)} />
            </p>
          )
        case 'list':
          return (
            <ul key={index}>
              {block.items.map((item, at) => (
                <li key={at}>
                  <Highlighted parts={markWords(item, woorden)} />
                </li>
              ))}
            </ul>
          )
      }
    })}
    <p className="reader-source">
      {texts.bron}: {artikel.bron}
      {artikel.licentie === '' ? null : ` · ${texts.licentie}: ${artikel.licentie}`}
    </p>
  </div>
))
ArtikelText.displayName = 'ArtikelText'
