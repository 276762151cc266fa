/** Text with marked places: even parts plain, odd parts marked. */
export const Highlighted = ({ parts }: { readonly parts: readonly string[] }) =>
  // Parts have no identity but their place.
  parts.map((part, index) => (index % 2 === 1 ? <mark key={index}>{part}</mark> : <span key={index}>{part}</span>))
