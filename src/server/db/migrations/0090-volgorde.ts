import type { Migration } from '../migrate'

/** A server node reads the log once for all its desks, so in order of number over all scopes. */
export const volgorde: Migration = {
  version: 90,
  name: 'volgorde',
  statements: ['create index wijzigingslog_staart on wijzigingslog (tenant, volgnummer)'],
}
