import { AandachtList } from '../../features/verbinding/aandacht-list'
import { OverviewButtons, VerbindingOverview } from '../../features/verbinding/verbinding-overview'
import { useVerbinding } from '../../features/verbinding/store'
import { appTexts } from '../../texts/app'
import { verbindingTexts as texts } from '../../texts/verbinding'
import { Pane } from '../../ui/pane'
import { Tag } from '../../ui/tag'
import { useDesk, useKeys } from '../desk-context'
import './verbinding-screen.css'

/** What this desk and the server know of each other, and what the server did not take. */
export const VerbindingScreen = () => {
  const { actions, medewerker } = useDesk()
  const keys = useKeys()
  const probeer = useVerbinding((state) => state.probeer)
  const controleer = useVerbinding((state) => state.controleer)
  const aandacht = useVerbinding((state) => state.aandacht.length)
  return (
    <main className="verbinding" aria-label={appTexts.verbinding}>
      <h1 className="visually-hidden">{appTexts.verbinding}</h1>
      <Pane title={appTexts.verbinding}>
        <div className="pane-scroll" data-focus-id="verbinding" data-scope="verbinding" tabIndex={0}>
          <VerbindingOverview />
        </div>
        <OverviewButtons
          keys={{
            probeer: keys('probeer'),
            controleer: keys('controleer'),
            kopieer: keys('kopieer-diagnose'),
          }}
          onProbeer={() => void probeer()}
          onControleer={() => void controleer()}
          onKopieer={actions.kopieerDiagnose}
        />
      </Pane>
      <Pane title={texts.aandachtTitel} end={aandacht === 0 ? undefined : <Tag tone="late">■ {aandacht}</Tag>}>
        <div className="pane-scroll" tabIndex={0} data-scope="aandacht">
          <AandachtList
            medewerkerId={medewerker.id}
            keys={{
              opnieuw: keys('aandacht-opnieuw'),
              pasAan: keys('aandacht-pas-aan'),
              verstuurAangepast: keys('aandacht-verstuur'),
              kopieer: keys('aandacht-kopieer'),
              bewaar: keys('aandacht-bewaar'),
              open: keys('aandacht-open'),
              handelAf: keys('aandacht-handel-af'),
            }}
            onOpnieuw={(no) => void actions.verstuurAandacht(no)}
            onPasAan={actions.pasAandachtAan}
            onKopieer={actions.kopieerAandacht}
            onBewaar={actions.bewaarAandacht}
            onOpen={actions.openAandacht}
            onHandelAf={(no) => void actions.handelAandachtAf(no)}
            onStop={actions.stopAandacht}
          />
        </div>
      </Pane>
    </main>
  )
}
