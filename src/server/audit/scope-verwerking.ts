import type { Verwerking } from './verwerking'

interface ScopeOfDesk {
  readonly medewerkerId: string
  readonly clientId: string | null
  readonly scope: string
}

/** What is written down of a scope and a desk: a copy was sent, an order to erase was given, its receipt came in. */
export const scopeVerwerking = (
  actie: 'bereik.kopie' | 'bereik.wisopdracht' | 'bereik.gewist',
  { medewerkerId, clientId, scope }: ScopeOfDesk,
): Verwerking => ({
  actie,
  medewerker: medewerkerId,
  client: clientId,
  onderwerp: scope,
  doel: null,
  toelichting: null,
})
