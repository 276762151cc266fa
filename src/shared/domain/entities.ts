import type { AnyEntity } from '../kernel/entity'
import { afdelingEntity } from './afdeling/afdeling'
import { contactmomentEntity } from './contactmoment/contactmoment'
import { kennisartikelEntity } from './kennisartikel/kennisartikel'
import { medewerkerEntity } from './medewerker/medewerker'
import { servicenormEntity } from './servicenorm/servicenorm'
import { terugbelnotitieEntity } from './terugbelnotitie/terugbelnotitie'
import { werkkalenderEntity } from './werkkalender/werkkalender'

/** Every synchronised noun, small directory rows first so that a filling desk can show names before work. */
export const entities: readonly AnyEntity[] = [
  afdelingEntity,
  medewerkerEntity,
  werkkalenderEntity,
  servicenormEntity,
  terugbelnotitieEntity,
  contactmomentEntity,
  kennisartikelEntity,
]

const byName = new Map(entities.map((entity) => [entity.name, entity]))

export const findEntity = (name: string): AnyEntity | undefined => byName.get(name)
