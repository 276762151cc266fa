import { terugbelnotitiesTexts as texts } from '../../texts/terugbelnotities'
import { Chip } from '../../ui/chip'
import { useTerugbelnotities } from './store'

/** How many promises are open, and how many are broken, for the top bar. */
export const TerugbelChip = () => {
  const alle = useTerugbelnotities((state) => state.telling?.alle)
  const teLaat = useTerugbelnotities((state) => state.telling?.teLaat ?? 0)
  if (alle === undefined) return null
  return (
    <Chip>
      {texts.chip} <b>{alle}</b>
      {teLaat === 0 ? null : (
        <>
          {' · '}
          <b className="chip-late">{texts.chipTeLaat(teLaat)}</b>
        </>
      )}
    </Chip>
  )
}
