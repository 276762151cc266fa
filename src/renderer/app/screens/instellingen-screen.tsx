import type { Werkplek } from '../../../shared/contract/werkplek'
import { useAanmelding } from '../../features/aanmelding/store'
import { ThemeSection } from '../../features/instellingen/theme-section'
import { rolTexts } from '../../texts/aanmelding'
import { instellingenTexts as texts } from '../../texts/instellingen'
import { ActionButton } from '../../ui/action-button'
import { Facts, Section } from '../../ui/section'
import { useDesk, useKeys } from '../desk-context'
import './instellingen-screen.css'

export const InstellingenScreen = ({ werkplek }: { readonly werkplek: Werkplek }) => {
  const { medewerker } = useDesk()
  const keys = useKeys()
  const vergrendel = useAanmelding((state) => state.vergrendel)
  const afmelden = useAanmelding((state) => state.afmelden)
  return (
    <main className="settings" aria-labelledby="instellingen" data-pane data-focus-id="instellingen" tabIndex={-1}>
      <h1 id="instellingen">{texts.titel}</h1>
      <ThemeSection />
      <Section title={texts.aangemeldAls}>
        <p>
          <b>{medewerker.naam}</b> · {rolTexts[medewerker.rol]}
        </p>
        <p className="muted">{texts.afmeldenUitleg}</p>
        <ActionButton keys={keys('vergrendel')} onPress={() => void vergrendel()}>
          {texts.vergrendel}
        </ActionButton>{' '}
        <ActionButton onPress={() => void afmelden()}>{texts.afmelden}</ActionButton>
      </Section>
      <Section title={texts.over}>
        <Facts
          facts={[
            [texts.versie, werkplek.versie],
            [texts.schilNaam, texts.schil[werkplek.schil]],
            [texts.sleutels, texts.sleutelbewaring[werkplek.sleutelbewaring]],
          ]}
        />
      </Section>
    </main>
  )
}
