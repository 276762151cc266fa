import { refusalLine } from '../../texts/refusal-line'
import { errorLine } from '../../texts/errors'
import { verbindingTexts as texts } from '../../texts/verbinding'
import { foutenIn, startBewerking, withBewerking } from './bewerking'
import { findPunt, type AandachtActions, type Bewerking, type VerbindingAccess, type VerbindingDeps } from './state'

/** What one does about something that was refused. Words leave the screen only when they are safe elsewhere. */
export const createAandachtActions = (
  { get, set, reloadAandacht }: VerbindingAccess,
  { client, notifier, clock, medewerkerId, undoKeys }: VerbindingDeps,
): AandachtActions => {
  const setBewerking = (no: number, bewerking: Bewerking | undefined): void =>
    set(({ bewerkingen }) => ({ bewerkingen: { ...bewerkingen, [no]: bewerking } }))

  /** Off the screen at once: whoever works by key goes on with the next one. */
  const leave = (no: number): void => set(({ aandacht }) => ({ aandacht: aandacht.filter((punt) => punt.no !== no) }))

  /** What the core says does not fit, at the field that it names. */
  const refuse = (no: number, bewerking: Bewerking, fouten: Bewerking['fouten'], fout: string | undefined): false => {
    setBewerking(no, { ...(get().bewerkingen[no] ?? bewerking), fouten, fout })
    return false
  }

  return {
    kies: (gekozenNo) => set({ gekozenNo }),
    stap: (step) => {
      const { aandacht, gekozenNo } = get()
      const index = aandacht.findIndex(({ no }) => no === gekozenNo)
      const next = aandacht[index === -1 ? 0 : index + step]?.no ?? gekozenNo
      set({ gekozenNo: next })
      return next
    },
    pasAan: (no) => {
      const punt = findPunt(get(), no)
      if (punt !== undefined) setBewerking(no, get().bewerkingen[no] ?? startBewerking(punt))
    },
    typ: (no, veld, tekst) => {
      const bewerking = get().bewerkingen[no]
      if (bewerking === undefined) return
      const { [veld]: _, ...fouten } = bewerking.fouten
      setBewerking(no, { velden: { ...bewerking.velden, [veld]: tekst }, fouten, fout: undefined })
    },
    stopAanpassen: (no) => setBewerking(no, undefined),
    verstuurOpnieuw: async (no) => {
      const punt = findPunt(get(), no)
      if (punt === undefined) return false
      const bewerking = get().bewerkingen[no]
      const fouten = bewerking === undefined ? {} : foutenIn(punt, bewerking)
      if (bewerking !== undefined && Object.keys(fouten).length > 0) return refuse(no, bewerking, fouten, undefined)
      const result = await client.request(
        'verbinding.verstuurOpnieuw',
        bewerking === undefined ? { no } : { no, args: withBewerking(punt, bewerking) },
      )
      if (!result.ok) {
        const line = refusalLine(result.error, medewerkerId, clock.now())
        notifier.alert(line)
        return refuse(no, bewerking ?? startBewerking(punt), {}, line)
      }
      setBewerking(no, undefined)
      leave(no)
      notifier.toast({ text: texts.opnieuwGedaan })
      reloadAandacht()
      return true
    },
    handelAf: async (no) => {
      const result = await client.request('verbinding.handelAandachtAf', { no })
      if (!result.ok) notifier.toast({ text: errorLine(result.error) })
      else {
        leave(no)
        notifier.toast({
          text: texts.afgehandeldMelding,
          action: {
            label: texts.zetTerug,
            keys: undoKeys,
            run: async () => {
              const back = await client.request('verbinding.zetAandachtTerug', { no })
              if (!back.ok) notifier.toast({ text: errorLine(back.error) })
              reloadAandacht()
            },
          },
        })
      }
      reloadAandacht()
    },
  }
}
