import { useCallback, useEffect } from 'react'
import type { GesprekId } from '../../../shared/domain/gesprek/gesprek'
import { useGesprek } from '../../features/gesprekken/store'
import { useKennisartikelen } from '../../features/kennisartikelen/store'

const none: readonly string[] = []

/** Titles of the articles that a gesprek used: the gesprek keeps ids, the kennisbank knows what they are called. */
export const useArtikelTitel = (id: GesprekId): ((artikelId: string) => string) => {
  const artikelIds = useGesprek(id, (gesprek) => gesprek.artikelIds) ?? none
  const titels = useKennisartikelen((state) => state.titels)
  const loadTitels = useKennisartikelen((state) => state.loadTitels)
  useEffect(() => loadTitels(artikelIds), [artikelIds, loadTitels])
  return useCallback((artikelId) => titels[artikelId] ?? '…', [titels])
}
