import { useEffect } from 'react'
import type { Diagnose } from '../../../shared/contract/verbinding'
import { shortMoment } from '../../../shared/kernel/dutch-time'
import { errorLine } from '../../texts/errors'
import { kanaalWoorden, verbindingTexts as texts } from '../../texts/verbinding'
import { ActionButton } from '../../ui/action-button'
import { useNow } from '../../ui/now'
import { Facts } from '../../ui/section'
import { connectionWords } from './connection-words'
import { DelenList } from './delen-list'
import { klokInWoorden } from './diagnose-words'
import { StoringenList } from './storingen-list'
import { useVerbinding } from './store'
import { WachtendList } from './wachtend-list'
import './verbinding-overview.css'

export interface VerbindingHandlers {
  readonly keys: { readonly probeer: string; readonly controleer: string; readonly kopieer: string }
  readonly onProbeer: () => void
  readonly onControleer: () => void
  readonly onKopieer: () => void
}

// Nobody is told of each time that the server answers; whoever looks here wants to know.
const verversMs = 5000

/** How this desk and the server stand: first in one sentence, then for whoever wants to know more. */
export const VerbindingOverview = () => {
  const ververs = useVerbinding((state) => state.ververs)
  const staat = useVerbinding((state) => state.status?.staat)
  const wachtend = useVerbinding((state) => state.status?.wachtend)
  useEffect(() => {
    ververs()
    const timer = setInterval(ververs, verversMs)
    return () => clearInterval(timer)
    // At once, too, when something changed.
  }, [ververs, staat, wachtend])
  const diagnose = useVerbinding((state) => state.diagnose)
  const fout = useVerbinding((state) => state.diagnoseFout)
  return (
    <div className="overview">
      <StateCard />
      {diagnose === undefined ? (
        <p className="muted">{fout === undefined ? texts.diagnoseLaden : errorLine(fout)}</p>
      ) : (
        <DiagnoseDetails diagnose={diagnose} />
      )}
    </div>
  )
}

/** The one sentence, with a shape beside its colour. */
const StateCard = () => {
  const status = useVerbinding((state) => state.status)
  const staat = useNow((now) => (status === undefined ? texts.verbinden : connectionWords(status, now).staat))
  const wachtrij = useNow((now) => (status === undefined ? '' : connectionWords(status, now).wachtrij))
  const mark = useNow((now) => (status === undefined ? '○' : connectionWords(status, now).mark))
  return (
    <div className={`overview-state overview-state-${status?.staat ?? 'verbinden'}`}>
      <p className="overview-words">
        <span aria-hidden>{mark}</span> {staat}
      </p>
      <p>{status?.eersteKopie === true ? texts.eersteKopie : wachtrij}</p>
    </div>
  )
}

const DiagnoseDetails = ({ diagnose }: { readonly diagnose: Diagnose }) => {
  const { laatsteContact, vergrendeltOp, kanaal, versie, protocol, klokverschilMs } = diagnose
  const contact = useNow((now) => (laatsteContact === null ? texts.nooit : shortMoment(laatsteContact, now)))
  const lock = useNow((now) => (vergrendeltOp === null ? texts.onbekend : shortMoment(vergrendeltOp, now)))
  const isGone = useVerbinding((state) => state.status?.staat === 'geen')
  const klok = klokInWoorden(klokverschilMs)
  return (
    <>
      <Facts
        facts={[
          [texts.laatsteContact, contact],
          [texts.manier, isGone ? texts.manierGeen : kanaalWoorden[kanaal]],
          [texts.klok, klok.stand],
          [texts.vergrendelt, lock],
          [texts.versie, versie],
          [texts.protocol, protocol === null ? texts.onbekend : String(protocol)],
        ]}
      />
      {klok.advies === undefined ? null : <p className="overview-advice">▲ {klok.advies}</p>}
      <WachtendList wachtend={diagnose.wachtend} />
      <DelenList delen={diagnose.delen} />
      <StoringenList storingen={diagnose.storingen} />
    </>
  )
}

/** What one can do about it. */
export const OverviewButtons = ({ keys, ...handlers }: VerbindingHandlers) => {
  const canCopy = useVerbinding((state) => state.diagnose !== undefined)
  return (
    <footer className="pane-foot">
      <ActionButton kind="primary" keys={keys.probeer} onPress={handlers.onProbeer}>
        {texts.probeer}
      </ActionButton>
      <ActionButton keys={keys.controleer} onPress={handlers.onControleer}>
        {texts.controleer}
      </ActionButton>
      <ActionButton keys={keys.kopieer} isDisabled={!canCopy} onPress={handlers.onKopieer}>
        {texts.kopieerDiagnose}
      </ActionButton>
    </footer>
  )
}
