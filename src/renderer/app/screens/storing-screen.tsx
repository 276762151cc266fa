import type { AppError } from '../../../shared/kernel/result'
import { appTexts } from '../../texts/app'
import { storingText, storingTexts } from '../../texts/storing'
import { ActionButton } from '../../ui/action-button'
import { Brand } from '../../ui/brand'
import './storing-screen.css'

interface StoringScreenProps {
  readonly storing: AppError
  readonly onProbeer: () => void
  readonly onAanmelden: () => void
}

/** The desk's own storage cannot be opened: nothing else works, so nothing else is shown. */
export const StoringScreen = ({ storing, onProbeer, onAanmelden }: StoringScreenProps) => {
  const { titel, uitleg, stappen } = storingText(storing.code)
  return (
    <main className="storing" aria-labelledby="storing">
      <div className="storing-card">
        <Brand name={appTexts.product} />
        <h1 id="storing">■ {titel}</h1>
        <p>{uitleg}</p>
        <ol>
          {stappen.map((stap) => (
            <li key={stap}>{stap}</li>
          ))}
        </ol>
        {storing.code === 'device_locked' ? (
          <p>
            <ActionButton kind="primary" onPress={onProbeer}>
              {storingTexts.probeer}
            </ActionButton>
          </p>
        ) : null}
        {storing.code === 'device_revoked' ? (
          <p>
            <ActionButton onPress={onAanmelden}>{storingTexts.aanmelden}</ActionButton>
          </p>
        ) : null}
        <p className="storing-code">
          {storingTexts.code}: {storing.code}
          {storing.code === 'internal' ? ` · ${storingTexts.nummer}: ${storing.logId}` : null}
        </p>
      </div>
    </main>
  )
}
