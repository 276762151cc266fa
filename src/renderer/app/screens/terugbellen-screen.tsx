import { LijstBar } from '../../features/terugbelnotities/lijst-bar'
import { NotitieDetail } from '../../features/terugbelnotities/notitie-detail'
import { NotitieTable } from '../../features/terugbelnotities/notitie-table'
import { useVerbinding } from '../../features/verbinding/store'
import { appTexts } from '../../texts/app'
import { useDesk, useKeys } from '../desk-context'
import './terugbellen-screen.css'

export const TerugbellenScreen = () => {
  const { actions, focus } = useDesk()
  const keys = useKeys()
  const isOffline = useVerbinding((state) => state.status?.staat === 'geen')
  return (
    <main className="terugbellen" aria-label={appTexts.terugbellen}>
      <h1 className="visually-hidden">{appTexts.terugbellen}</h1>
      <LijstBar />
      <div className="terugbellen-panes">
        <section className="terugbellen-list" data-pane aria-label={appTexts.terugbellen}>
          <NotitieTable onOpen={() => focus.to('notitie')} />
        </section>
        <NotitieDetail
          isOffline={isOffline}
          handlers={{
            keys: { claim: keys('ik-bel'), schrijfUitkomst: keys('uitkomst'), handelAf: keys('handel-af') },
            onClaim: actions.ikBel,
            onSchrijfUitkomst: actions.schrijfUitkomst,
            onHandelAf: () => void actions.handelAf(),
            onSluitUitkomst: actions.sluitUitkomst,
            onKopieerUitkomst: actions.kopieerUitkomst,
          }}
        />
      </div>
    </main>
  )
}
