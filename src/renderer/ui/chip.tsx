import './chip.css'

/** A small fact in a bar. */
export const Chip = ({ children }: { readonly children: React.ReactNode }) => <span className="chip">{children}</span>
