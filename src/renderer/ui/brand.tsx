import './brand.css'

/** The name of the product, as it is always written: with a full stop. */
export const Brand = ({ name }: { readonly name: string }) => (
  <span className="brand">
    {name}
    <i>.</i>
  </span>
)
