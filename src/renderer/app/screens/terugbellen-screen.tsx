import { LijstBar } from '../../features/terugbelnotities/lijst-bar'
import { NotitieDetail } from '../../features/terugbelnotities/notitie-detail'
import { HaalWegDialog } from '../../features/terugbelnotities/haal-weg-dialog'
import { NotitieTable } from '../../features/terugbelnotities/notitie-table'
import { chosenRegel } from '../../features/terugbelnotities/state'
import { useTerugbelnotities } from '../../features/terugbelnotities/store'
import { useVerbinding } from '../../features/verbinding/store'
import { appTexts } from '../../texts/app'
import { useDesk, useKeys } from '../desk-context'
import { useNavigation } from '../navigation'
import './terugbellen-screen.css'

export const TerugbellenScreen = () => {
  const { actions, focus } = useDesk()
  const keys = useKeys()
  const isOffline = useVerbinding((state) => state.status?.staat === 'geen')
  return (
    <main className="terugbellen" aria-label={appTexts.terugbellen}>
      <h1 className="visually-hidden">{appTexts.terugbellen}</h1>
      <LijstBar nextKeys={keys('neem-volgende')} onNeemVolgende={() => void actions.neemVolgende()} />
      <div className="terugbellen-panes">
        <section className="terugbellen-list" data-pane aria-label={appTexts.terugbellen}>
          <NotitieTable onOpen={() => focus.to('notitie')} />
        </section>
        <NotitieDetail
          isOffline={isOffline}
          handlers={{
            keys: {
              claim: keys('ik-bel'),
              schrijfUitkomst: keys('uitkomst'),
              handelAf: keys('handel-af'),
              geefTerug: keys('geef-terug'),
              haalWeg: keys('haal-weg'),
              legPogingVast: keys('leg-poging-vast'),
              poging: {
                niet_bereikt: keys('poging-niet_bereikt'),
                voicemail: keys('poging-voicemail'),
                bereikt: keys('poging-bereikt'),
              },
            },
            onGeefTerug: actions.geefTerug,
            onHaalWeg: actions.haalWeg,
            onPoging: actions.kiesPoging,
            onLegPogingVast: () => void actions.legPogingVast(),
            onClaim: actions.ikBel,
            onSchrijfUitkomst: actions.schrijfUitkomst,
            onHandelAf: () => void actions.handelAf(),
            onSluitUitkomst: actions.sluitUitkomst,
            onKopieerUitkomst: actions.kopieerUitkomst,
          }}
        />
      </div>
      <TakeAway />
    </main>
  )
}

const TakeAway = () => {
  const isOpen = useNavigation((state) => state.overlay === 'haal-weg')
  const toon = useNavigation((state) => state.toon)
  const regel = useTerugbelnotities(chosenRegel)
  return <HaalWegDialog regel={isOpen ? regel : undefined} onClose={() => toon(undefined)} />
}
