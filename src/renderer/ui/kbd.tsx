import './kbd.css'

/** A key, shown beside what it does. Hidden from screen readers: the names of controls stay plain, the key list has its own dialog. */
export const Kbd = ({ keys }: { readonly keys: string }) => (
  <kbd className="kbd" aria-hidden="true">
    {keys.replace('Enter', '↵').replaceAll('+', ' ')}
  </kbd>
)
