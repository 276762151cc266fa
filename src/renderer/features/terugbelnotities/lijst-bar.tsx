import { terugbelLijstSchema } from '../../../shared/contract/terugbelnotities'
import { lijstTexts, terugbelnotitiesTexts as texts } from '../../texts/terugbelnotities'
import { ActionButton } from '../../ui/action-button'
import { Segments } from '../../ui/segments'
import { useTerugbelnotities } from './store'
import './lijst-bar.css'

interface LijstBarProps {
  readonly nextKeys: string
  readonly onNeemVolgende: () => void
}

export const LijstBar = ({ nextKeys, onNeemVolgende }: LijstBarProps) => {
  const mayCall = useTerugbelnotities((state) => state.mayCall)
  const lijst = useTerugbelnotities((state) => state.lijst)
  const telling = useTerugbelnotities((state) => state.telling)
  const kiesLijst = useTerugbelnotities((state) => state.kiesLijst)
  return (
    <div className="lijst-bar">
      <Segments
        label={texts.lijsten}
        segments={terugbelLijstSchema.options.map((id) => ({ id, label: lijstTexts[id], count: telling?.[id] }))}
        chosen={lijst}
        onChoose={kiesLijst}
      />
      {mayCall ? (
        <ActionButton keys={nextKeys} onPress={onNeemVolgende}>
          {texts.neemVolgende}
        </ActionButton>
      ) : null}
      {telling === undefined ? null : (
        <span className="lijst-summary">{texts.samenvatting(telling.alle, telling.teLaat, telling.vandaag)}</span>
      )}
    </div>
  )
}
