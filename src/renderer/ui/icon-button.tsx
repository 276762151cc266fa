import { Button, type ButtonProps } from 'react-aria-components/Button'
import './icon-button.css'

interface IconButtonProps extends Omit<ButtonProps, 'className' | 'style' | 'children' | 'aria-label'> {
  readonly label: string
  readonly children: React.ReactNode
}

/** A button that shows only a picture; the label is its name. */
export const IconButton = ({ label, children, ...button }: IconButtonProps) => (
  <Button {...button} aria-label={label} className="icon-button">
    {children}
  </Button>
)
