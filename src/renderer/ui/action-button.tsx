import { Button, type ButtonProps } from 'react-aria-components/Button'
import { Kbd } from './kbd'
import './action-button.css'

interface ActionButtonProps extends Omit<ButtonProps, 'className' | 'style' | 'children'> {
  readonly kind?: 'primary' | 'plain' | 'ghost'
  /** The key that does the same. */
  readonly keys?: string | undefined
  readonly children: React.ReactNode
}

export const ActionButton = ({ kind = 'plain', keys, children, ...button }: ActionButtonProps) => (
  <Button {...button} className={`button button-${kind}`}>
    {children}
    {keys === undefined ? null : <Kbd keys={keys} />}
  </Button>
)
