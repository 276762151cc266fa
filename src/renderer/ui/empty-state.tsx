import './empty-state.css'

/** What a place shows when there is nothing: what that means and what one can do. */
export const EmptyState = ({ title, children }: { readonly title: string; readonly children?: React.ReactNode }) => (
  <div className="empty-state">
    <p className="empty-state-title">{title}</p>
    {children}
  </div>
)
