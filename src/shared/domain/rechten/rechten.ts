import { breekClaim, claimTerugbelnotitie, geefClaimVrij, verlengClaim } from '../terugbelnotitie/claim-intents'
import { createTerugbelnotitie, handelTerugbelnotitieAf, registreerPoging } from '../terugbelnotitie/intents'
import { registreerContactmoment } from '../contactmoment/intents'
import type { Medewerker, Rol } from '../medewerker/medewerker'
import { afdelingScope, medewerkerScope, tenantScope } from '../scope'

const contactRoles: readonly Rol[] = ['telefonist', 'balie', 'behandelaar', 'teamleider']

/** What is not an intent but asks for a right all the same. */
export const openKlantbeeldAction = 'klantbeeld.open'
export const claimNextAction = 'terugbelnotitie.claimVolgende'

/** Who may do what. One pure policy, denied unless granted here: truth on the server, and on the desk to hide what would be refused. */
const rolesAllowed: ReadonlyMap<string, readonly Rol[]> = new Map([
  [registreerContactmoment.name, contactRoles],
  [createTerugbelnotitie.name, contactRoles],
  [claimTerugbelnotitie.name, contactRoles],
  [claimNextAction, contactRoles],
  [verlengClaim.name, contactRoles],
  [geefClaimVrij.name, contactRoles],
  [registreerPoging.name, contactRoles],
  [handelTerugbelnotitieAf.name, contactRoles],
  [breekClaim.name, ['teamleider']],
  [openKlantbeeldAction, contactRoles],
])

/** Everything that the policy speaks of; what is not here nobody may. */
export const policyActions: readonly string[] = [...rolesAllowed.keys()]

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

/** Whether a role may have this intent or action at all. */
export const mayDo = (rol: Rol, action: string): boolean => rolesAllowed.get(action)?.includes(rol) ?? false

/**
 * Whether this medewerker may do this to this entity. `scopes` are the entity's own (empty when it does not exist yet): one may only
 * touch what one may see.
 */
export const mayAct = (
  medewerker: Pick<Medewerker, 'rol'>,
  held: readonly string[],
  action: string,
  scopes: readonly string[],
): boolean => mayDo(medewerker.rol, action) && (scopes.length === 0 || scopes.some((scope) => held.includes(scope)))
