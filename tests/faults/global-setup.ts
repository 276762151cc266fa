import { build } from '../../scripts/build.ts'

/** Before the tests with real processes: what they start is what ships. */
export const setup = (): Promise<void> => build()
