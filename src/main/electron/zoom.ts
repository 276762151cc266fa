const steps = [0.8, 0.9, 1, 1.1, 1.25, 1.5, 1.75, 2]

/** The next size of text and controls, from 80 to 200 per cent. */
export const nextZoom = (current: number, direction: 'larger' | 'smaller'): number => {
  const next = direction === 'larger' ? steps.find((step) => step > current) : steps.findLast((step) => step < current)
  return next ?? current
}
