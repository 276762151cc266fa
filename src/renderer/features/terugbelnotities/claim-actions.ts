import { errorLine } from '../../texts/errors'
import { terugbelnotitiesTexts as texts } from '../../texts/terugbelnotities'
import { holderOf } from './holder'
import { findRegel, type ClaimActions, type TerugbelnotitiesAccess, type TerugbelnotitiesDeps } from './state'

const maxReden = 200

/** Taking, holding and giving back. Nothing here says "mine": only the server's answer, in the list, does. */
export const createClaimActions = (
  { get, set, refresh }: TerugbelnotitiesAccess,
  { client, notifier, clock, medewerker, undoKeys, isOffline }: TerugbelnotitiesDeps,
): ClaimActions => ({
  claim: async (id) => {
    const regel = findRegel(get(), id)
    const isHeld = regel !== undefined && holderOf(regel, medewerker.id, clock.now()).kind === 'ik'
    const result = await client.request('terugbelnotities.claim', { id })
    if (result.ok) notifier.announce(isHeld ? texts.vastgehouden : texts.gevraagd)
    else notifier.toast({ text: errorLine(result.error) })
    refresh()
  },
  claimVolgende: async () => {
    // Who answers calls for one afdeling gets that one's notities, the front office those of all.
    const afdelingId = medewerker.rol === 'behandelaar' ? medewerker.afdelingId : null
    const result = await client.request('terugbelnotities.claimVolgende', { afdelingId })
    if (!result.ok) {
      notifier.toast({ text: result.error.code === 'offline' ? texts.volgendeOffline : errorLine(result.error) })
      return undefined
    }
    const { id } = result.value
    if (id === null) {
      notifier.toast({ text: texts.volgendeLeeg })
      return undefined
    }
    // Whatever list was open, the one with everything of mine holds it.
    if (findRegel(get(), id) === undefined) get().kiesLijst('mijn')
    set({ gekozenId: id, uitkomstFout: undefined })
    const found = await client.request('terugbelnotities.find', { id })
    const naam = found.ok && found.value.naam !== '' ? found.value.naam : texts.anoniem
    notifier.announce(texts.volgendeGekregen(naam))
    refresh()
    return id
  },
  geefVrij: async (id) => {
    const result = await client.request('terugbelnotities.geefVrij', { id })
    if (result.ok)
      notifier.toast({
        text: isOffline() ? texts.teruggegevenOffline : texts.teruggegeven,
        action: { label: texts.neemTerug, keys: undoKeys, run: () => get().claim(id) },
      })
    else notifier.toast({ text: errorLine(result.error) })
    refresh()
  },
  breekClaim: async (id, tekst) => {
    const reden = tekst.trim()
    if (reden === '') return texts.haalWegLeeg
    if (reden.length > maxReden) return texts.haalWegTeLang
    const result = await client.request('terugbelnotities.breekClaim', { id, reden })
    refresh()
    if (!result.ok) return errorLine(result.error)
    notifier.toast({ text: isOffline() ? texts.haalWegOffline : texts.haalWegKlaar })
    return undefined
  },
})
