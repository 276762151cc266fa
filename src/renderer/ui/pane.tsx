import './pane.css'

interface PaneProps {
  readonly title: string
  /** Beside the title: keys, tags. */
  readonly beside?: React.ReactNode
  /** At the far end of the header. */
  readonly end?: React.ReactNode
  readonly className?: string
  readonly children: React.ReactNode
}

/** One part of a screen. F6 walks from pane to pane (app/focus.ts finds them by `data-pane`). */
export const Pane = ({ title, beside, end, className = '', children }: PaneProps) => (
  <section className={`pane ${className}`} aria-label={title} data-pane tabIndex={-1}>
    <header className="pane-header">
      <h2>{title}</h2>
      {beside}
      {end === undefined ? null : <span className="pane-end">{end}</span>}
    </header>
    {children}
  </section>
)
