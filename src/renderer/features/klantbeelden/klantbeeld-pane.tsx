import type { Klantbeeld } from '../../../shared/domain/klantbeeld/klantbeeld'
import { isOpen } from '../../../shared/domain/terugbelnotitie/terugbelnotitie'
import { shortMoment } from '../../../shared/kernel/dutch-time'
import { formatTelefoonnummer, type Telefoonnummer } from '../../../shared/kernel/telefoonnummer'
import { errorLine } from '../../texts/errors'
import { kanaalTexts, resultaatTexts } from '../../texts/gesprekken'
import { klantbeeldenTexts as texts, notitieStatusTexts } from '../../texts/klantbeelden'
import { ActionButton } from '../../ui/action-button'
import { EmptyState } from '../../ui/empty-state'
import { useNow } from '../../ui/now'
import { Pane } from '../../ui/pane'
import { useKlantbeelden, type Beeld } from './store'
import '../../ui/timeline.css'
import './klantbeeld-pane.css'

interface KlantbeeldPaneProps {
  readonly beeld: Exclude<Beeld, { kind: 'dicht' }>
  readonly afdelingNaam: (id: string) => string
  readonly keys: { readonly open: string; readonly sluit: string }
  readonly onOpnieuw: (nummer: Telefoonnummer) => void
  readonly onSluit: () => void
}

/** What is known of the number in the gesprek: promises first, then what was said before. */
export const KlantbeeldPane = ({ beeld, afdelingNaam, keys, onOpnieuw, onSluit }: KlantbeeldPaneProps) => (
  <Pane
    title={texts.titel}
    className="klantbeeld"
    beside={<span>{formatTelefoonnummer(beeld.nummer)}</span>}
    end={
      <ActionButton kind="ghost" keys={keys.sluit} onPress={onSluit}>
        {texts.sluit}
      </ActionButton>
    }
  >
    <div className="pane-scroll klantbeeld-body" tabIndex={-1} data-focus-id="klantbeeld" data-scope="klantbeeld">
      {beeld.kind === 'laden' ? <p className="muted">{texts.laden}</p> : null}
      {beeld.kind === 'open' ? <Known klantbeeld={beeld.klantbeeld} afdelingNaam={afdelingNaam} /> : null}
      {beeld.kind === 'verlopen' ? <EmptyState title={texts.verlopenTitel}>{texts.verlopen}</EmptyState> : null}
      {beeld.kind === 'mislukt' ? (
        <EmptyState title={beeld.error.code === 'offline' ? texts.offlineTitel : texts.foutTitel}>
          {beeld.error.code === 'offline' ? texts.offline : errorLine(beeld.error)}
        </EmptyState>
      ) : null}
      {beeld.kind === 'verlopen' || beeld.kind === 'mislukt' ? (
        <ActionButton keys={keys.open} onPress={() => onOpnieuw(beeld.nummer)}>
          {texts.opnieuw}
        </ActionButton>
      ) : null}
    </div>
  </Pane>
)

interface KnownProps {
  readonly klantbeeld: Klantbeeld
  readonly afdelingNaam: (id: string) => string
}

type Notitie = Klantbeeld['terugbelnotities'][number]
type Contactmoment = Klantbeeld['contactmomenten'][number]

const Known = ({ klantbeeld, afdelingNaam }: KnownProps) => {
  const { contactmomenten, terugbelnotities, opgehaaldOp, verlooptOp } = klantbeeld
  const age = useNow((now) => texts.ouderdom(shortMoment(opgehaaldOp, now), shortMoment(verlooptOp, now)))
  const promises = terugbelnotities.filter(isOpen).toSorted((a, b) => a.bellenVoor.localeCompare(b.bellenVoor))
  const earlier = [
    ...contactmomenten.map((moment) => ({ at: moment.plaatsgevondenOp, moment })),
    ...terugbelnotities
      .filter((notitie) => !isOpen(notitie))
      .map((notitie) => ({ at: notitie.afgehandeldOp ?? notitie.aangemaaktOp, notitie })),
  ].toSorted((a, b) => b.at.localeCompare(a.at))
  return (
    <>
      {promises.length === 0 && earlier.length === 0 ? (
        <EmptyState title={texts.leegTitel}>{texts.leeg}</EmptyState>
      ) : (
        <p className="klantbeeld-note">{texts.nummerNietZeker}</p>
      )}
      {promises.length === 0 ? null : (
        <section aria-labelledby="nog-terug-te-bellen">
          <h3 id="nog-terug-te-bellen">{texts.open}</h3>
          {promises.map((notitie) => (
            <OpenPromise key={notitie.id} notitie={notitie} afdeling={afdelingNaam(notitie.afdelingId)} />
          ))}
        </section>
      )}
      {earlier.length === 0 ? null : (
        <section aria-labelledby="eerder">
          <h3 id="eerder">{texts.eerder}</h3>
          <ul className="timeline">
            {earlier.map((item) =>
              'moment' in item ? (
                <Earlier
                  key={item.moment.id}
                  at={item.at}
                  kind={`${kanaalTexts[item.moment.kanaal]}, ${resultaatTexts[item.moment.resultaat].toLowerCase()}`}
                  {...wordsOf(item.moment)}
                />
              ) : (
                <Earlier
                  key={item.notitie.id}
                  at={item.at}
                  kind={texts.notitie(notitieStatusTexts[item.notitie.status])}
                  subject={item.notitie.gevraagdeHandeling}
                  text={item.notitie.uitkomst}
                />
              ),
            )}
          </ul>
        </section>
      )}
      <p className="klantbeeld-age">{age}</p>
    </>
  )
}

const wordsOf = ({ onderwerp, inhoud }: Contactmoment) => ({ subject: onderwerp, text: inhoud })

/** What was said to this caller and still has to happen: it must not be promised a second time. */
const OpenPromise = ({ notitie, afdeling }: { readonly notitie: Notitie; readonly afdeling: string }) => {
  const isLate = useNow((now) => notitie.bellenVoor <= now)
  const moment = useNow((now) => shortMoment(notitie.bellenVoor, now))
  return (
    <div className={isLate ? 'klantbeeld-promise klantbeeld-late' : 'klantbeeld-promise'}>
      <p className="klantbeeld-words">{isLate ? texts.teLaat(moment) : `▲ ${texts.belofte(moment)}`}</p>
      <p>{notitie.gevraagdeHandeling}</p>
      <p className="muted">
        {afdeling} · {notitieStatusTexts[notitie.status]}
      </p>
    </div>
  )
}

interface EarlierProps {
  readonly at: string
  readonly kind: string
  readonly subject: string
  readonly text: string
}

const Earlier = ({ at, kind, subject, text }: EarlierProps) => {
  const moment = useNow((now) => shortMoment(at, now))
  return (
    <li>
      <b>{moment}</b> · {kind}
      <p>{subject}</p>
      {text === '' ? null : <p>{text}</p>}
    </li>
  )
}

/** The one of the number in this gesprek, if it is open. */
export const useBeeldVan = (nummer: Telefoonnummer | undefined): Exclude<Beeld, { kind: 'dicht' }> | undefined =>
  useKlantbeelden(({ beeld }) => (beeld.kind !== 'dicht' && beeld.nummer === nummer ? beeld : undefined))
