import { Component } from 'react'
import { appTexts } from '../texts/app'
import { ActionButton } from '../ui/action-button'
import { EmptyState } from '../ui/empty-state'

interface ErrorBoundaryProps {
  readonly children: React.ReactNode
  /** For whoever does not see that the screen is another one now. */
  readonly onBroken: (text: string) => void
}

/** A screen that breaks is a bug; what was typed is with the core, so opening the screen again brings it back. */
export class ErrorBoundary extends Component<ErrorBoundaryProps, { readonly isBroken: boolean }> {
  override state = { isBroken: false }

  static getDerivedStateFromError(): { isBroken: boolean } {
    return { isBroken: true }
  }

  override componentDidCatch(): void {
    this.props.onBroken(`${appTexts.foutTitel}. ${appTexts.fout}`)
  }

  override render(): React.ReactNode {
    if (!this.state.isBroken) return this.props.children
    return (
      <EmptyState title={appTexts.foutTitel}>
        <p>{appTexts.fout}</p>
        <ActionButton kind="primary" onPress={() => this.setState({ isBroken: false })}>
          {appTexts.foutKnop}
        </ActionButton>
      </EmptyState>
    )
  }
}
