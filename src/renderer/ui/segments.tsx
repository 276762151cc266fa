import { ToggleButton } from 'react-aria-components/ToggleButton'
import { ToggleButtonGroup } from 'react-aria-components/ToggleButtonGroup'
import './segments.css'

export interface Segment<Id extends string> {
  readonly id: Id
  readonly label: string
  readonly count?: number | undefined
}

interface SegmentsProps<Id extends string> {
  readonly label: string
  readonly segments: readonly Segment<Id>[]
  readonly chosen: Id
  readonly onChoose: (id: Id) => void
}

/** A few views of one thing, one of which is shown. */
export const Segments = <Id extends string>({ label, segments, chosen, onChoose }: SegmentsProps<Id>) => (
  <ToggleButtonGroup
    className="segments"
    aria-label={label}
    selectionMode="single"
    disallowEmptySelection
    selectedKeys={[chosen]}
    onSelectionChange={(keys) => {
      const picked = segments.find(({ id }) => keys.has(id))
      if (picked !== undefined) onChoose(picked.id)
    }}
  >
    {segments.map(({ id, label: name, count }) => (
      <ToggleButton key={id} id={id} className="segment">
        {name}
        {count === undefined ? null : <span className="segment-count">{count}</span>}
      </ToggleButton>
    ))}
  </ToggleButtonGroup>
)
