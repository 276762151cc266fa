import { useEffect } from 'react'
import { ListBox, ListBoxItem } from 'react-aria-components/ListBox'
import { aanmeldingTexts as texts, rolTexts } from '../../texts/aanmelding'
import { appTexts } from '../../texts/app'
import { errorText } from '../../texts/errors'
import { ActionButton } from '../../ui/action-button'
import { Brand } from '../../ui/brand'
import { EmptyState } from '../../ui/empty-state'
import { useAanmelding } from './store'
import './aanmelden-screen.css'

/** Choosing who you are, in a demo gemeente. */
export const AanmeldenScreen = () => {
  const demo = useAanmelding((state) => state.demo)
  const loadMedewerkers = useAanmelding((state) => state.loadMedewerkers)
  useEffect(() => {
    void loadMedewerkers()
  }, [loadMedewerkers])
  return (
    <main className="sign-in">
      <div className="sign-in-card">
        <Brand name={appTexts.product} />
        <h1>{texts.titel}</h1>
        <p className="muted">{demo?.gemeente}</p>
        <MedewerkerList />
        <p className="sign-in-note">{texts.uitleg}</p>
      </div>
    </main>
  )
}

const MedewerkerList = () => {
  const demo = useAanmelding((state) => state.demo)
  const error = useAanmelding((state) => state.error)
  const isBusy = useAanmelding((state) => state.isBusy)
  const aanmelden = useAanmelding((state) => state.aanmelden)
  const loadMedewerkers = useAanmelding((state) => state.loadMedewerkers)
  if (error !== undefined) {
    const { zin, doe } = errorText(error)
    return (
      <EmptyState title={zin}>
        <p>{doe}</p>
        <ActionButton kind="primary" autoFocus onPress={() => void loadMedewerkers()}>
          {texts.opnieuw}
        </ActionButton>
      </EmptyState>
    )
  }
  if (isBusy || demo === undefined) return <EmptyState title={demo === undefined ? texts.laden : texts.bezig} />
  if (demo.medewerkers.length === 0) return <EmptyState title={texts.leegTitel}>{texts.leeg}</EmptyState>
  return (
    <>
      <ListBox
        className="sign-in-list"
        aria-label={texts.lijst}
        items={demo.medewerkers}
        autoFocus="first"
        onAction={(key) => void aanmelden(String(key))}
      >
        {({ naam, rol, afdelingId }) => (
          <ListBoxItem className="sign-in-item" textValue={naam}>
            <span className="sign-in-naam">{naam}</span>{' '}
            <span className="sign-in-rol">
              {rolTexts[rol]} · {afdelingWords(afdelingId)}
            </span>
          </ListBoxItem>
        )}
      </ListBox>
      <p className="muted small">{texts.toetsen}</p>
    </>
  )
}

/** Nobody is signed in, so the directory is not here yet: the key of an afdeling, written as words, has to do. */
const afdelingWords = (id: string): string => {
  const words = id.replaceAll('-', ' ')
  return words.charAt(0).toUpperCase() + words.slice(1)
}
