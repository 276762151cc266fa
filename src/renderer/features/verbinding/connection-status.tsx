import { verbindingTexts as texts } from '../../texts/verbinding'
import { useNow } from '../../ui/now'
import { connectionWords } from './connection-words'
import { useVerbinding } from './store'
import './connection-status.css'

interface ConnectionStatusProps {
  /** The core is gone: what it said last is no longer known to be true. */
  readonly isCoreGone: boolean
  /** To everything there is to know about it. */
  readonly onOpen: () => void
  readonly onAandacht: () => void
}

/** The connection in words, for the status bar. */
export const ConnectionStatus = ({ isCoreGone, onOpen, onAandacht }: ConnectionStatusProps) => {
  const status = useVerbinding((state) => state.status)
  const aandacht = useVerbinding((state) => state.status?.aandacht ?? 0)
  const staat = useNow((now) => (status === undefined ? texts.verbinden : connectionWords(status, now).staat))
  const words = useNow((now) => (status === undefined ? '' : connectionWords(status, now).wachtrij))
  const isTrouble = useNow((now) => status !== undefined && connectionWords(status, now).isTrouble)
  const mark = useNow((now) => (status === undefined ? '○' : connectionWords(status, now).mark))
  if (isCoreGone) {
    return (
      <span className="connection connection-trouble">
        <span aria-hidden>○</span> {texts.kernWeg}
      </span>
    )
  }
  return (
    <>
      <button
        type="button"
        className={isTrouble ? 'connection connection-trouble' : 'connection'}
        title={texts.toonAlles}
        onClick={onOpen}
      >
        <span aria-hidden>{mark}</span> {staat}
      </button>
      {status?.eersteKopie === true ? <span>{texts.eersteKopie}</span> : <span>{words}</span>}
      {aandacht === 0 ? null : (
        <button type="button" className="connection-attention" onClick={onAandacht}>
          ■ {texts.aandacht(aandacht)}
        </button>
      )}
    </>
  )
}
