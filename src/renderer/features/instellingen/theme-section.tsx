import { instellingenTexts as texts } from '../../texts/instellingen'
import { Section } from '../../ui/section'
import { Segments } from '../../ui/segments'
import { themas, useTheme } from './theme-store'

export const ThemeSection = () => {
  const thema = useTheme((state) => state.thema)
  const kies = useTheme((state) => state.kies)
  return (
    <Section title={texts.uiterlijk}>
      <Segments
        label={texts.thema}
        segments={themas.map((id) => ({ id, label: texts.themas[id] }))}
        chosen={thema}
        onChoose={kies}
      />
    </Section>
  )
}
