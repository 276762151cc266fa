import { MessageSquare, PhoneForwarded, RefreshCw, Settings, type LucideIcon } from 'lucide-react'
import { useTerugbelnotities } from '../../features/terugbelnotities/store'
import { useVerbinding } from '../../features/verbinding/store'
import { appTexts } from '../../texts/app'
import { terugbelnotitiesTexts } from '../../texts/terugbelnotities'
import { verbindingTexts } from '../../texts/verbinding'
import { useDesk } from '../desk-context'
import { schermen, useNavigation, type Scherm } from '../navigation'
import './rail.css'

const icons: Readonly<Record<Scherm, LucideIcon>> = {
  werkblad: MessageSquare,
  terugbellen: PhoneForwarded,
  verbinding: RefreshCw,
  instellingen: Settings,
}

export const Rail = () => {
  const current = useNavigation((state) => state.scherm)
  const { actions } = useDesk()
  return (
    <nav className="rail" aria-label={appTexts.navigatie}>
      {schermen.map((scherm) => {
        const Icon = icons[scherm]
        return (
          <button
            key={scherm}
            type="button"
            className={`rail-item rail-${scherm}`}
            aria-current={scherm === current ? 'page' : undefined}
            onClick={() => actions.naar(scherm)}
          >
            <Icon size={19} strokeWidth={1.7} aria-hidden />
            {appTexts[scherm]}
            {scherm === 'terugbellen' ? <LateCount /> : null}
            {scherm === 'verbinding' ? <AandachtCount /> : null}
          </button>
        )
      })}
    </nav>
  )
}

const LateCount = () => {
  const teLaat = useTerugbelnotities((state) => state.telling?.teLaat ?? 0)
  return teLaat === 0 ? null : <RailCount n={teLaat} words={terugbelnotitiesTexts.chipTeLaat(teLaat)} />
}

const AandachtCount = () => {
  const aandacht = useVerbinding((state) => state.status?.aandacht ?? 0)
  return aandacht === 0 ? null : <RailCount n={aandacht} words={verbindingTexts.aandacht(aandacht)} />
}

const RailCount = ({ n, words }: { readonly n: number; readonly words: string }) => (
  <span className="rail-count">
    <span aria-hidden>{n}</span>
    <span className="visually-hidden">{words}</span>
  </span>
)
