/** A number from 0 up to 1, the next one of a seeded row. */
export type Prng = () => number

/** One 32-bit number for a list of names and numbers (FNV-1a, mixed once more so that neighbours differ in every bit). */
export const hashOf = (...parts: readonly (string | number)[]): number => {
  let hash = 0x811c9dc5
  for (const part of parts) {
    const text = typeof part === 'string' ? part : String(part)
    for (let index = 0; index < text.length; index += 1) hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193)
    hash = Math.imul(hash ^ 0x7c, 0x01000193)
  }
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b)
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35)
  return (hash ^ (hash >>> 16)) >>> 0
}

/** Chance that depends on its name alone: leaving one thing out of a schedule does not change the luck of everything behind it. */
export const chanceOf = (...parts: readonly (string | number)[]): number => hashOf(...parts) / 0x1_0000_0000

/** mulberry32: small, quick, and the same on every machine. */
export const createPrng = (...parts: readonly (string | number)[]): Prng => {
  let state = hashOf(...parts)
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 0x1_0000_0000
  }
}

export const pickFrom = <T>(items: readonly T[], chance: number): T | undefined =>
  items[Math.floor(chance * items.length)]

/** A UUID of version 7 that only depends on its name. */
export const idFor = (...parts: readonly (string | number)[]): string => {
  const hex = [0, 1, 2, 3]
    .map((nr) =>
      hashOf(nr, ...parts)
        .toString(16)
        .padStart(8, '0'),
    )
    .join('')
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-7${hex.slice(13, 16)}-a${hex.slice(17, 20)}-${hex.slice(20, 32)}`
}
