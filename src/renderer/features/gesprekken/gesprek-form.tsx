import { memo, useState } from 'react'
import type { GesprekId, GesprekTekst } from '../../../shared/domain/gesprek/gesprek'
import { formatTelefoonnummer, parseTelefoonnummer } from '../../../shared/kernel/telefoonnummer'
import { gesprekkenTexts as texts, telefoonTexts } from '../../texts/gesprekken'
import { FormField } from '../../ui/form-field'
import { AfrondingFields } from './afronding-fields'
import { GebruikteArtikelen } from './gebruikte-artikelen'
import type { Veld } from './afronding'
import { useGesprek, useGesprekken } from './store'
import './gesprek-form.css'

interface GesprekFormProps {
  readonly id: GesprekId
  readonly titelVan: (artikelId: string) => string
  readonly onOpenArtikel: (artikelId: string) => void
  readonly noteKeys: string
}

const maxTekst = 1000

/** What is said in one gesprek. Each field listens to its own words only, so that a keystroke draws one field. */
export const GesprekForm = memo(({ id, titelVan, onOpenArtikel, noteKeys }: GesprekFormProps) => (
  <div className="gesprek-form">
    <TekstField id={id} veld="naam" label={texts.naam} placeholder={texts.naamPlaats} />
    <TelefoonField id={id} />
    <TekstField id={id} veld="vraag" label={texts.vraag} rows={3} placeholder={texts.vraagPlaats} />
    <TekstField
      id={id}
      veld="antwoord"
      label={texts.antwoord}
      rows={3}
      tone="public"
      caption={texts.antwoordOnderschrift}
    />
    <TekstField id={id} veld="intern" label={texts.intern} rows={2} tone="private" caption={texts.internOnderschrift} />
    <GebruikteArtikelen id={id} titelVan={titelVan} onOpenArtikel={onOpenArtikel} />
    <AfrondingFields id={id} noteKeys={noteKeys} />
  </div>
))
GesprekForm.displayName = 'GesprekForm'

type TekstVeld = Extract<Veld, keyof GesprekTekst> & ('naam' | 'telefoon' | 'vraag' | 'antwoord' | 'intern')

const useTekst = (id: GesprekId, veld: TekstVeld) => {
  const value = useGesprek(id, (gesprek) => gesprek[veld]) ?? ''
  const typ = useGesprekken((state) => state.typ)
  const error = useGesprekken((state) => state.afrondingen[id]?.fouten[veld])
  return { value, error, onChange: (text: string) => typ(id, { [veld]: text }) }
}

interface TekstFieldProps {
  readonly id: GesprekId
  readonly veld: TekstVeld
  readonly label: string
  readonly rows?: number
  readonly tone?: 'public' | 'private'
  readonly caption?: string
  readonly placeholder?: string
}

const TekstField = memo(({ id, veld, tone, ...props }: TekstFieldProps) => {
  const tekst = useTekst(id, veld)
  const isCounted = tone === 'public'
  const over = tekst.value.trim().length - maxTekst
  return (
    <FormField
      {...props}
      {...tekst}
      {...(tone === undefined ? {} : { tone })}
      focusId={veld}
      count={isCounted ? texts.teller(tekst.value.length, maxTekst) : undefined}
      hint={tone !== undefined && over > 0 ? texts.teLang(over) : undefined}
    />
  )
})
TekstField.displayName = 'TekstField'

const TelefoonField = memo(({ id }: { readonly id: GesprekId }) => {
  const tekst = useTekst(id, 'telefoon')
  const [isLeft, setIsLeft] = useState(true)
  const parsed = parseTelefoonnummer(tekst.value)
  const hint = !isLeft || parsed.ok || parsed.problem === 'empty' ? undefined : telefoonTexts[parsed.problem]
  return (
    <FormField
      {...tekst}
      label={texts.telefoon}
      focusId="telefoon"
      inputMode="tel"
      hint={hint}
      onChange={(text) => {
        setIsLeft(false)
        tekst.onChange(text)
      }}
      onBlur={() => {
        setIsLeft(true)
        // Written as people read it aloud; a text that is no number stays as it was typed.
        const shown = parsed.ok ? formatTelefoonnummer(parsed.value) : tekst.value
        if (shown !== tekst.value) tekst.onChange(shown)
      }}
    />
  )
})
TelefoonField.displayName = 'TelefoonField'
