import { X } from 'lucide-react'
import { useEffect } from 'react'
import { ActionButton } from './action-button'
import { IconButton } from './icon-button'
import './toast-list.css'

export interface ToastItem {
  readonly id: number
  readonly text: string
  readonly action?: { readonly label: string; readonly keys: string; readonly run: () => void | Promise<void> }
}

interface ToastListProps {
  readonly toasts: readonly ToastItem[]
  readonly label: string
  readonly closeLabel: string
  readonly onClose: (id: number) => void
}

const shownMs = 10_000

/** Short messages at the bottom. They are announced elsewhere (one live region for all); here they are only seen. */
export const ToastList = ({ toasts, label, closeLabel, onClose }: ToastListProps) =>
  toasts.length === 0 ? null : (
    <ul className="toasts" aria-label={label}>
      {toasts.map((toast) => (
        <ToastCard key={toast.id} toast={toast} closeLabel={closeLabel} onClose={onClose} />
      ))}
    </ul>
  )

const ToastCard = ({
  toast,
  closeLabel,
  onClose,
}: Omit<ToastListProps, 'toasts' | 'label'> & { readonly toast: ToastItem }) => {
  const { id, text, action } = toast
  useEffect(() => {
    const timer = setTimeout(() => onClose(id), shownMs)
    return () => clearTimeout(timer)
  }, [id, onClose])
  return (
    <li className="toast">
      <span>{text}</span>
      {action === undefined ? null : (
        <ActionButton kind="ghost" keys={action.keys} onPress={() => void action.run()}>
          {action.label}
        </ActionButton>
      )}
      <IconButton label={closeLabel} onPress={() => onClose(id)}>
        <X size={15} aria-hidden />
      </IconButton>
    </li>
  )
}
