import { useEffect } from 'react'
import { shortMoment } from '../../../shared/kernel/dutch-time'
import { verbindingTexts as texts } from '../../texts/verbinding'
import { ActionButton } from '../../ui/action-button'
import { useNow } from '../../ui/now'
import { Facts, Section } from '../../ui/section'
import { AandachtList } from './aandacht-list'
import { connectionWords } from './connection-words'
import { useVerbinding } from './store'

interface VerbindingSectionProps {
  readonly onCopy: (text: string) => void
}

// Nobody is told of each time that the server answers; whoever looks here wants to know.
const verversMs = 15_000

export const VerbindingSection = ({ onCopy }: VerbindingSectionProps) => {
  const status = useVerbinding((state) => state.status)
  const ververs = useVerbinding((state) => state.ververs)
  useEffect(() => {
    ververs()
    const timer = setInterval(ververs, verversMs)
    return () => clearInterval(timer)
  }, [ververs])
  const probeer = useVerbinding((state) => state.probeer)
  const staat = useNow((now) => (status === undefined ? texts.verbinden : connectionWords(status, now).staat))
  const wachtrij = useNow((now) => (status === undefined ? '' : connectionWords(status, now).wachtrij))
  const laatste = status?.laatsteContact ?? null
  const contact = useNow((now) => (laatste === null ? texts.nooit : shortMoment(laatste, now)))
  return (
    <Section title={texts.titel}>
      <p>{staat}</p>
      <Facts
        facts={[
          [texts.laatsteContact, contact],
          [texts.wachtTitel, wachtrij],
        ]}
      />
      <ActionButton onPress={() => void probeer()}>{texts.probeer}</ActionButton>
      <AandachtList onCopy={onCopy} />
    </Section>
  )
}
