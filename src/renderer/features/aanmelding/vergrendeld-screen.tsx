import { toCivil } from '../../../shared/kernel/civil-time'
import { vergrendeldTexts as texts } from '../../texts/aanmelding'
import { appTexts } from '../../texts/app'
import { errorLine } from '../../texts/errors'
import { ActionButton } from '../../ui/action-button'
import { Brand } from '../../ui/brand'
import { useAanmelding } from './store'
import './aanmelden-screen.css'

/** Nothing of the work is on the screen: only whose desk it is, and the way back. */
export const VergrendeldScreen = () => {
  const naam = useAanmelding(({ aanmelding }) =>
    aanmelding === undefined || aanmelding.kind === 'afgemeld' ? '' : aanmelding.medewerker.naam,
  )
  const sinds = useAanmelding(({ aanmelding, verborgenSinds }) =>
    aanmelding?.kind === 'vergrendeld' ? aanmelding.sinds : verborgenSinds,
  )
  const error = useAanmelding((state) => state.error)
  const ontgrendel = useAanmelding((state) => state.ontgrendel)
  return (
    <main className="sign-in" aria-labelledby="vergrendeld">
      <div className="sign-in-card">
        <Brand name={appTexts.product} />
        <h1 id="vergrendeld">{texts.titel}</h1>
        <p>
          <b>{naam}</b>
          {sinds === undefined ? null : ` · ${texts.sinds(toCivil(sinds).time)}`}
        </p>
        <p className="muted">{texts.bewaard}</p>
        {error === undefined ? null : <p>{errorLine(error)}</p>}
        <p>
          <ActionButton kind="primary" autoFocus onPress={() => void ontgrendel()}>
            {texts.ontgrendel}
          </ActionButton>
        </p>
        <p className="sign-in-note">{texts.uitleg}</p>
      </div>
    </main>
  )
}
