import { useEffect, useState } from 'react'
import type { KennisartikelHit } from '../../../shared/contract/kennisartikelen'
import type { AgentClient } from '../../client/agent-client'
import { latestOnly } from '../../state/latest-only'

const limit = 6

/** Articles for a query of its own, beside what stands in the kennisbank pane. */
export const useArticleSearch = (client: AgentClient, query: string): readonly KennisartikelHit[] => {
  const [hits, setHits] = useState<readonly KennisartikelHit[]>([])
  const [search] = useState(() =>
    latestOnly(async (text: string) => {
      const result = await client.request('kennisartikelen.search', { query: text, limit })
      setHits(result.ok ? result.value.hits : [])
    }),
  )
  useEffect(() => search.run(query), [search, query])
  return query.trim() === '' ? [] : hits
}
