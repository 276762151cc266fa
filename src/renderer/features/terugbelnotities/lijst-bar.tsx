import { terugbelLijstSchema } from '../../../shared/contract/terugbelnotities'
import { lijstTexts, terugbelnotitiesTexts as texts } from '../../texts/terugbelnotities'
import { Segments } from '../../ui/segments'
import { useTerugbelnotities } from './store'
import './lijst-bar.css'

export const LijstBar = () => {
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
      {telling === undefined ? null : (
        <span className="lijst-summary">{texts.samenvatting(telling.alle, telling.teLaat, telling.vandaag)}</span>
      )}
    </div>
  )
}
