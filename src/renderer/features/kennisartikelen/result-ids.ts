/** Ids that tie the search box to the list it controls. */
export const listboxId = 'kennisbank-resultaten'
export const optionId = (artikelId: string): string => `kennisbank-resultaat-${artikelId}`
