/** The value below which a share of the measurements lies, nearest rank; NaN without measurements. */
export const percentile = (values: readonly number[], share: number): number => {
  const sorted = [...values].sort((a, b) => a - b)
  return sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)] ?? Number.NaN
}

export const median = (values: readonly number[]): number => percentile(values, 0.5)

/** For people: one decimal. */
export const round = (value: number): number => Math.round(value * 10) / 10
