/** The smallest screen that contact centres still have, and the usual one; everything must fit on both. */
export const referenceSize = { width: 1366, height: 768 } as const
export const wideSize = { width: 1920, height: 1080 } as const
