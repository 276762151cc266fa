import {
  demoMedewerkersSchema,
  signedInSchema,
  type DemoMedewerkers,
  type SignedIn,
} from '../../../shared/sync-protocol/sign-in'
import { callServer } from './http-calls'

export interface SignInLink {
  readonly listDemoMedewerkers: () => Promise<DemoMedewerkers>
  readonly signIn: (medewerkerId: string) => Promise<SignedIn>
}

/** Getting a token. Same failures as `ServerLink`. */
export const createSignInLink = ({ serverUrl }: { readonly serverUrl: string }): SignInLink => ({
  listDemoMedewerkers: () => callServer(new URL('/auth/demo/medewerkers', serverUrl), demoMedewerkersSchema, {}),
  signIn: (medewerkerId) =>
    callServer(new URL('/auth/demo/sign-in', serverUrl), signedInSchema, {
      method: 'POST',
      body: JSON.stringify({ medewerkerId }),
    }),
})
