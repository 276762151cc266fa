import { z } from 'zod'

/**
 * How a screen reaches its agent core: `connecting` = on its way (also while a fallen core is started again), `open` = answers,
 * `lost` = given up after several tries, `refused` = this browser page was not opened with a valid start link.
 */
export const transportStateSchema = z.enum(['connecting', 'open', 'lost', 'refused'])
export type TransportState = z.infer<typeof transportStateSchema>

/** The event by which a shell tells its pages; it comes from the transport and not from the core, so it is not in `contractEvents`. */
export const transportStateEvent = 'transport.state'
