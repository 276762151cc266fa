import type { TerugbelnotitieRegel } from '../../../shared/contract/terugbelnotities'
import type { PogingResultaat } from './state'

/** What one can do with the notitie that is chosen, and the keys that do the same. */
export interface NotitieHandlers {
  readonly keys: {
    readonly claim: string
    readonly schrijfUitkomst: string
    readonly handelAf: string
    readonly geefTerug: string
    readonly haalWeg: string
    readonly legPogingVast: string
    readonly poging: Readonly<Record<PogingResultaat, string>>
  }
  readonly onClaim: () => void
  readonly onGeefTerug: () => void
  /** Asks for the reason first. */
  readonly onHaalWeg: () => void
  /** Opens the place for the outcome. */
  readonly onSchrijfUitkomst: () => void
  readonly onHandelAf: () => void
  /** The outcome is not wanted after all. */
  readonly onSluitUitkomst: () => void
  readonly onKopieerUitkomst: () => void
  /** Opens the place for a poging, or changes what came of it. */
  readonly onPoging: (resultaat: PogingResultaat) => void
  readonly onLegPogingVast: () => void
}

export interface NotitieActionsProps {
  readonly regel: TerugbelnotitieRegel
  readonly handlers: NotitieHandlers
}
