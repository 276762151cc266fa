import type { Verwerking } from './verwerking'

interface ScopeOfDesk {
  readonly medewerkerId: string
  readonly clientId: string | null
  readonly scope: string
}

/** What is written down of a scope and a desk: it may be held, a copy was sent, an order to erase was given, its receipt came in. */
export type ScopeActie = 'bereik.toegekend' | 'bereik.kopie' | 'bereik.wisopdracht' | 'bereik.gewist'

export const scopeVerwerking = (actie: ScopeActie, { medewerkerId, clientId, scope }: ScopeOfDesk): Verwerking => ({
  actie,
  medewerker: medewerkerId,
  client: clientId,
  onderwerp: scope,
  doel: null,
  toelichting: null,
})
