import { RecentList } from '../../features/contactmomenten/recent-list'
import { GesprekForm } from '../../features/gesprekken/gesprek-form'
import { GesprekTabs } from '../../features/gesprekken/gesprek-tabs'
import { SaveState } from '../../features/gesprekken/save-state'
import { findGesprek } from '../../features/gesprekken/state'
import { useGesprek, useGesprekken } from '../../features/gesprekken/store'
import { ArtikelReader } from '../../features/kennisartikelen/artikel-reader'
import { KennisbankResults } from '../../features/kennisartikelen/kennisbank-results'
import { KennisbankSearch, useAnnouncedCount } from '../../features/kennisartikelen/kennisbank-search'
import { KlantbeeldPane, useBeeldVan } from '../../features/klantbeelden/klantbeeld-pane'
import { useKennisartikelen } from '../../features/kennisartikelen/store'
import { UitgezetList } from '../../features/terugbelnotities/uitgezet-list'
import { mayDo, openKlantbeeldAction } from '../../../shared/domain/rechten/rechten'
import type { GesprekId } from '../../../shared/domain/gesprek/gesprek'
import { appTexts } from '../../texts/app'
import { gesprekkenTexts, kanaalTexts } from '../../texts/gesprekken'
import { klantbeeldenTexts } from '../../texts/klantbeelden'
import { kennisartikelenTexts } from '../../texts/kennisartikelen'
import { ActionButton } from '../../ui/action-button'
import { EmptyState } from '../../ui/empty-state'
import { Kbd } from '../../ui/kbd'
import { Pane } from '../../ui/pane'
import { Tag } from '../../ui/tag'
import { useDesk, useKeys } from '../desk-context'
import { numberOf } from '../klantbeeld-actions'
import { useArtikelTitel } from './use-artikel-titel'
import './werkblad-screen.css'

export const WerkbladScreen = () => {
  const { actions } = useDesk()
  const keys = useKeys()
  return (
    <main className="werkblad" aria-label={appTexts.werkblad}>
      <h1 className="visually-hidden">{appTexts.werkblad}</h1>
      <GesprekTabs
        newKeys={keys('nieuw')}
        onKies={(id) => void actions.kiesGesprek(id)}
        onNieuw={(kanaal) => void actions.nieuwGesprek(kanaal)}
        onLegWeg={(id) => void actions.legWeg(id)}
      />
      <div className="werkblad-panes">
        <KennisbankPane />
        <GesprekPane />
        <SidePane />
      </div>
    </main>
  )
}

/** What is known of the caller while somebody looks at it, else what happened today. */
const SidePane = () => {
  const { actions } = useDesk()
  const keys = useKeys()
  const nummer = useGesprekken((state) => numberOf(findGesprek(state, state.gekozenId)))
  const beeld = useBeeldVan(nummer)
  const afdelingen = useGesprekken((state) => state.afdelingen)
  if (beeld === undefined) {
    return (
      <Pane title={appTexts.vandaag} className="werkblad-today">
        <div className="pane-scroll">
          <UitgezetList onOpen={actions.openUitgezet} />
          <RecentList />
        </div>
      </Pane>
    )
  }
  return (
    <KlantbeeldPane
      beeld={beeld}
      afdelingNaam={(id) => afdelingen.find((afdeling) => afdeling.id === id)?.naam ?? id}
      keys={{ open: keys('klantbeeld'), sluit: keys('sluit-klantbeeld') }}
      onOpnieuw={(gevraagd) => void actions.openKlantbeeld(gevraagd)}
      onSluit={actions.sluitKlantbeeld}
    />
  )
}

const KennisbankPane = () => {
  const { actions, notifier } = useDesk()
  const keys = useKeys()
  useAnnouncedCount(notifier.announce)
  const gekozenId = useGesprekken((state) => state.gekozenId)
  const readingId = useKennisartikelen((state) => state.reading?.artikel.id)
  const isGebruikt = useGesprekken((state) =>
    state.gesprekken.some(
      ({ id, artikelIds }) => id === gekozenId && readingId !== undefined && artikelIds.includes(readingId),
    ),
  )
  return (
    <Pane title={kennisartikelenTexts.titel} beside={<Kbd keys={keys('zoeken')} />} className="werkblad-kennis">
      <KennisbankSearch onEnter={() => void actions.openGevonden()} />
      <KennisbankResults onOpen={actions.openArtikel} />
      <ArtikelReader
        onGebruik={gekozenId === undefined ? undefined : actions.gebruikArtikel}
        isGebruikt={isGebruikt}
        onKopieer={actions.kopieerArtikel}
        keys={{ gebruik: keys('gebruik'), kopieer: keys('kopieer'), terug: keys('terug-naar-zoeken') }}
      />
    </Pane>
  )
}

const GesprekPane = () => {
  const { actions } = useDesk()
  const keys = useKeys()
  const id = useGesprekken((state) => state.gekozenId)
  const isEmpty = useGesprekken((state) => state.isLoaded && !state.isStarting)
  if (id === undefined) {
    return (
      <Pane title={gesprekkenTexts.titel} className="werkblad-gesprek">
        {isEmpty ? (
          <EmptyState title={gesprekkenTexts.geenTitel}>
            <p>{gesprekkenTexts.geen}</p>
            <p>{gesprekkenTexts.geenZoeken}</p>
            <ActionButton kind="primary" keys={keys('nieuw')} onPress={() => void actions.nieuwGesprek('telefoon')}>
              {gesprekkenTexts.nieuw}
            </ActionButton>
          </EmptyState>
        ) : null}
      </Pane>
    )
  }
  return <OpenGesprek id={id} />
}

const OpenGesprek = ({ id }: { readonly id: GesprekId }) => {
  const { actions, medewerker } = useDesk()
  const keys = useKeys()
  const titelVan = useArtikelTitel(id)
  const kanaal = useGesprek(id, (gesprek) => gesprek.kanaal)
  const isWaiting = useGesprek(id, (gesprek) => gesprek.status === 'geparkeerd') ?? false
  const mayLook = mayDo(medewerker.rol, openKlantbeeldAction)
  const parkeerOfHervat = useGesprekken((state) => state.parkeerOfHervat)
  return (
    <Pane
      title={gesprekkenTexts.titel}
      className="werkblad-gesprek"
      beside={kanaal === undefined ? null : <Tag tone="accent">{kanaalTexts[kanaal]}</Tag>}
      end={isWaiting ? <Tag tone="today">▲ {gesprekkenTexts.geparkeerd}</Tag> : undefined}
    >
      <div className="pane-scroll">
        <GesprekForm
          key={id}
          id={id}
          titelVan={titelVan}
          onOpenArtikel={actions.openArtikel}
          noteKeys={keys('terugbelnotitie')}
        />
      </div>
      <footer className="pane-foot">
        <ActionButton kind="primary" keys={keys('rond-af')} onPress={actions.rondAf}>
          {gesprekkenTexts.klaar}
        </ActionButton>
        {mayLook ? (
          <ActionButton keys={keys('klantbeeld')} onPress={() => void actions.toonKlantbeeld()}>
            {klantbeeldenTexts.titel}
          </ActionButton>
        ) : null}
        <ActionButton keys={keys('parkeer')} onPress={() => void parkeerOfHervat()}>
          {isWaiting ? gesprekkenTexts.hervat : gesprekkenTexts.parkeer}
        </ActionButton>
        <SaveState id={id} />
      </footer>
    </Pane>
  )
}
