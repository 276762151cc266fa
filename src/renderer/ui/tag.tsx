import './tag.css'

export type TagTone = 'plain' | 'accent' | 'today' | 'late' | 'good'

/** A short state in words; colour only repeats what it says. */
export const Tag = ({ tone = 'plain', children }: { readonly tone?: TagTone; readonly children: React.ReactNode }) => (
  <span className={`tag tag-${tone}`}>{children}</span>
)
