import { Dialog as AriaDialog } from 'react-aria-components/Dialog'
import { Modal, ModalOverlay } from 'react-aria-components/Modal'
import './dialog.css'

interface DialogProps {
  readonly label: string
  readonly isOpen: boolean
  readonly onClose: () => void
  readonly className?: string
  readonly children: React.ReactNode
}

/** Something on top of everything; Escape or a click beside it closes it and focus goes back to where it was. */
export const Dialog = ({ label, isOpen, onClose, className = '', children }: DialogProps) => (
  <ModalOverlay
    className="dialog-overlay"
    isOpen={isOpen}
    onOpenChange={(open) => {
      if (!open) onClose()
    }}
    isDismissable
  >
    <Modal className={`dialog ${className}`}>
      <AriaDialog className="dialog-body" aria-label={label}>
        {children}
      </AriaDialog>
    </Modal>
  </ModalOverlay>
)
