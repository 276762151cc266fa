import { handelTerugbelnotitieAf, claimTerugbelnotitie, createTerugbelnotitie } from '../terugbelnotitie/intents'
import { registreerContactmoment } from '../contactmoment/intents'
import type { Medewerker, Rol } from '../medewerker/medewerker'
import { afdelingScope, medewerkerScope, tenantScope } from '../scope'

/** Who may do what. One pure policy, denied unless granted here: truth on the server, and on the desk to hide what would be refused. */
const rolesAllowed: ReadonlyMap<string, readonly Rol[]> = new Map([
  [registreerContactmoment.name, ['telefonist', 'balie', 'behandelaar', 'teamleider']],
  [createTerugbelnotitie.name, ['telefonist', 'balie', 'behandelaar', 'teamleider']],
  [claimTerugbelnotitie.name, ['telefonist', 'balie', 'behandelaar', 'teamleider']],
  [handelTerugbelnotitieAf.name, ['telefonist', 'balie', 'behandelaar', 'teamleider']],
])

/** The front office answers for every afdeling ("what became of my note?"), so these roles see the notes of all of them. */
const rolesForEveryAfdeling: readonly Rol[] = ['telefonist', 'balie', 'teamleider']

/** The scopes that a medewerker's desk holds. `afdelingIds` = all afdelingen of the gemeente. */
export const scopesFor = (
  medewerker: Pick<Medewerker, 'id' | 'rol' | 'afdelingId'>,
  afdelingIds: readonly string[],
): readonly string[] => {
  const visible = rolesForEveryAfdeling.includes(medewerker.rol) ? afdelingIds : [medewerker.afdelingId]
  return [tenantScope, medewerkerScope(medewerker.id), ...visible.map(afdelingScope)]
}

/** Whether a role may have this intent at all. */
export const mayDo = (rol: Rol, intentName: string): boolean => rolesAllowed.get(intentName)?.includes(rol) ?? false

/**
 * Whether this medewerker may do this to this entity. `scopes` are the entity's own (empty when it does not exist yet): one may only
 * touch what one may see.
 */
export const mayAct = (
  medewerker: Pick<Medewerker, 'rol'>,
  held: readonly string[],
  intentName: string,
  scopes: readonly string[],
): boolean => mayDo(medewerker.rol, intentName) && (scopes.length === 0 || scopes.some((scope) => held.includes(scope)))
