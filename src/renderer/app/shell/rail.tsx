import { MessageSquare, PhoneForwarded, Settings, type LucideIcon } from 'lucide-react'
import { useTerugbelnotities } from '../../features/terugbelnotities/store'
import { appTexts } from '../../texts/app'
import { terugbelnotitiesTexts } from '../../texts/terugbelnotities'
import { useDesk } from '../desk-context'
import { schermen, useNavigation, type Scherm } from '../navigation'
import './rail.css'

const icons: Readonly<Record<Scherm, LucideIcon>> = {
  werkblad: MessageSquare,
  terugbellen: PhoneForwarded,
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
          </button>
        )
      })}
    </nav>
  )
}

const LateCount = () => {
  const teLaat = useTerugbelnotities((state) => state.telling?.teLaat ?? 0)
  return teLaat === 0 ? null : (
    <span className="rail-count">
      <span aria-hidden>{teLaat}</span>
      <span className="visually-hidden">{terugbelnotitiesTexts.chipTeLaat(teLaat)}</span>
    </span>
  )
}
