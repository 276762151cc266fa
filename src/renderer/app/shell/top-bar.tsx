import { Button } from 'react-aria-components/Button'
import { GesprekChip } from '../../features/gesprekken/gesprek-chip'
import { TerugbelChip } from '../../features/terugbelnotities/terugbel-chip'
import { appTexts } from '../../texts/app'
import { Brand } from '../../ui/brand'
import { Kbd } from '../../ui/kbd'
import { useKeys } from '../desk-context'
import { useNavigation } from '../navigation'
import './top-bar.css'

export const TopBar = ({ gemeente }: { readonly gemeente: string }) => {
  const keys = useKeys()
  const toon = useNavigation((state) => state.toon)
  return (
    <header className="top-bar">
      <Brand name={appTexts.product} />
      <span className="top-bar-gemeente">{gemeente}</span>
      <Button className="command-field" onPress={() => toon('palette')}>
        {appTexts.opdracht}
        <Kbd keys={keys('palette')} />
      </Button>
      <GesprekChip />
      <TerugbelChip />
    </header>
  )
}
