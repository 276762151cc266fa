import { ChevronDown, Pause, Plus, X } from 'lucide-react'
import { Button } from 'react-aria-components/Button'
import { Menu, MenuItem, MenuTrigger } from 'react-aria-components/Menu'
import { Popover } from 'react-aria-components/Popover'
import { useShallow } from 'zustand/shallow'
import { kanaalSchema, type GesprekId, type Kanaal } from '../../../shared/domain/gesprek/gesprek'
import { gesprekkenTexts as texts, kanaalTexts } from '../../texts/gesprekken'
import { IconButton } from '../../ui/icon-button'
import { Kbd } from '../../ui/kbd'
import { useNow } from '../../ui/now'
import { duration, waitsLong } from './duration'
import { gesprekNaam } from './gesprek-naam'
import { useGesprek, useGesprekken } from './store'
import './gesprek-tabs.css'

interface GesprekTabsProps {
  readonly newKeys: string
  readonly onKies: (id: GesprekId) => void
  readonly onNieuw: (kanaal: Kanaal) => void
  readonly onLegWeg: (id: GesprekId) => void
}

/** Running conversations side by side, those that wait with their waiting time. */
export const GesprekTabs = ({ newKeys, onKies, onNieuw, onLegWeg }: GesprekTabsProps) => {
  const ids = useGesprekken(useShallow((state) => state.gesprekken.map(({ id }) => id)))
  return (
    <nav className="gesprek-tabs" aria-label={texts.tabs}>
      <ul>
        {ids.map((id) => (
          <GesprekTab key={id} id={id} onKies={onKies} onLegWeg={onLegWeg} />
        ))}
      </ul>
      <Button className="gesprek-new" data-focus-id="nieuw-gesprek" onPress={() => onNieuw('telefoon')}>
        <Plus size={15} aria-hidden />
        {texts.nieuw}
        <Kbd keys={newKeys} />
      </Button>
      <MenuTrigger>
        <IconButton label={texts.anderKanaal}>
          <ChevronDown size={15} aria-hidden />
        </IconButton>
        <Popover className="menu-popover">
          <Menu className="menu" onAction={(key) => onNieuw(kanaalSchema.parse(key))}>
            {kanaalSchema.options.map((kanaal) => (
              <MenuItem key={kanaal} id={kanaal} className="menu-item">
                {kanaalTexts[kanaal]}
              </MenuItem>
            ))}
          </Menu>
        </Popover>
      </MenuTrigger>
    </nav>
  )
}

const GesprekTab = ({
  id,
  onKies,
  onLegWeg,
}: Pick<GesprekTabsProps, 'onKies' | 'onLegWeg'> & { readonly id: GesprekId }) => {
  const naam = useGesprek(id, gesprekNaam) ?? texts.naamloos
  const isChosen = useGesprekken((state) => state.gekozenId === id)
  const begonnenOp = useGesprek(id, (gesprek) => gesprek.begonnenOp)
  const geparkeerdOp = useGesprek(id, (gesprek) => gesprek.geparkeerdOp) ?? null
  const time = useNow((now) => duration(geparkeerdOp ?? begonnenOp ?? now, now))
  const isLong = useNow((now) => geparkeerdOp !== null && waitsLong(geparkeerdOp, now))
  return (
    <li className={`gesprek-tab${isChosen ? ' gesprek-tab-chosen' : ''}`}>
      <button
        type="button"
        className="gesprek-tab-button"
        aria-current={isChosen ? 'true' : undefined}
        onClick={() => onKies(id)}
      >
        {geparkeerdOp === null ? <span className="call-dot" aria-hidden /> : <Pause size={13} aria-hidden />}
        <span className="gesprek-tab-name">{naam}</span>
        <span className={isLong ? 'gesprek-tab-time gesprek-tab-long' : 'gesprek-tab-time'}>
          {geparkeerdOp === null ? time : texts.wacht(time)}
        </span>
      </button>
      <IconButton label={texts.weglegLabel(naam)} onPress={() => onLegWeg(id)}>
        <X size={14} aria-hidden />
      </IconButton>
    </li>
  )
}
